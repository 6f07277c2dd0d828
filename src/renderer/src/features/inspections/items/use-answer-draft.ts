import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import type { Answer } from '../../../../../shared/domain/inspection/cell.ts';
import type { ChecklistItem } from '../../../../../shared/domain/inspection/checklist.ts';
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
  /** `not-inspected` was chosen and its reason is not known yet: nothing is saved so far. */
  readonly asking: boolean;
  /** Something was typed, but without an outcome it cannot be saved. */
  readonly waiting: boolean;
  /** How often normal was chosen before anything was measured: the value comes first. */
  readonly valueAsked: number;
  /** @returns false where something has to be filled in first. */
  readonly choose: (outcome: ItemOutcome) => boolean;
  /** `not-inspected` is not wanted after all: what is recorded stays. */
  readonly stopAsking: () => void;
  readonly giveReason: (reason: NotInspectedReason) => void;
  readonly withdraw: () => void;
  readonly type: (typed: { value?: string; note?: string }) => void;
  readonly settle: () => void;
}

/** An answer while it is given. Buttons save at once; text is saved together with its outcome. */
export function useAnswerDraft(control: SessionControl, item: ChecklistItem, at: Spot): AnswerDraft {
  const key = keyOf(at);
  const answer = control.cells.get(key)?.answer ?? null;
  const [text, setText] = useState(
    () => control.typed.get(key) ?? { value: answer?.value?.toString() ?? '', note: answer?.note ?? '' },
  );
  const [asking, setAsking] = useState(false);
  const [valueAsked, setValueAsked] = useState(0);
  const { method } = item;
  const number = readNumber(text.value);

  const save = (outcome: ItemOutcome, reason: NotInspectedReason | null, typed = text) => {
    control.typed.delete(key);
    control.answer(at, { outcome, reason, value: readNumber(typed.value), note: typed.note.trim() });
  };
  const saveTyped = useDebouncedCallback(
    (given: Pick<Answer, 'outcome' | 'reason'>, typed: typeof text) => save(given.outcome, given.reason, typed),
    { delay: SETTLED_MS, flushOnUnmount: true },
  );

  return {
    value: text.value,
    note: text.note,
    valueWrong: text.value.trim() !== '' && number === null,
    proposed: method.kind === 'measured' ? proposeOutcome(number, method) : null,
    asking,
    valueAsked: number === null ? valueAsked : 0,
    waiting: answer === null && (text.value !== '' || text.note !== ''),
    choose(outcome) {
      const isUnmeasured = method.kind === 'measured' && outcome === 'normal' && number === null;
      setValueAsked((times) => (isUnmeasured ? times + 1 : 0));
      if (isUnmeasured) return false;
      saveTyped.cancel();
      setAsking(outcome === 'not-inspected');
      if (outcome !== 'not-inspected') save(outcome, null);
      return true;
    },
    stopAsking() {
      setAsking(false);
      // What was typed just before waits no longer for the outcome.
      const isTyped = answer !== null && (answer.note !== text.note.trim() || answer.value !== number);
      if (isTyped) save(answer.outcome, answer.reason);
    },
    giveReason(reason) {
      saveTyped.cancel();
      setAsking(false);
      save('not-inspected', reason);
    },
    withdraw() {
      saveTyped.cancel();
      setAsking(false);
      setText({ value: '', note: '' });
      control.typed.delete(key);
      control.answer(at, null);
    },
    type(typed) {
      const changed = { ...text, ...typed };
      setText(changed);
      if (answer === null) control.typed.set(key, changed);
      else saveTyped(answer, changed);
    },
    settle: () => saveTyped.flush(),
  };
}
