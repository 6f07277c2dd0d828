import { UnstyledButton } from '@mantine/core';
import { useMemo } from 'react';
import { type Cell, countsOf, resultOf, settledResultOf } from '../../../../../shared/domain/inspection/cell.ts';
import type { ChecklistSection } from '../../../../../shared/domain/inspection/checklist.ts';
import type { InspectionSession } from '../../../../../shared/domain/inspection/inspection-session.ts';
import { LAB_SUBJECT, seatOfSubject, type Subject } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { useLocalized, useTerms, useTexts } from '../../../language/use-texts.ts';
import { lookOfCounts } from '../items/SeatMap.tsx';
import { type Cells, isOpen, keyOf, type Spot, subjectsOf } from '../session/cells.ts';
import { useSubjectName } from '../use-names.ts';
import { SYMBOL } from './GridLegend.tsx';

interface SeatTableProps {
  readonly session: InspectionSession;
  readonly cells: Cells;
  readonly onOpen: (spot: Spot) => void;
}

/** Where to go on in a section of a seat: what is wrong before what is open. */
function spotIn(section: ChecklistSection, subject: Subject, cells: Cells): Spot | null {
  const own = section.items
    .map(({ id }) => cells.get(keyOf({ item: id, subject })))
    .filter((cell): cell is Cell => cell !== undefined);
  const wrong = own.find((cell) => resultOf(cell)?.outcome === 'abnormal');
  return wrong ?? own.find(isOpen) ?? own[0] ?? null;
}

/** A row for the lab and each seat, a column for each section: how much is answered, and how much is wrong. */
export function SeatTable({ session, cells, onOpen }: SeatTableProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const localized = useLocalized();
  const name = useSubjectName();
  const { sections } = session.checklist;
  const counts = useMemo(() => {
    const sectionOf = new Map(sections.flatMap(({ id, items }) => items.map((item) => [item.id, id] as const)));
    const grouped = Map.groupBy(cells.values(), ({ item, subject }) => `${sectionOf.get(item)}\n${subject}`);
    return new Map([...grouped].map(([key, own]) => [key, countsOf(own.map(settledResultOf))]));
  }, [sections, cells]);
  /** Asked of the whole room only: a dash for every seat needs no wide column. */
  const isOfLabOnly = (section: string) =>
    [...counts.keys()].every((key) => !key.startsWith(`${section}\n`) || key === `${section}\n${LAB_SUBJECT}`);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled sideways by keyboard as well
    <section className="seat-table" tabIndex={0} aria-label={t('overview.seats')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('items.seats')}</th>
            {sections.map(({ id, title }) => (
              <th key={id} scope="col" data-narrow={isOfLabOnly(id) || undefined}>
                {localized(title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {subjectsOf(session).map((subject) => (
            <tr key={subject}>
              <th scope="row">{subject === LAB_SUBJECT ? term('subject.lab') : seatOfSubject(subject)}</th>
              {sections.map((section) => {
                const own = counts.get(`${section.id}\n${subject}`);
                const spot = own === undefined ? null : spotIn(section, subject, cells);
                if (own === undefined || spot === null)
                  return (
                    <td key={section.id} className="seat-table-blank">
                      <span aria-hidden="true">–</span>
                      <span className="only-heard">{t('grid.notAsked')}</span>
                    </td>
                  );
                const look = lookOfCounts(own);
                const said = t('progress.said', { said: own.asked - own.open, asked: own.asked });
                const abnormal = own.abnormal === 0 ? '' : t('progress.abnormal', { count: own.abnormal });
                return (
                  <td key={section.id}>
                    <UnstyledButton
                      className={`seat-table-cell grid-${look}`}
                      aria-label={`${name(subject)} ${localized(section.title)} ${said} ${abnormal}`}
                      onClick={() => onOpen({ item: spot.item, subject })}
                    >
                      <span aria-hidden="true">{SYMBOL[look]}</span> {abnormal === '' ? said : `${said} · ${abnormal}`}
                    </UnstyledButton>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
