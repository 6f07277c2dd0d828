import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import { type Counts, lacksReason } from '../../../../../shared/domain/inspection/cell.ts';
import { LAB_SUBJECT, type Subject } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { useTerms, useTexts } from '../../../language/use-texts.ts';
import type { Cells } from '../session/cells.ts';
import { ResultIcon, type ResultLook } from './ResultIcon.tsx';
import { SeatPlate } from './SeatPlate.tsx';
import { createSubjectCounts } from './count-subjects.ts';

/** How many plates may be as large as a finger; more of them are smaller, so that a whole lab stays in sight. */
const MANY = 48;

/** How many plates lie side by side: few in a small lab, so that the item has the room. */
const across = (seats: number): number => (seats > MANY ? 8 : Math.min(5, Math.max(2, Math.ceil(seats / 8))));

interface SeatMapProps {
  readonly subjects: readonly Subject[];
  readonly cells: Cells;
  readonly at: Subject;
  readonly onChoose: (subject: Subject) => void;
}

/** What a plate shows of its seat: a fault before what is left to do, and green only where all is done. */
export function lookOfCounts({ asked, open, abnormal, notInspected }: Counts): ResultLook {
  if (abnormal > 0) return 'abnormal';
  if (open > 0) return 'open';
  if (notInspected > 0) return 'not-inspected';
  return asked > 0 ? 'normal' : 'not-applicable';
}

const FIGURES = { normal: 'normal', abnormal: 'abnormal', 'not-inspected': 'notInspected', open: 'open' } as const;
const LEGEND = ['normal', 'abnormal', 'not-inspected', 'open'] as const;

/** The whole room and its seats as plates, by colour and symbol; one stop of the Tab key, arrows move inside. */
export function SeatMap({ subjects, cells, at, onChoose }: SeatMapProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const map = useRef<HTMLDivElement>(null);
  const [countSubjects] = useState(createSubjectCounts);
  const counts = countSubjects(cells);
  const unreasoned = useMemo(
    () => new Set([...cells.values()].filter(lacksReason).map(({ subject }) => subject)),
    [cells],
  );
  useEffect(() => {
    map.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const seats = subjects.filter((subject) => subject !== LAB_SUBJECT);
  const looks = seats.map((subject) => lookOfCounts(counts.get(subject)!));
  const choose = ({ target }: MouseEvent) => {
    const plate = target instanceof Element ? target.closest<HTMLElement>('[data-subject]') : null;
    const chosen = subjects.find((subject) => subject === plate?.dataset['subject']);
    if (chosen !== undefined) onChoose(chosen);
  };
  /** Beside a single seat the items of what is chosen are counted, of several the seats. */
  const alone = seats.length === 1 ? (counts.get(at) ?? null) : null;
  /** Nobody has left anything of it out: it is the program that cannot tell. */
  const isUntold =
    alone !== null &&
    [...cells.values()].every(
      (cell) => cell.subject !== at || cell.answer === null || cell.answer.outcome !== 'not-inspected',
    );
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the plates inside take the focus
    <div
      ref={map}
      className="seat-map"
      data-many={seats.length > MANY ? true : undefined}
      style={{ ['--across' as string]: across(seats.length) }}
      onClick={choose}
      onKeyDown={moveFocus}
    >
      <ul>
        {subjects.map((subject) => {
          const own = counts.get(subject);
          if (own === undefined) return null;
          const { asked, open, abnormal } = own;
          const look = lookOfCounts(own);
          return (
            <SeatPlate
              key={subject}
              {...{ subject, look, asked, open, abnormal }}
              isUnreasoned={unreasoned.has(subject)}
              isCurrent={subject === at}
            />
          );
        })}
      </ul>
      <p className="seat-map-legend" aria-hidden="true">
        {LEGEND.map((look) => {
          const count = alone === null ? looks.filter((one) => one === look).length : alone[FIGURES[look]];
          if (count === 0) return null;
          return (
            <span key={look}>
              <ResultIcon look={look} size={16} />
              {alone === null
                ? t(`items.seatsLike.${look}`, { count })
                : t(look === 'not-inspected' && isUntold ? 'items.ofSeatUntold' : 'items.ofSeat', {
                    outcome: look === 'open' ? t('outcome.open') : term(`outcome.${look}`),
                    count,
                  })}
            </span>
          );
        })}
      </p>
    </div>
  );
}

/** Moves the focus between plates as they lie on the screen. */
function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const plates = [...event.currentTarget.querySelectorAll<HTMLElement>('.seat-map-plate')];
  const at = plates.findIndex((plate) => plate === document.activeElement);
  const focused = plates[at];
  if (focused === undefined) return;
  const row = focused.getBoundingClientRect();
  const inRow = plates.filter((plate) => plate.getBoundingClientRect().top === row.top).length;
  const inWidestRow = Math.max(inRow, countAcross(plates));
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: inWidestRow, ArrowUp: -inWidestRow }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  // The arrows lead through the items as well.
  event.stopPropagation();
  plates[Math.min(Math.max(at + step, 0), plates.length - 1)]?.focus();
}

/** How many plates lie side by side in the widest row. */
function countAcross(plates: readonly HTMLElement[]): number {
  const rows = Map.groupBy(plates, (plate) => plate.getBoundingClientRect().top);
  return Math.max(...[...rows.values()].map((row) => row.length), 1);
}
