import type { InspectionReport } from '../../../../shared/domain/inspection/inspection-report.ts';
import { entriesOf } from '../../../../shared/locales/text-keys.ts';
import type { Field } from './report-content.ts';
import type { ReportWords } from './report-words.ts';

/** The period with the days it stands for. */
export const periodOf = ({ period }: InspectionReport, { say, date }: ReportWords): string =>
  period.from === period.to
    ? date(period.from)
    : say('period', { label: period.label, from: date(period.from), to: date(period.to) });

export function coverFields(report: InspectionReport, words: ReportWords): Field[] {
  const { lab, number, finishedAt, conclusion } = report;
  const value = {
    school: lab.school,
    lab: lab.lab,
    period: periodOf(report, words),
    number,
    date: words.day(finishedAt),
    conclusion: words.term(`conclusion.${conclusion.decided}`),
  };
  return entriesOf(value).map(([key, text]) => ({ label: words.say(`field.${key}`), value: text, wide: true }));
}
