import type { TranslateBelow } from '../../../../../shared/wording.ts';
import { useWording } from '../../../language/wording-context.ts';

/** Texts of the plan, `heading` for example. */
export function usePlanTexts(): TranslateBelow<'inspections:plan.'> {
  const { t } = useWording();
  return (key, params) => t(`inspections:plan.${key}`, params);
}
