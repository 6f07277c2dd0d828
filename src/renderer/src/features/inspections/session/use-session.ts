import { useCallback, useMemo, useRef, useState } from 'react';
import { formatInstant } from '../../../../../shared/beijing-time.ts';
import type { Answer, Cell } from '../../../../../shared/domain/inspection/cell.ts';
import type {
  BulkAnswer,
  InspectionChanges,
  InspectionNotes,
  InspectionSession,
  UndoStep,
} from '../../../../../shared/domain/inspection/inspection-session.ts';
import type { Subject } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import type { Result } from '../../../../../shared/domain/result.ts';
import { settleCall } from '../../../connection/settle-call.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { type Cells, cellsByKey, keyOf, type Spot } from './cells.ts';

type Saving =
  | { readonly phase: 'saving' }
  /** RFC 3339. */
  | { readonly phase: 'saved'; readonly at: string }
  | { readonly phase: 'failed'; readonly problem: Problem };

export interface SessionControl {
  readonly session: InspectionSession;
  /** By key, with unsaved answers applied. */
  readonly cells: Cells;
  readonly saving: Saving;
  readonly unsaved: ReadonlyMap<string, Answer | null>;
  /** Text without an answer yet, by key; outlives the panel it was typed in. */
  readonly typed: Map<string, { value: string; note: string }>;
  readonly answer: (spot: Spot, answer: Answer | null) => void;
  /** @returns null when it could not be saved. */
  readonly answerOpen: (
    of: { item: string | null; subject: Subject | null },
    answer: Answer,
  ) => Promise<BulkAnswer | null>;
  /** How many cells that answer would fill; null where it cannot be told. */
  readonly foreseeOpen: (
    of: { item: string | null; subject: Subject | null },
    answer: Answer,
  ) => Promise<number | null>;
  /** Takes the last change back. @returns what it was; null when it could not be. */
  readonly undo: () => Promise<UndoStep | null>;
  /** Saves again what could not be saved. */
  readonly retry: () => void;
  readonly edit: (call: () => Promise<Result<InspectionChanges>>) => Promise<Problem | null>;
  readonly renew: (call: () => Promise<Result<InspectionSession>>) => Promise<Problem | null>;
  readonly replace: (session: InspectionSession) => void;
  readonly saveNotes: (notes: InspectionNotes) => Promise<Problem | null>;
}

const applyEdit = (session: InspectionSession, edited: InspectionChanges): InspectionSession => {
  const { photos, problems, counts, undo, savedAt } = edited;
  const changed = cellsByKey(edited.cells);
  return {
    ...session,
    photos,
    problems,
    counts,
    undo,
    savedAt,
    cells: session.cells.map((cell) => changed.get(keyOf(cell)) ?? cell),
  };
};

/** An open session on the screen: edits are saved one after the other, and failed ones stay to be saved again. */
export function useSession(opened: InspectionSession): SessionControl {
  const client = useClient();
  const [session, setSession] = useState(opened);
  const [saving, setSaving] = useState<Saving>({ phase: 'saved', at: opened.savedAt });
  const [unsaved, setUnsaved] = useState<ReadonlyMap<string, Answer | null>>(new Map());
  const [typed] = useState(() => new Map<string, { value: string; note: string }>());
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const { id } = opened.header;

  const enqueue = useCallback(
    async <Value>(
      call: () => Promise<Result<Value>>,
      apply: (value: Value) => string | null,
    ): Promise<Problem | null> => {
      setSaving({ phase: 'saving' });
      const own = queue.current.then(() => settleCall(call));
      queue.current = own;
      const result = await own;
      if (!result.ok) {
        setSaving({ phase: 'failed', problem: result.problem });
        return result.problem;
      }
      const at = apply(result.value) ?? formatInstant(new Date());
      if (queue.current === own) setSaving({ phase: 'saved', at });
      return null;
    },
    [],
  );
  const edit = useCallback(
    (call: () => Promise<Result<InspectionChanges>>) =>
      enqueue(call, (edited) => {
        setSession((now) => applyEdit(now, edited));
        return edited.savedAt;
      }),
    [enqueue],
  );
  /** As `edit`, for an answer that says more than what was changed. */
  const editFor = useCallback(
    async <Changes extends InspectionChanges>(call: () => Promise<Result<Changes>>): Promise<Changes | null> => {
      let made: Changes | null = null;
      await edit(async () => {
        const result = await call();
        if (result.ok) made = result.value;
        return result;
      });
      return made;
    },
    [edit],
  );
  const renew = useCallback(
    (call: () => Promise<Result<InspectionSession>>) =>
      enqueue(call, (renewed) => {
        setSession(renewed);
        return renewed.savedAt;
      }),
    [enqueue],
  );
  const answer = useCallback(
    (spot: Spot, given: Answer | null) => {
      const key = keyOf(spot);
      setUnsaved((now) => new Map(now).set(key, given));
      const send = async () => {
        const problem = await edit(() => client.inspections.answer({ id, ...spot, answer: given }));
        if (problem !== null) return;
        setUnsaved((now) => {
          if (now.get(key) !== given) return now;
          const rest = new Map(now);
          rest.delete(key);
          return rest;
        });
      };
      void send();
    },
    [client, id, edit],
  );

  const cells = useMemo(() => {
    const known = cellsByKey(session.cells);
    for (const [key, given] of unsaved) {
      const cell: Cell | undefined = known.get(key);
      if (cell !== undefined)
        known.set(key, { ...cell, answer: given === null ? null : { ...given, at: session.savedAt } });
    }
    return known;
  }, [session, unsaved]);

  return {
    session,
    cells,
    saving,
    unsaved,
    typed,
    answer,
    edit,
    renew,
    replace(renewed) {
      setSession(renewed);
      setSaving((now) => (now.phase === 'saved' ? { ...now, at: renewed.savedAt } : now));
    },
    answerOpen: (of, given) => editFor(() => client.inspections.answerOpen({ id, ...of, answer: given })),
    async foreseeOpen(of, given) {
      await queue.current;
      const foreseen = await settleCall(() => client.inspections.foreseeOpen({ id, ...of, answer: given }));
      return foreseen.ok ? foreseen.value.filled : null;
    },
    async undo() {
      const taken = await editFor(() => client.inspections.undo({ id }));
      return taken?.undone ?? null;
    },
    retry() {
      for (const [key, given] of unsaved) {
        const [item = '', subject = ''] = key.split('\n');
        answer({ item, subject }, given);
      }
    },
    saveNotes: (notes) =>
      enqueue(
        () => client.inspections.saveNotes({ id, notes }),
        (saved) => {
          setSession((now) => ({ ...now, notes: saved }));
          return null;
        },
      ),
  };
}
