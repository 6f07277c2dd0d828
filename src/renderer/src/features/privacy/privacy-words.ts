import type { Translate } from '../../../../shared/wording.ts';
import { useWording } from '../../language/wording-context.ts';

/** Texts of the privacy page. */
export function usePrivacyWords(): Translate {
  const { t } = useWording();
  return (key, params) => t(`privacy:${key}`, params);
}
