import { UnstyledButton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { countsOf, resultOf } from '../../../../../shared/domain/inspection/cell.ts';
import type { ChecklistSection } from '../../../../../shared/domain/inspection/checklist.ts';
import { useLocalized, useTerms, useTexts } from '../../../language/use-texts.ts';
import { type Cells, type Spot, keyOf } from '../session/cells.ts';
import { ResultIcon, type ResultLook, lookOf } from './ResultIcon.tsx';

interface ItemListProps {
  readonly sections: readonly ChecklistSection[];
  readonly cells: Cells;
  readonly at: Spot;
  readonly bySeat: boolean;
  readonly onChoose: (item: string) => void;
}

/** The most urgent result of an item across all seats. */
function worst(looks: readonly ResultLook[]): ResultLook {
  for (const look of ['open', 'abnormal', 'not-inspected', 'normal'] as const) if (looks.includes(look)) return look;
  return 'not-applicable';
}

/** Sections with their progress, and the items of the open one. */
export function ItemList({ sections, cells, at, bySeat, onChoose }: ItemListProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const localized = useLocalized();
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [at.item]);
  const ofItem = (id: string) =>
    bySeat
      ? [cells.get(keyOf({ item: id, subject: at.subject }))].filter((cell) => cell !== undefined)
      : [...cells.values()].filter((cell) => cell.item === id);
  return (
    <nav ref={list} aria-label={t('items.sections')} className="inspection-sections">
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
                <strong>{localized(section.title)}</strong>
                <span>
                  {t('progress.said', { said: counts.asked - counts.open, asked: counts.asked })}
                  {counts.abnormal > 0 && (
                    <strong className="inspection-abnormal">
                      {' '}
                      {t('progress.abnormal', { count: counts.abnormal })}
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
                          <ResultIcon look={look} size={20} />
                          <span className="inspection-item-name">
                            {localized(item.text)}
                            <span className="only-heard">
                              {' '}
                              {look === 'open' ? t('outcome.open') : term(`outcome.${look}`)}
                            </span>
                          </span>
                          <span className="inspection-item-how">
                            {t(
                              item.method.kind === 'automatic' || item.method.kind === 'books'
                                ? 'items.automatic'
                                : 'items.onSite',
                            )}
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
