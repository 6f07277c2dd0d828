import { useDebouncedCallback } from '@mantine/hooks';
import { useRef, useState } from 'react';
import type { InspectionNotes } from '../../../../../shared/domain/inspection/inspection-session.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import type { SessionControl } from '../session/use-session.ts';

const SETTLED_MS = 500;

export interface NotesControl {
  readonly notes: InspectionNotes;
  readonly problem: Problem | null;
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
  const newest = useRef(notes);
  const save = async () => setProblem(await control.saveNotes(newest.current));
  const saveTyped = useDebouncedCallback(() => void save(), { delay: SETTLED_MS, flushOnUnmount: true });
  const apply = (fields: Partial<InspectionNotes>) => {
    newest.current = { ...newest.current, ...fields };
    setNotes(newest.current);
  };
  return {
    notes,
    problem,
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
