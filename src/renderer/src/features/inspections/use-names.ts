import { seatOfSubject, type Subject } from '../../../../shared/domain/inspection/inspection-terms.ts';
import { periodName } from '../../../../shared/beijing-time.ts';
import { useTerms, useWording } from '../../language/use-texts.ts';

/** Names a period as people do. @returns a function of its label, `2026-Q4`. */
export function usePeriodName(): (label: string) => string {
  const { t } = useWording();
  return (label) => periodName(label, t);
}

/** Names the lab, or a seat by its number. */
export function useSubjectName(): (subject: Subject) => string {
  const term = useTerms();
  return (subject) => {
    const seat = seatOfSubject(subject);
    return seat === null ? term('subject.lab') : term('subject.seat', { seat });
  };
}
