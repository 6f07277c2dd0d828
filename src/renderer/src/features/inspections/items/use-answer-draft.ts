import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { type Answer, isOtherwise } from '../../../../../shared/domain/inspection/cell.ts';
import { alwaysApplies, type ChecklistItem, isPossible } from '../../../../../shared/domain/inspection/checklist.ts';
import type { ItemOutcome, NotInspectedReason } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { keyOf, proposeOutcome, readNumber, type Spot } from '../session/cells.ts';
import type { SessionControl } from '../session/use-session.ts';

/** Text is saved this long after the last key, and when the item is left. */
const SETTLED_MS = 500;

export interface AnswerDraft {
  readonly value: string;
  readonly note: string;
  readonly valueWrong: boolean;
  readonly proposed: ItemOutcome | null;
  /** The value cannot be: nothing is saved with it. */
  readonly valueImpossible: boolean;
  /** `not-inspected` was chosen and its reason is not known yet: nothing is saved so far. */
  readonly asking: boolean;
  /** Another outcome than the program's that was chosen and is saved once it is written why; null: none, or it is saved. */
  readonly chosen: ItemOutcome | null;
  /** Nothing is written yet about what was chosen, or answered before the program found otherwise. */
  readonly unreasoned: boolean;
  /** What is chosen or answered has to have something written about it. */
  readonly needsReason: boolean;
  /** Something was typed, but without an outcome it cannot be saved. */
  readonly waiting: boolean;
  /** How often normal was chosen before anything was measured: the value comes first. */
  readonly valueAsked: number;
  /** @returns false where something has to be filled in first. */
  readonly choose: (outcome: ItemOutcome) => boolean;
  /** What was chosen and is not saved yet is not wanted after all: what is recorded stays. */
  readonly stopAsking: () => void;
  /** @returns false where it waits for what is written about it. */
  readonly giveReason: (reason: NotInspectedReason) => boolean;
  readonly withdraw: () => void;
  readonly type: (typed: { value?: string; note?: string }) => void;
  readonly settle: () => void;
}

type Chosen = Pick<Answer, 'outcome' | 'reason'>;

/** Whether what was typed is a value that an instrument can show, or none at all. */
function mayBe(method: ChecklistItem['method'], typed: string): boolean {
  const number = readNumber(typed);
  return method.kind !== 'measured' || number === null || isPossible(number, method);
}

/** An answer while it is given. Buttons save at once; text is saved together with its outcome. */
export function useAnswerDraft(control: SessionControl, item: ChecklistItem, at: Spot): AnswerDraft {
  const key = keyOf(at);
  const cell = control.cells.get(key);
  const answer = cell?.answer ?? null;
  const automatic = cell?.automatic ?? null;
  const [text, setText] = useState(
    () => control.typed.get(key) ?? { value: answer?.value?.toString() ?? '', note: answer?.note ?? '' },
  );
  const [asking, setAsking] = useState(false);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [valueAsked, setValueAsked] = useState(0);
  const { method } = item;
  const number = readNumber(text.value);
  const isImpossible = method.kind === 'measured' && number !== null && !isPossible(number, method);
  /** What decides otherwise than the program, or leaves out what always applies, is saved only with a reason. */
  const needsReason = (outcome: ItemOutcome) =>
    isOtherwise(outcome, automatic) ||
    (outcome === 'not-applicable' && automatic?.outcome !== 'not-applicable' && alwaysApplies(item));
  const waitsForReason = (outcome: ItemOutcome, typed: typeof text) => needsReason(outcome) && typed.note.trim() === '';
  const said = chosen?.outcome ?? answer?.outcome;

  const save = (outcome: ItemOutcome, reason: NotInspectedReason | null, typed = text) => {
    control.typed.delete(key);
    control.answer(at, { outcome, reason, value: readNumber(typed.value), note: typed.note.trim() });
  };
  const saveTyped = useDebouncedCallback(
    (given: Pick<Answer, 'outcome' | 'reason'>, typed: typeof text) => save(given.outcome, given.reason, typed),
    { delay: SETTLED_MS, flushOnUnmount: true },
  );

  /** @returns false where it waits for its reason. */
  const give = (given: Chosen): boolean => {
    const waits = waitsForReason(given.outcome, text);
    setChosen(waits ? given : null);
    if (!waits) save(given.outcome, given.reason);
    return !waits;
  };

  return {
    value: text.value,
    note: text.note,
    valueWrong: text.value.trim() !== '' && number === null,
    valueImpossible: isImpossible,
    chosen: chosen === null || answer?.outcome === chosen.outcome ? null : chosen.outcome,
    needsReason: said !== undefined && needsReason(said),
    unreasoned: said !== undefined && waitsForReason(said, text),
    proposed: isImpossible ? null : method.kind === 'measured' ? proposeOutcome(number, method) : null,
    asking,
    valueAsked: number === null ? valueAsked : 0,
    waiting: answer === null && (text.value !== '' || text.note !== ''),
    choose(outcome) {
      const isUnmeasured = method.kind === 'measured' && outcome === 'normal' && number === null;
      setValueAsked((times) => (isUnmeasured ? times + 1 : 0));
      if (isUnmeasured || isImpossible) return false;
      saveTyped.cancel();
      setAsking(outcome === 'not-inspected');
      setChosen(null);
      return outcome === 'not-inspected' || give({ outcome, reason: null });
    },
    stopAsking() {
      setAsking(false);
      setChosen(null);
      // What was typed just before waits no longer for the outcome.
      const isTyped = answer !== null && (answer.note !== text.note.trim() || answer.value !== number);
      if (isTyped) save(answer.outcome, answer.reason);
    },
    giveReason(reason) {
      saveTyped.cancel();
      setAsking(false);
      return give({ outcome: 'not-inspected', reason });
    },
    withdraw() {
      saveTyped.cancel();
      setAsking(false);
      setChosen(null);
      setText({ value: '', note: '' });
      control.typed.delete(key);
      control.answer(at, null);
    },
    type(typed) {
      const changed = { ...text, ...typed };
      setText(changed);
      const given = chosen ?? answer;
      const cannotBe = 'value' in typed && !mayBe(method, changed.value);
      if (given === null || cannotBe || waitsForReason(given.outcome, changed)) {
        saveTyped.cancel();
        if (answer === null) control.typed.set(key, changed);
      } else saveTyped(given, changed);
    },
    settle: () => saveTyped.flush(),
  };
}
