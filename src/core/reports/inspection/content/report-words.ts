import { formatInstant } from '../../../../shared/beijing-time.ts';
import type { BothLanguages } from '../../../../shared/domain/both-languages.ts';
import { seatOfSubject, type Subject } from '../../../../shared/domain/inspection/inspection-terms.ts';
import { type Counts, soundShareOf } from '../../../../shared/domain/inspection/cell.ts';
import type { TranslateBelow, Wording } from '../../../../shared/wording.ts';
import { seatRanges } from './seat-ranges.ts';

/** Words of a report in its language. */
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
  /** `01–05、07`. */
  readonly seats: (seats: readonly string[]) => string;
  /** Where something is: the lab, or seats in short. */
  readonly places: (subjects: readonly Subject[]) => string;
  /** 完好率 in percent, never rounded up to 100. */
  readonly share: (counts: Counts) => string;
}

export function reportWords(wording: Wording): ReportWords {
  const { language, t, list, labelled, deviceName, problem } = wording;
  const say: ReportWords['say'] = (key, params) => t(`inspections:report.${key}`, params);
  const term: ReportWords['term'] = (key, params) => t(`inspections:terms.${key}`, params);
  const inBeijing = (instant: string) => formatInstant(new Date(instant));
  const date: ReportWords['date'] = (civilDate) => {
    const [year, month, day] = civilDate.split('-');
    return say('date', { year, month, day });
  };
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
    seats,
    places(subjects) {
      const names = subjects.flatMap((subject) => seatOfSubject(subject) ?? []);
      const lab = names.length < subjects.length ? [term('subject.lab')] : [];
      return list([
        ...lab,
        ...(names.length > 0 ? [say(names.length === 1 ? 'seat' : 'seats', { seats: seats(names) })] : []),
      ]);
    },
    share(counts) {
      const share = soundShareOf(counts);
      // Cut, not rounded: 100 % is said only where everything is normal.
      return share === null ? say('none') : `${(Math.floor(share * 1000 + 1e-9) / 10).toFixed(1)}%`;
    },
  };
}
