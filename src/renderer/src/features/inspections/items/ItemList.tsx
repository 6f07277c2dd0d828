import { type MouseEvent, memo, useEffect, useMemo, useRef } from 'react';
import { countsOf, isOverridden, settledResultOf } from '../../../../../shared/domain/inspection/cell.ts';
import type { ChecklistItem, ChecklistSection } from '../../../../../shared/domain/inspection/checklist.ts';
import { useLocalized, useTerms, useTexts } from '../../../language/use-texts.ts';
import { type Cells, type Spot, keyOf } from '../session/cells.ts';
import { ResultIcon, type ResultLook, lookOf } from './ResultIcon.tsx';
import { lookOfCounts } from './SeatMap.tsx';

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
    const show = () => list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
    show();
    // It becomes lower with the window, and when what stands below it grows.
    const observer = new ResizeObserver(show);
    if (list.current !== null) observer.observe(list.current);
    return () => observer.disconnect();
  }, [at.item, at.subject, bySeat]);
  const byItem = useMemo(() => (bySeat ? null : Map.groupBy(cells.values(), ({ item }) => item)), [bySeat, cells]);
  const ofItem = (id: string) =>
    byItem === null
      ? [cells.get(keyOf({ item: id, subject: at.subject }))].filter((cell) => cell !== undefined)
      : (byItem.get(id) ?? []);
  const choose = ({ target }: MouseEvent) => {
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-item]') : null;
    if (row?.dataset['item'] !== undefined) onChoose(row.dataset['item']);
  };
  return (
    <nav ref={list} aria-label={t('items.sections')} className="inspection-sections">
      <ul>
        {sections.map((section) => {
          const open = section.items.some(({ id }) => id === at.item);
          const counts = countsOf(section.items.flatMap(({ id }) => ofItem(id)).map(settledResultOf));
          return (
            <li key={section.id}>
              <button
                type="button"
                className="inspection-section"
                aria-expanded={open}
                onClick={() => onChoose(section.items[0]!.id)}
              >
                <strong>{localized(section.title)}</strong>
                <span>
                  {lookOfCounts(counts) === 'not-inspected' && (
                    <span className="section-not-inspected">
                      <ResultIcon look="not-inspected" size={16} />
                      <span className="only-heard">{term('outcome.not-inspected')} </span>
                    </span>
                  )}
                  {t('progress.said', { said: counts.asked - counts.open, asked: counts.asked })}
                  {counts.abnormal > 0 && (
                    <strong className="inspection-abnormal">
                      {' '}
                      {t('progress.abnormal', { count: counts.abnormal })}
                    </strong>
                  )}
                </span>
              </button>
              {open && (
                // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- the buttons inside take focus and keys
                <ul onClick={choose}>
                  {section.items.map((item) => (
                    <ItemRow
                      key={item.id}
                      item={item}
                      look={worst(ofItem(item.id).map((cell) => lookOf(settledResultOf(cell))))}
                      isOverridden={ofItem(item.id).some(isOverridden)}
                      isCurrent={item.id === at.item}
                    />
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

interface ItemRowProps {
  readonly item: ChecklistItem;
  readonly look: ResultLook;
  readonly isOverridden: boolean;
  readonly isCurrent: boolean;
}

/** One item of the open section; the list takes its clicks. */
const ItemRow = memo(function ItemRow({ item, look, isOverridden: isOtherwise, isCurrent }: ItemRowProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const localized = useLocalized();
  return (
    <li>
      <button
        type="button"
        className="inspection-item"
        data-item={item.id}
        aria-current={isCurrent ? 'true' : undefined}
      >
        <ResultIcon look={look} size={20} />
        <span className="inspection-item-name">
          {localized(item.text)}
          <span className="only-heard"> {look === 'open' ? t('outcome.open') : term(`outcome.${look}`)}</span>
        </span>
        <span className="inspection-item-how" data-overridden={isOtherwise ? true : undefined}>
          {t(isOtherwise ? 'items.overridden' : `items.method.${item.method.kind}`)}
        </span>
      </button>
    </li>
  );
});
