import { ActionIcon, Button, Group, Text, Title } from '@mantine/core';
import IconChevronLeft from '@tabler/icons-react/icons/IconChevronLeft';
import IconChevronRight from '@tabler/icons-react/icons/IconChevronRight';
import { type RefObject, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { isOtherwise, resultOf, settledResultOf } from '../../../../../shared/domain/inspection/cell.ts';
import type { ChecklistItem } from '../../../../../shared/domain/inspection/checklist.ts';
import type { ItemOutcome } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { useLocalized, useTerms, useTexts } from '../../../language/use-texts.ts';
import { OwnerAndDeadline } from '../problems/OwnerAndDeadline.tsx';
import { keyOf, type Spot } from '../session/cells.ts';
import type { SessionControl } from '../session/use-session.ts';
import { useSubjectName } from '../use-names.ts';
import { OutcomeButtons, ReasonChoice, ValueField } from './AnswerFields.tsx';
import { CellPhotos } from './CellPhotos.tsx';
import { FoundByProgram } from './FoundByProgram.tsx';
import { ItemGuide } from './ItemGuide.tsx';
import { NoteField } from './NoteField.tsx';
import { UndoLine } from './UndoLine.tsx';
import type { ItemWithKeys, Pressed } from './item-keys.ts';
import { useAnswerDraft } from './use-answer-draft.ts';

/** An answer is seen for so long before the next open item comes. */
const ADVANCE_MS = 300;

interface ItemCardProps {
  readonly control: SessionControl;
  readonly item: ChecklistItem;
  readonly at: Spot;
  /** Its answer has just been taken back: another one is wanted. */
  readonly isTakenBack: boolean;
  /** Takes its keys. */
  readonly keys: RefObject<ItemWithKeys | null>;
  /** The next open one; null when none is left. */
  readonly next: Spot | null;
  readonly before: Spot | null;
  readonly onAt: (spot: Spot) => void;
  readonly onUndo: () => Promise<void>;
  /** Where the work goes on once nothing is open. */
  readonly onDone: () => void;
}

/** One item of one seat: how to look, what the program found, and the answers, always at the bottom. */
export function ItemCard({ control, item, ...here }: ItemCardProps) {
  const { at, isTakenBack, keys, next, before, onAt, onUndo, onDone } = here;
  const t = useTexts('inspections');
  const term = useTerms();
  const localized = useLocalized();
  const name = useSubjectName();
  const heading = useFocusOnArrival();
  const cell = control.cells.get(keyOf(at));
  const draft = useAnswerDraft(control, item, at);
  const result = cell === undefined ? null : resultOf(cell);
  const isSettled = cell !== undefined && settledResultOf(cell) !== null;
  const { advance, stay, goOn } = useAdvance(next, onAt);
  /** It came to be answered: an answer leads on, also where a wrong one was given before. */
  const [isAsked] = useState(!isSettled || isTakenBack);

  const outcome = draft.asking ? 'not-inspected' : (draft.chosen ?? result?.outcome ?? null);
  const isUnfinished = draft.asking || draft.chosen !== null;
  const isOverriding = cell !== undefined && outcome !== null && isOtherwise(outcome, cell.automatic);
  const needs = isOverriding ? 'override' : draft.needsReason ? 'exception' : null;
  const note = useRef<HTMLTextAreaElement>(null);
  const isChosenUnreasoned = draft.unreasoned && draft.chosen !== null;
  useEffect(() => {
    if (isChosenUnreasoned) note.current?.focus();
  }, [isChosenUnreasoned]);

  const choose = (chosen: ItemOutcome) => {
    stay();
    if (!draft.choose(chosen)) return;
    const isAtOdds = chosen === 'normal' && draft.proposed === 'abnormal';
    if (isAsked && !isAtOdds && (chosen === 'normal' || chosen === 'not-applicable')) advance();
  };
  const press = (pressed: Pressed) => {
    if (pressed === 'undo') {
      stay();
      if (isUnfinished) {
        draft.stopAsking();
        heading.current?.focus();
      } else if (control.session.undo !== null) void onUndo();
    } else if (pressed === 'write') {
      if (outcome === 'abnormal') note.current?.focus();
    } else if (pressed === 'next') {
      if (next !== null) onAt(next);
    } else if (pressed === 'before') {
      if (before !== null) onAt(before);
    } else choose(pressed);
  };
  /** What a measured value proposes, taken by Enter in its field: a fault is described next. */
  const accept = (proposed: ItemOutcome) => {
    choose(proposed);
    if (proposed === 'abnormal') note.current?.focus();
  };
  const [hasLeftValue, setLeftValue] = useState(false);
  useImperativeHandle(keys, () => ({
    press,
    goOn,
    valueFirst: () => (hasLeftValue || draft.value !== '' ? null : valueFieldOf(heading.current)),
  }));

  if (cell === undefined) return null;
  const problem = control.session.problems.find((one) => one.item === item.id);
  return (
    <section className="item-card" data-outcome={outcome ?? undefined} aria-label={localized(item.text)}>
      <div className="item-card-body">
        <div className="item-card-head">
          <span className="item-card-kind">{`${name(at.subject)} · ${term(`method.${item.method.kind}`)}`}</span>
          <UndoLine
            control={control}
            unfinished={draft.asking ? 'asking' : draft.chosen}
            onUndo={() => press('undo')}
          />
        </div>
        <Title order={3} ref={heading} tabIndex={-1} className="inspection-item-heading">
          {localized(item.text)}
        </Title>
        {item.criterion !== undefined && !repeatsLimits(item, localized(item.criterion)) && (
          <p className="item-card-criterion">{t('item.criterion', { criterion: localized(item.criterion) })}</p>
        )}
        <ItemGuide item={item} />
        <FoundByProgram
          cell={cell}
          item={item}
          onTakeBack={cell.answer !== null && cell.automatic !== null ? draft.withdraw : null}
        />
        <ValueField
          item={item}
          draft={draft}
          chosen={outcome}
          onAccept={accept}
          onLeft={(isLeft, byKey) => {
            setLeftValue(isLeft);
            if (byKey) heading.current?.focus();
          }}
        />
        {(draft.asking || (draft.chosen ?? cell.answer?.outcome) === 'not-inspected') && (
          <ReasonChoice
            chosen={draft.asking ? null : (cell.answer?.reason ?? null)}
            focused={draft.asking}
            onChoose={(reason) => {
              stay();
              if (draft.giveReason(reason) && isAsked) advance();
            }}
          />
        )}
        {outcome === 'abnormal' && problem !== undefined && (
          <OwnerAndDeadline key={problem.item} control={control} problem={problem} />
        )}
        <div className="item-card-evidence">
          <NoteField
            ref={note}
            item={item}
            draft={draft}
            needs={needs}
            onGoOn={(outcome === 'abnormal' || needs !== null) && next !== null ? () => press('next') : null}
          />
          <CellPhotos
            control={control}
            cell={cell}
            label={localized(item.text)}
            wanted={item.evidence.includes('photo') && outcome === 'abnormal'}
          />
        </div>
        {next === null && isSettled && (
          <Group gap="sm">
            <Text fw={600}>{t('item.noneLeft')}</Text>
            <Button onClick={onDone}>
              {t(control.session.problems.length > 0 ? 'item.toProblems' : 'item.toConclusion')}
            </Button>
          </Group>
        )}
      </div>
      <div className="answer-bar">
        <ActionIcon
          variant="default"
          className="answer-step"
          aria-label={t('item.before')}
          title={t('item.before')}
          aria-keyshortcuts="ArrowLeft"
          disabled={before === null}
          onClick={() => press('before')}
        >
          <IconChevronLeft size={24} aria-hidden />
        </ActionIcon>
        <OutcomeButtons
          chosen={outcome}
          byProgram={result?.by === 'program' && !isUnfinished}
          proposed={draft.proposed}
          onChoose={choose}
        />
        <ActionIcon
          variant="default"
          className="answer-step"
          aria-label={t('item.next')}
          title={t('item.next')}
          aria-keyshortcuts="ArrowRight"
          disabled={next === null}
          onClick={() => press('next')}
        >
          <IconChevronRight size={24} aria-hidden />
        </ActionIcon>
      </div>
    </section>
  );
}

/** Goes to the next open item shortly after an answer, or at once when that is asked for, unless something else is done before. */
function useAdvance(next: Spot | null, onAt: (spot: Spot) => void) {
  const waiting = useRef<{ readonly to: Spot; readonly timer: ReturnType<typeof setTimeout> }>(undefined);
  const stay = () => {
    clearTimeout(waiting.current?.timer);
    waiting.current = undefined;
  };
  useEffect(() => () => clearTimeout(waiting.current?.timer), []);
  const goOn = () => {
    const to = waiting.current?.to;
    stay();
    // Whole before the next key comes.
    if (to !== undefined) flushSync(() => onAt(to));
  };
  const advance = () => {
    stay();
    if (next !== null) waiting.current = { to: next, timer: setTimeout(goOn, ADVANCE_MS) };
  };
  return { stay, advance, goOn };
}

/** A criterion that says only the limits, which stand beside the field of the value. */
function repeatsLimits({ method }: ChecklistItem, criterion: string): boolean {
  if (method.kind !== 'measured') return false;
  const limits = [method.min, method.max].filter((limit) => limit !== undefined);
  const numbers = criterion.match(/\d+(\.\d+)?/g)?.map(Number) ?? [];
  return numbers.length === limits.length && limits.every((limit) => numbers.includes(limit));
}

const valueFieldOf = (heading: HTMLElement | null): HTMLInputElement | null =>
  heading?.closest('.item-card')?.querySelector<HTMLInputElement>('.answer-value input') ?? null;

/**
 * What has come is read out, and the keyboard goes on from there; a value to be measured can be typed at once. The heading of an
 * inspection that has just been opened is read out first.
 */
function useFocusOnArrival() {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const value = valueFieldOf(heading.current);
    if (value?.value === '') value.focus({ preventScroll: true });
    else if (document.activeElement?.matches('h2') !== true) heading.current?.focus();
  }, []);
  return heading;
}
