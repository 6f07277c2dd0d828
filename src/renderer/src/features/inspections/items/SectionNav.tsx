import { UnstyledButton } from '@mantine/core';
import { countsOf, resultOf } from '../../../../../shared/domain/inspection/cell.ts';
import type { ChecklistSection } from '../../../../../shared/domain/inspection/checklist.ts';
import { type Cells, keyOf, type Spot } from '../session/cells.ts';
import { useSaid, useTell, useTerm } from '../words.ts';
import { lookOf, ResultIcon, type ResultLook } from './ResultIcon.tsx';

interface SectionNavProps {
  readonly sections: readonly ChecklistSection[];
  readonly cells: Cells;
  readonly at: Spot;
  readonly bySeat: boolean;
  readonly onChoose: (item: string) => void;
}

/** The worst of an item across all seats. */
function worst(looks: readonly ResultLook[]): ResultLook {
  for (const look of ['open', 'abnormal', 'not-inspected', 'normal'] as const) if (looks.includes(look)) return look;
  return 'not-applicable';
}

/** Sections with their progress; the items of the one that is open. */
export function SectionNav({ sections, cells, at, bySeat, onChoose }: SectionNavProps) {
  const tell = useTell();
  const term = useTerm();
  const said = useSaid();
  const ofItem = (id: string) =>
    bySeat
      ? [cells.get(keyOf({ item: id, subject: at.subject }))].filter((cell) => cell !== undefined)
      : [...cells.values()].filter((cell) => cell.item === id);
  return (
    <nav aria-label={tell('items.sections')} className="inspection-sections">
      <ul>
        {sections.map((section) => {
          const open = section.items.some(({ id }) => id === at.item);
          const counts = countsOf(section.items.flatMap(({ id }) => ofItem(id)).map(resultOf));
          return (
            <li key={section.id}>
              <UnstyledButton
                className="inspection-section"
                aria-expanded={open}
                onClick={() => onChoose(section.items[0]!.id)}
              >
                <strong>{said(section.title)}</strong>
                <span>
                  {tell('progress.said', { said: counts.asked - counts.open, asked: counts.asked })}
                  {counts.abnormal > 0 && (
                    <strong className="inspection-abnormal">
                      {' '}
                      {tell('progress.abnormal', { count: counts.abnormal })}
                    </strong>
                  )}
                </span>
              </UnstyledButton>
              {open && (
                <ul>
                  {section.items.map((item) => {
                    const look = worst(ofItem(item.id).map((cell) => lookOf(resultOf(cell))));
                    return (
                      <li key={item.id}>
                        <UnstyledButton
                          className="inspection-item"
                          aria-current={item.id === at.item ? 'true' : undefined}
                          onClick={() => onChoose(item.id)}
                        >
                          <ResultIcon look={look} />
                          <span>
                            {said(item.text)}
                            <span className="only-heard">
                              {' '}
                              {look === 'open'
                                ? tell('outcome.open')
                                : look === 'not-applicable'
                                  ? term('reason.not-applicable')
                                  : term(`outcome.${look}`)}
                            </span>
                          </span>
                        </UnstyledButton>
                      </li>
                    );
                  })}
                </ul>
              )}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
