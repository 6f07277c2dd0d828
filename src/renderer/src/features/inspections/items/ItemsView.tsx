import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { memo, type ReactNode, useMemo, useState } from 'react';
import { itemsOf } from '../../../../../shared/domain/inspection/checklist.ts';
import type { Subject } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { Panel } from '../../../failures/Panel.tsx';
import { useTexts } from '../../../language/use-texts.ts';
import type { ViewName } from '../../../shell/place.ts';
import { isOpen, keyOf, sectionsFor, type Spot, spotAfter, spotsOf, subjectsOf } from '../session/cells.ts';
import type { SessionControl } from '../session/use-session.ts';
import { useSubjectName } from '../use-names.ts';
import { AcrossSeats } from './AcrossSeats.tsx';
import { AnswerRemaining } from './AnswerRemaining.tsx';
import { ItemCard } from './ItemCard.tsx';
import { ItemList } from './ItemList.tsx';
import { SeatMap } from './SeatMap.tsx';
import { useItemKeys } from './item-keys.ts';

const MODES = ['by-seat', 'by-item'] as const;
export type ItemMode = (typeof MODES)[number];

interface Undone {
  readonly times: number;
  readonly key: string | null;
}

interface ItemsViewProps {
  readonly control: SessionControl;
  readonly at: Spot;
  readonly onAt: (spot: Spot) => void;
  readonly mode: ItemMode;
  readonly onMode: (mode: ItemMode) => void;
  readonly onView: (view: ViewName) => void;
}

/** The seats, the items of the chosen one, and one item: side by side, without scrolling. */
export function ItemsView({ control, at, onAt, mode, onMode, onView }: ItemsViewProps) {
  const t = useTexts('inspections');
  const name = useSubjectName();
  const { session, cells } = control;
  const keys = useItemKeys();
  /** What was taken back last, and how often something was: the fields start anew from what is stored. */
  const [undone, setUndone] = useState<Undone>({ times: 0, key: null });
  const bySeat = mode === 'by-seat';
  const { checklist, stations } = session;
  const sections = useMemo(
    () => (bySeat ? sectionsFor(checklist, at.subject) : checklist.sections),
    [bySeat, checklist, at.subject],
  );
  const item = itemsOf(checklist).find(({ id }) => id === at.item);
  const spots = useMemo(() => spotsOf({ checklist, stations }), [checklist, stations]);
  const subjects = useMemo(() => subjectsOf({ checklist, stations }), [checklist, stations]);
  const next = spotAfter(spots, at, (spot) => isOpen(cells.get(keyOf(spot))));
  const elsewhere = spotAfter(spots, at, (spot) => spot.subject !== at.subject && isOpen(cells.get(keyOf(spot))));
  const choose = (id: string) => {
    // An item of the lab moves to the lab, whatever seat was chosen before.
    const subject = subjects.find((one) => cells.has(keyOf({ item: id, subject: one })));
    const here = { item: id, subject: at.subject };
    onAt(cells.has(keyOf(here)) || subject === undefined ? here : { item: id, subject });
  };
  const goToSubject = (subject: Subject) => {
    const items = sectionsFor(checklist, subject).flatMap((section) => section.items);
    const first = items.find(({ id }) => isOpen(cells.get(keyOf({ item: id, subject })))) ?? items[0];
    onMode('by-seat');
    if (first !== undefined) onAt({ item: first.id, subject });
  };
  const undo = async () => {
    const step = await control.undo();
    if (step === null) return;
    const { item: id, subject } = step;
    const spot = id === null || subject === null ? null : { item: id, subject };
    const isShown = spot !== null && cells.has(keyOf(spot));
    setUndone(({ times }) => ({ times: times + 1, key: spot === null ? null : keyOf(spot) }));
    if (isShown) {
      onMode('by-seat');
      onAt(spot);
    }
  };
  return (
    <div className="inspection-columns" data-mode={mode}>
      <Column summary={t('items.seats')} className="column-seats">
        <SeatMap subjects={subjects} cells={cells} at={at.subject} onChoose={goToSubject} />
        {stations.length === 1 && (
          <div className="column-foot">
            <Button variant="default" fullWidth px={4} title={t('session.otherSeats')} onClick={() => onView('lab')}>
              {t('session.toLab')}
            </Button>
          </div>
        )}
      </Column>
      <Column
        summary={bySeat ? `${name(at.subject)} · ${t('items.sections')}` : t('items.sections')}
        className="column-items"
      >
        <ModeChoice mode={mode} onMode={onMode} />
        <ItemList sections={sections} cells={cells} at={at} bySeat={bySeat} onChoose={choose} />
        {bySeat && (
          <div className="column-foot">
            <AnswerRemaining
              key={at.subject}
              control={control}
              item={null}
              subject={at.subject}
              goOn={elsewhere === null ? null : { subject: elsewhere.subject, go: () => onAt(elsewhere) }}
            />
          </div>
        )}
      </Column>
      {item !== undefined && bySeat && (
        <Panel
          key={`${keyOf(at)} ${undone.times} ${control.changedElsewhere.get(keyOf(at)) ?? 0}`}
          name="item"
          title={t('views.items')}
        >
          <ItemCard
            control={control}
            item={item}
            at={at}
            isTakenBack={undone.key === keyOf(at)}
            keys={keys}
            next={next}
            before={spotAfter(spots, at, () => true, -1)}
            onAt={(spot) => {
              setUndone((last) => ({ ...last, key: null }));
              onAt(spot);
            }}
            onUndo={undo}
            onDone={() => onView(session.problems.length > 0 ? 'problems' : 'conclusion')}
          />
        </Panel>
      )}
      {item !== undefined && !bySeat && (
        <AcrossSeats
          key={item.id}
          control={control}
          item={item}
          onOpen={(subject) => {
            onMode('by-seat');
            onAt({ item: item.id, subject });
          }}
        />
      )}
    </div>
  );
}

/** Whether the items of one seat are gone through, or one item of all seats. */
const ModeChoice = memo(function ModeChoice({ mode, onMode }: Pick<ItemsViewProps, 'mode' | 'onMode'>) {
  const t = useTexts('inspections');
  return (
    <fieldset className="items-mode">
      <legend className="only-heard">{t('items.mode')}</legend>
      {MODES.map((one) => (
        <Button
          key={one}
          variant={one === mode ? 'light' : 'subtle'}
          aria-pressed={one === mode}
          onClick={() => onMode(one)}
        >
          {t(`items.${one}`)}
        </Button>
      ))}
    </fieldset>
  );
});

/** Below this width the columns are folded away above the item. */
const NARROW = '(max-width: 61.99em)';

interface ColumnProps {
  readonly summary: string;
  readonly className: string;
  readonly children: ReactNode;
}

function Column({ summary, className, children }: ColumnProps) {
  const narrow = useMediaQuery(NARROW) ?? false;
  if (!narrow)
    return (
      <section className={`inspection-column ${className}`} aria-label={summary}>
        {children}
      </section>
    );
  return (
    <details className={`inspection-column ${className}`}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
