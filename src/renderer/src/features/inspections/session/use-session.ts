import { useCallback, useMemo, useRef, useState } from 'react';
import { formatInstant } from '../../../../../shared/beijing-time.ts';
import type { Answer, Cell } from '../../../../../shared/domain/inspection/cell.ts';
import type {
  InspectionNotes,
  InspectionSession,
  Touched,
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
  /** With what is being saved, or could not be. */
  readonly cells: Cells;
  readonly saving: Saving;
  readonly unsaved: ReadonlyMap<string, Answer | null>;
  /** What was typed and belongs to no answer yet, by key; outlives the panel it was typed in. */
  readonly typed: Map<string, { value: string; note: string }>;
  readonly answer: (spot: Spot, answer: Answer | null) => void;
  readonly answerOpen: (
    of: { item: string | null; subject: Subject | null },
    answer: Answer,
  ) => Promise<Problem | null>;
  /** Sends again what could not be saved. */
  readonly retry: () => void;
  readonly touch: (call: () => Promise<Result<Touched>>) => Promise<Problem | null>;
  readonly renew: (call: () => Promise<Result<InspectionSession>>) => Promise<Problem | null>;
  readonly replace: (session: InspectionSession) => void;
  readonly keepNotes: (notes: InspectionNotes) => Promise<Problem | null>;
}

const applyEdit = (session: InspectionSession, { cells, ...rest }: Touched): InspectionSession => {
  const changed = cellsByKey(cells);
  return { ...session, ...rest, cells: session.cells.map((cell) => changed.get(keyOf(cell)) ?? cell) };
};

/** An open session on the screen: every touch goes to the disk in its turn, and what did not get there stays to be sent again. */
export function useSession(opened: InspectionSession): SessionControl {
  const client = useClient();
  const [session, setSession] = useState(opened);
  const [saving, setSaving] = useState<Saving>({ phase: 'saved', at: opened.savedAt });
  const [unsaved, setUnsaved] = useState<ReadonlyMap<string, Answer | null>>(new Map());
  const [typed] = useState(() => new Map<string, { value: string; note: string }>());
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const { id } = opened.header;

  const enqueue = useCallback(
    async <Value>(
      call: () => Promise<Result<Value>>,
      keep: (value: Value) => string | null,
    ): Promise<Problem | null> => {
      setSaving({ phase: 'saving' });
      const own = turn.current.then(() => settleCall(call));
      turn.current = own;
      const result = await own;
      if (!result.ok) {
        setSaving({ phase: 'failed', problem: result.problem });
        return result.problem;
      }
      const at = keep(result.value) ?? formatInstant(new Date());
      if (turn.current === own) setSaving({ phase: 'saved', at });
      return null;
    },
    [],
  );
  const touch = useCallback(
    (call: () => Promise<Result<Touched>>) =>
      enqueue(call, (touched) => {
        setSession((now) => applyEdit(now, touched));
        return touched.savedAt;
      }),
    [enqueue],
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
    (spot: Spot, said: Answer | null) => {
      const key = keyOf(spot);
      setUnsaved((now) => new Map(now).set(key, said));
      const send = async () => {
        const problem = await touch(() => client.inspections.answer({ id, ...spot, answer: said }));
        if (problem !== null) return;
        setUnsaved((now) => {
          if (now.get(key) !== said) return now;
          const rest = new Map(now);
          rest.delete(key);
          return rest;
        });
      };
      void send();
    },
    [client, id, touch],
  );

  const cells = useMemo(() => {
    const known = cellsByKey(session.cells);
    for (const [key, said] of unsaved) {
      const cell: Cell | undefined = known.get(key);
      if (cell !== undefined)
        known.set(key, { ...cell, answer: said === null ? null : { ...said, at: session.savedAt } });
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
    touch,
    renew,
    replace(renewed) {
      setSession(renewed);
      setSaving((now) => (now.phase === 'saved' ? { ...now, at: renewed.savedAt } : now));
    },
    answerOpen: (of, said) => touch(() => client.inspections.answerOpen({ id, ...of, answer: said })),
    retry() {
      for (const [key, said] of unsaved) {
        const [item = '', subject = ''] = key.split('\n');
        answer({ item, subject }, said);
      }
    },
    keepNotes: (notes) =>
      enqueue(
        () => client.inspections.saveNotes({ id, notes }),
        (kept) => {
          setSession((now) => ({ ...now, notes: kept }));
          return null;
        },
      ),
  };
}
