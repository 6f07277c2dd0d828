import { entriesOf, type TextKeyBelow } from '../../../../shared/locales/text-keys.ts';
import { formatInstant, partsOfDate, periodName } from '../../../../shared/beijing-time.ts';
import type { BothLanguages } from '../../../../shared/domain/both-languages.ts';
import { type Counts, soundText } from '../../../../shared/domain/inspection/cell.ts';
import type { InspectionReport } from '../../../../shared/domain/inspection/inspection-report.ts';
import { type Subject, seatOfSubject } from '../../../../shared/domain/inspection/inspection-terms.ts';
import type { TranslateBelow, Wording } from '../../../../shared/wording.ts';
import { naturalOrder } from '../../../platform/natural-order.ts';
import type { Column, TableCell } from './report-content.ts';

/** Texts of a report in its language. */
export interface ReportWords extends Pick<Wording, 'language' | 'list' | 'labelled' | 'deviceName' | 'problem' | 't'> {
  /** A text below `inspections:report`. */
  readonly say: TranslateBelow<'inspections:report.'>;
  /** A text below `inspections:terms`. */
  readonly term: TranslateBelow<'inspections:terms.'>;
  readonly own: (published: BothLanguages) => string;
  /** Instant in Beijing time, to the minute. */
  readonly moment: (instant: string) => string;
  /** Civil date of an instant in Beijing time. */
  readonly day: (instant: string) => string;
  readonly date: (civilDate: string) => string;
  /** A period as people call it. @param label `2026-Q4`. */
  readonly periodName: (label: string) => string;
  /** The same where there is little room. */
  readonly shortPeriod: (label: string) => string;
  /** `01–05、07`. */
  readonly seats: (seats: readonly string[]) => string;
  /** Text of subjects: the lab, or seats in short. */
  readonly places: (subjects: readonly Subject[]) => string;
  /** 完好率 in percent, never rounded up to 100. */
  readonly share: (counts: Counts) => string;
}

export function reportWords(wording: Wording): ReportWords {
  const { language, t, list, labelled, deviceName, problem } = wording;
  const say: ReportWords['say'] = (key, params) => t(`inspections:report.${key}`, params);
  const term: ReportWords['term'] = (key, params) => t(`inspections:terms.${key}`, params);
  const inBeijing = (instant: string) => formatInstant(new Date(instant));
  const date: ReportWords['date'] = (civilDate) => say('date', { ...partsOfDate(civilDate, language) });
  const seats = (names: readonly string[]) => list(seatRanges(names));
  return {
    language,
    t,
    list,
    labelled,
    deviceName,
    problem,
    say,
    term,
    own: (published) => published[language],
    moment: (instant) =>
      say('moment', { date: date(inBeijing(instant).slice(0, 10)), time: inBeijing(instant).slice(11, 16) }),
    day: (instant) => date(inBeijing(instant).slice(0, 10)),
    date,
    periodName: (label) => periodName(label, t),
    shortPeriod: (label) => periodName(label, t, 'short'),
    seats,
    places(subjects) {
      const names = subjects.flatMap((subject) => seatOfSubject(subject) ?? []);
      const lab = names.length < subjects.length ? [term('subject.lab')] : [];
      return list([
        ...lab,
        ...(names.length > 0 ? [say(names.length === 1 ? 'seat' : 'seats', { seats: seats(names) })] : []),
      ]);
    },
    share: (counts) => soundText(counts) ?? say('none'),
  };
}

const LAST_NUMBER = /^(.*?)(\d+)(\D*)$/su;

/** What was decided, or that nobody has decided yet and what the rules propose. */
export const decidedIn = (
  { decided, undecided, proposed }: InspectionReport['conclusion'],
  { say, term }: Pick<ReportWords, 'say' | 'term'>,
): string =>
  undecided === true ? say('undecided', { proposed: term(`conclusion.${proposed}`) }) : term(`conclusion.${decided}`);

/** Columns by the key of their label, with their share of the width in percent. */
export const columnsFrom = (
  shares: Readonly<Partial<Record<TextKeyBelow<'inspections:report.column.'>, number>>>,
  { say }: ReportWords,
  centred: readonly string[] = [],
): Column[] =>
  entriesOf(shares).map(([key, share]) => ({
    label: say(`column.${key}`),
    share,
    ...(centred.includes(key) && { centred: true }),
  }));

/** A cell that stands out unless all is well. */
export const flagged = (text: string, well: boolean): TableCell => (well ? text : [{ text, strong: true }]);

/** Whether the second name is the next after the first: `09` and `10`, `A-1` and `A-2`. */
function follows(one: string, next: string): boolean {
  const [, before, number, after] = LAST_NUMBER.exec(one) ?? [];
  if (number === undefined) return false;
  const counted = (BigInt(number) + 1n).toString().padStart(number.length, '0');
  return next === `${before}${counted}${after}`;
}

/** Names of seats in natural order; three or more consecutive ones become `01–05`. */
export function seatRanges(seats: readonly string[]): string[] {
  const runs: string[][] = [];
  for (const seat of [...new Set(seats)].toSorted(naturalOrder)) {
    const run = runs.at(-1);
    if (run !== undefined && follows(run.at(-1)!, seat)) run.push(seat);
    else runs.push([seat]);
  }
  return runs.flatMap((run) => (run.length > 2 ? [`${run[0]}–${run.at(-1)}`] : run));
}
