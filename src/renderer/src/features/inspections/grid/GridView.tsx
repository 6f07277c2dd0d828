/* oxlint-disable jsx-a11y/prefer-tag-over-role -- what is not in sight is not in the page: no table can be that */
import { NativeSelect, Stack, Text } from '@mantine/core';
import { useElementSize, useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { resultOf } from '../../../../../shared/domain/inspection/cell.ts';
import { itemsOf } from '../../../../../shared/domain/inspection/checklist.ts';
import type { InspectionSession } from '../../../../../shared/domain/inspection/inspection-session.ts';
import { seatOfSubject } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { useTexts } from '../../../language/use-texts.ts';
import { type Cells, isOpen, keyOf, type Spot, subjectsOf } from '../session/cells.ts';
import { GridLegend, useGridTexts } from './GridLegend.tsx';
import { cellId, GridRow } from './GridRow.tsx';

const SHOWN = ['all', 'abnormal', 'open'] as const;

interface GridViewProps {
  readonly session: InspectionSession;
  readonly cells: Cells;
  /** Null when nothing can be changed any more. */
  readonly onOpen: ((spot: Spot) => void) | null;
}

/** Space for a scroll bar below the last row, in px. */
const SCROLL_BAR = 18;

/** Seats beside which there is room for long names. */
const FEW = 8;

/** Height of a row and width of a column, in rem. */
const ROW = 3.25;
const COLUMN = 3.5;
/** Where there is room: the widest a column becomes, the least for the names, and what a scroll bar takes, in rem. */
const WIDE_COLUMN = 9;
const NAMES = 34;
const FRAME = 1.25;

const remInPixels = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

/** All results at a glance: a row for each item, a column for each seat. Only visible cells are in the page. */
export function GridView({ session, cells, onOpen }: GridViewProps) {
  const t = useTexts('inspections');
  const narrow = useMediaQuery('(max-width: 40em)') ?? false;
  const frame = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<(typeof SHOWN)[number]>('all');
  const [active, setActive] = useState({ row: 0, column: 0 });
  const rem = useMemo(remInPixels, []);
  const subjects = useMemo(() => subjectsOf(session), [session]);
  const { names, texts } = useGridTexts(subjects);
  const items = useMemo(() => {
    // What is asked of seats comes first: the room has one column, and they have all the others.
    const all = itemsOf(session.checklist).toSorted(
      (one, other) => Number(one.asked === 'per-lab') - Number(other.asked === 'per-lab'),
    );
    if (shown === 'all') return all;
    const matching = new Set<string>();
    for (const cell of cells.values())
      if (shown === 'open' ? isOpen(cell) : resultOf(cell)?.outcome === 'abnormal') matching.add(cell.item);
    return all.filter(({ id }) => matching.has(id));
  }, [session.checklist, cells, shown]);

  /** So few seats that the names need not be cut. */
  const wide = !narrow && subjects.length <= FEW;
  const { ref: room, width: roomWidth } = useElementSize();
  /** Few columns share the room beside the names. */
  const column = wide
    ? Math.max(rem * COLUMN, Math.min(rem * WIDE_COLUMN, (roomWidth - rem * NAMES) / subjects.length))
    : rem * COLUMN;
  const header = narrow
    ? rem * 8.5
    : wide
      ? Math.max(rem * NAMES, roomWidth - column * subjects.length - rem * FRAME)
      : rem * 18;
  const top = rem * ROW;
  // oxlint-disable-next-line react/incompatible-library -- what it returns is read while this is rendered, nowhere else
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rem * ROW,
    overscan: 2,
    paddingStart: top,
    scrollPaddingStart: top,
  });
  const columns = useVirtualizer({
    horizontal: true,
    count: subjects.length,
    getScrollElement: () => frame.current,
    estimateSize: () => column,
    overscan: 2,
    paddingStart: header,
    scrollPaddingStart: header,
  });
  useEffect(() => columns.measure(), [columns, column]);
  const row = Math.min(active.row, items.length - 1);
  const press = (event: KeyboardEvent) => {
    const item = items[row];
    const subject = subjects[active.column];
    if (event.key === 'Enter' && item !== undefined && subject !== undefined) {
      const spot = { item: item.id, subject };
      if (onOpen !== null && cells.has(keyOf(spot))) onOpen(spot);
      return;
    }
    const moved = moveByKey(event.nativeEvent, { row, column: active.column }, items.length, subjects.length);
    if (moved === null) return;
    event.preventDefault();
    setActive(moved);
    rows.scrollToIndex(moved.row);
    columns.scrollToIndex(moved.column);
  };
  const across = columns.getVirtualItems();
  const width = columns.getTotalSize();

  return (
    <Stack gap="sm" ref={room}>
      <div className="grid-tools">
        <NativeSelect
          aria-label={t('grid.show')}
          size="md"
          value={shown}
          onChange={(event) => setShown(SHOWN.find((one) => one === event.currentTarget.value) ?? 'all')}
          data={SHOWN.map((one) => ({ value: one, label: t(`grid.${one}`) }))}
        />
        <GridLegend keys={onOpen !== null} />
      </div>
      {items.length === 0 ? (
        <Text>{t('grid.none')}</Text>
      ) : (
        <div
          ref={frame}
          className="inspection-grid"
          role="grid"
          tabIndex={0}
          aria-label={t('grid.label', { rows: items.length, columns: subjects.length })}
          aria-rowcount={items.length + 1}
          aria-colcount={subjects.length + 1}
          aria-activedescendant={cellId(row, active.column)}
          onKeyDown={press}
          style={{
            width: wide ? width + rem : undefined,
            height: `min(var(--grid-room, 70vh), ${rows.getTotalSize() + SCROLL_BAR}px)`,
          }}
        >
          <div style={{ height: rows.getTotalSize(), width }}>
            <div className="grid-head" role="row" aria-rowindex={1} style={{ width, height: top }}>
              <div role="columnheader" aria-colindex={1} className="grid-corner" style={{ width: header }}>
                {t('grid.item')}
              </div>
              {across.map(({ index, start, size }) => (
                <div
                  key={index}
                  role="columnheader"
                  aria-colindex={index + 2}
                  className="grid-seat"
                  style={{ left: start, width: size }}
                >
                  {seatOfSubject(subjects[index]!) ?? t('grid.lab')}
                </div>
              ))}
            </div>
            {rows.getVirtualItems().map(({ index, start, size }) => (
              <GridRow
                key={items[index]!.id}
                item={items[index]!}
                index={index}
                top={start}
                height={size}
                width={width}
                header={header}
                across={across}
                subjects={subjects}
                names={names}
                texts={texts}
                cells={cells}
                activeColumn={index === row ? active.column : null}
                onOpen={onOpen}
              />
            ))}
          </div>
        </div>
      )}
    </Stack>
  );
}

/** A cell of the grid by row and column, without headers. */
interface GridPlace {
  readonly row: number;
  readonly column: number;
}

const PAGE = 10;

/** The cell a key leads to, inside the grid; null for other keys. */
function moveByKey(
  { key, ctrlKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey'>,
  { row, column }: GridPlace,
  rows: number,
  columns: number,
): GridPlace | null {
  const to = (newRow: number, newColumn: number): GridPlace => ({
    row: Math.max(0, Math.min(rows - 1, newRow)),
    column: Math.max(0, Math.min(columns - 1, newColumn)),
  });
  switch (key) {
    case 'ArrowDown':
      return to(row + 1, column);
    case 'ArrowUp':
      return to(row - 1, column);
    case 'ArrowRight':
      return to(row, column + 1);
    case 'ArrowLeft':
      return to(row, column - 1);
    case 'PageDown':
      return to(row + PAGE, column);
    case 'PageUp':
      return to(row - PAGE, column);
    case 'Home':
      return to(ctrlKey ? 0 : row, 0);
    case 'End':
      return to(ctrlKey ? rows - 1 : row, columns - 1);
    default:
      return null;
  }
}
