/* oxlint-disable jsx-a11y/prefer-tag-over-role -- what is not in sight is not in the page: no table can be that */
import type { VirtualItem } from '@tanstack/react-virtual';
import { memo } from 'react';
import { settledResultOf } from '../../../../../shared/domain/inspection/cell.ts';
import type { ChecklistItem } from '../../../../../shared/domain/inspection/checklist.ts';
import type { Subject } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { useLocalized } from '../../../language/use-texts.ts';
import { lookOf, type ResultLook } from '../items/ResultIcon.tsx';
import { type Cells, keyOf, type Spot } from '../session/cells.ts';
import { SYMBOL } from './GridLegend.tsx';

/** Id of a cell for `aria-activedescendant`. */
export const cellId = (row: number, column: number): string => `cell-${row}-${column}`;

interface GridRowProps {
  readonly item: ChecklistItem;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly width: number;
  readonly header: number;
  readonly across: readonly VirtualItem[];
  readonly subjects: readonly Subject[];
  /** Names of the subjects and texts of the results, looked up once: looking up takes longer than rendering. */
  readonly names: readonly string[];
  readonly texts: Readonly<Record<ResultLook | 'not-asked', string>>;
  readonly cells: Cells;
  readonly activeColumn: number | null;
  readonly onOpen: ((spot: Spot) => void) | null;
}

/** One item across the visible seats. Plain elements, because hundreds of them pass by while scrolling. */
export const GridRow = memo(function GridRow({
  item,
  index,
  top,
  height,
  width,
  header,
  across,
  subjects,
  names,
  texts,
  cells,
  activeColumn,
  onOpen,
}: GridRowProps) {
  const localized = useLocalized();
  return (
    <div
      className="grid-row"
      role="row"
      aria-rowindex={index + 2}
      data-active={activeColumn === null ? undefined : true}
      style={{ top, height, width }}
    >
      <div
        role="rowheader"
        aria-colindex={1}
        className="grid-item"
        title={localized(item.text)}
        style={{ width: header }}
      >
        <span>{localized(item.text)}</span>
      </div>
      {across.map(({ index: column, start, size }) => {
        const spot = { item: item.id, subject: subjects[column]! };
        const cell = cells.get(keyOf(spot));
        const look = cell === undefined ? null : lookOf(settledResultOf(cell));
        return (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the grid takes the keys
          <div
            key={column}
            id={cellId(index, column)}
            role="gridcell"
            aria-colindex={column + 2}
            aria-label={`${names[column]} ${texts[look ?? 'not-asked']}`}
            aria-selected={column === activeColumn}
            className={`grid-cell grid-${look ?? 'not-asked'}`}
            style={{ left: start, width: size }}
            onClick={cell === undefined || onOpen === null ? undefined : () => onOpen(spot)}
          >
            {look === null ? '' : SYMBOL[look]}
          </div>
        );
      })}
    </div>
  );
});
