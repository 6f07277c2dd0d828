import type { Translate } from '../../../../../shared/wording.ts';
import { useWording } from '../../../language/wording-context.ts';

/** Texts of the plan, `heading` for example. */
export function usePlanTexts(): Translate {
  const { t } = useWording();
  return (key, params) => t(`inspections:plan.${key}`, params);
}
