import { useLayoutEffect, useSyncExternalStore } from 'react';
import type { Appearance } from '../../../shared/domain/appearance.ts';

/** Whether a media query holds, now and whenever the system changes. */
function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const media = matchMedia(query);
      media.addEventListener('change', onChange);
      return () => media.removeEventListener('change', onChange);
    },
    () => matchMedia(query).matches,
  );
}

/** Puts the chosen appearance on the page, for tokens.css. @returns what Mantine has to know. */
export function useColorScheme(appearance: Appearance): 'light' | 'dark' {
  const isDark = useMedia('(prefers-color-scheme: dark)');
  const wantsContrast = useMedia('(prefers-contrast: more)');
  const chosen = appearance === 'system' ? (wantsContrast ? 'contrast' : isDark ? 'dark' : 'light') : appearance;
  useLayoutEffect(() => {
    document.documentElement.dataset['scheme'] = chosen;
  }, [chosen]);
  return chosen === 'dark' || (chosen === 'contrast' && isDark) ? 'dark' : 'light';
}
