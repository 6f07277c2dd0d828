import { useDebouncedCallback } from '@mantine/hooks';
import { useRef, useState } from 'react';
import type { InspectionNotes } from '../../../../../shared/domain/inspection/inspection-session.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import type { SessionControl } from '../session/use-session.ts';

const SETTLED_MS = 500;

export interface NotesControl {
  readonly notes: InspectionNotes;
  readonly problem: Problem | null;
  /** What is typed is not saved yet. */
  readonly isPending: boolean;
  /** Saved at once. */
  readonly decide: (fields: Partial<InspectionNotes>) => void;
  /** Saved when typing pauses, and when the field or the view is left. */
  readonly type: (fields: Partial<InspectionNotes>) => void;
  readonly settle: () => void;
}

/** Notes about the whole inspection. A failed save keeps what was typed. */
export function useNotes(control: SessionControl): NotesControl {
  const [notes, setNotes] = useState(control.session.notes);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isPending, setPending] = useState(false);
  const newest = useRef(notes);
  const save = async () => {
    const saved = newest.current;
    const failed = await control.saveNotes(saved);
    setProblem(failed);
    if (failed === null && saved === newest.current) setPending(false);
  };
  const saveTyped = useDebouncedCallback(() => void save(), { delay: SETTLED_MS, flushOnUnmount: true });
  const apply = (fields: Partial<InspectionNotes>) => {
    newest.current = { ...newest.current, ...fields };
    setNotes(newest.current);
    setPending(true);
  };
  return {
    notes,
    problem,
    isPending,
    decide(fields) {
      apply(fields);
      saveTyped.cancel();
      void save();
    },
    type(fields) {
      apply(fields);
      saveTyped();
    },
    settle: () => saveTyped.flush(),
  };
}
