import { useCallback, useEffect, useState } from 'react';

const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** Whether nobody has touched anything for so many minutes; 0: never idle. */
export function useIdle(minutes: number): { readonly isIdle: boolean; readonly wake: () => void } {
  const [isIdle, setIdle] = useState(false);
  const wake = useCallback(() => setIdle(false), []);
  useEffect(() => {
    if (minutes === 0 || isIdle) return undefined;
    let timer = 0;
    const start = () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => setIdle(true), minutes * 60_000);
    };
    start();
    for (const sign of SIGNS_OF_LIFE) document.addEventListener(sign, start, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      for (const sign of SIGNS_OF_LIFE) document.removeEventListener(sign, start, true);
    };
  }, [minutes, isIdle]);
  return { isIdle: isIdle && minutes > 0, wake };
}
