import type { BothLanguages } from '../../../../shared/domain/both-languages.ts';
import { seatOfSubject, type Subject } from '../../../../shared/domain/inspection/inspection-terms.ts';
import { periodName } from '../../../../shared/civil-period.ts';
import type { TranslateBelow } from '../../../../shared/wording.ts';
import { useWording } from '../../language/wording-context.ts';

/** Texts of the inspection screens, `home.heading` for example. */
export function useTell(): TranslateBelow<'inspections:screens.'> {
  const { t } = useWording();
  return (key, params) => t(`inspections:screens.${key}`, params);
}

/** Words that screens, reports and the terminal share, `outcome.normal` for example. */
export function useTerm(): TranslateBelow<'inspections:terms.'> {
  const { t } = useWording();
  return (key, params) => t(`inspections:terms.${key}`, params);
}

/** Published or recorded words in the language of whoever looks. */
export function useSaid(): (words: BothLanguages) => string {
  const { language } = useWording();
  return (words) => words[language];
}

/** `2026-Q4` as people call it. */
export function usePeriodName(): (label: string) => string {
  const { t } = useWording();
  return (label) => periodName(label, t);
}

/** The lab, or a seat by its number. */
export function useSubjectName(): (subject: Subject) => string {
  const term = useTerm();
  return (subject) => {
    const seat = seatOfSubject(subject);
    return seat === null ? term('subject.lab') : term('subject.seat', { seat });
  };
}
