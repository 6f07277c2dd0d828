import type { TranslateBelow } from '../../../../shared/wording.ts';
import { useWording } from '../../language/wording-context.ts';

/** Texts of the privacy page. */
export function usePrivacyWords(): TranslateBelow<'privacy:'> {
  const { t } = useWording();
  return (key, params) => t(`privacy:${key}`, params);
}
