import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
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
import { type Cells, cellsReplaced, indexOf, keyOf, type Spot } from './cells.ts';

type Saving =
  | { readonly phase: 'saving' }
  /** RFC 3339. */
  | { readonly phase: 'saved'; readonly at: string }
  | { readonly phase: 'failed'; readonly problem: Problem };

export type Foresight = Pick<BulkAnswer, 'filled' | 'leftOut'>;

export interface SessionControl {
  readonly session: InspectionSession;
  /** By key, with unsaved answers applied. */
  readonly cells: Cells;
  readonly saving: Saving;
  readonly unsaved: ReadonlyMap<string, Answer | null>;
  /** How often the answer of a cell was found changed by somebody else, by key. */
  readonly changedElsewhere: ReadonlyMap<string, number>;
  /** Text without an answer yet, by key; outlives the panel it was typed in. */
  readonly typed: Map<string, { value: string; note: string }>;
  readonly answer: (spot: Spot, answer: Answer | null) => void;
  /** @returns null when it could not be saved. */
  readonly answerOpen: (
    of: { item: string | null; subject: Subject | null },
    answer: Answer,
  ) => Promise<BulkAnswer | null>;
  /** What that answer would fill and leave out; null where it cannot be told. */
  readonly foreseeOpen: (
    of: { item: string | null; subject: Subject | null },
    answer: Answer,
  ) => Promise<Foresight | null>;
  /** Takes the last change back. @returns what it was; null when it could not be. */
  readonly undo: () => Promise<UndoStep | null>;
  /** Saves again what could not be saved. */
  readonly retry: () => void;
  readonly edit: (call: () => Promise<Result<InspectionChanges>>) => Promise<Problem | null>;
  readonly renew: (call: () => Promise<Result<InspectionSession>>) => Promise<Problem | null>;
  readonly replace: (session: InspectionSession) => void;
  readonly saveNotes: (notes: InspectionNotes) => Promise<Problem | null>;
}

type SessionCalls = Pick<SessionControl, 'replace' | 'answerOpen' | 'foreseeOpen' | 'undo' | 'retry' | 'saveNotes'>;

const applyEdit = (session: InspectionSession, edited: InspectionChanges): InspectionSession => {
  const { photos, problems, counts, undo, savedAt } = edited;
  return { ...session, photos, problems, counts, undo, savedAt, cells: cellsReplaced(session.cells, edited.cells) };
};

/** Keys of the cells with another answer than before. */
const answeredAnew = (before: InspectionSession, now: InspectionSession): string[] => {
  const known = indexOf(before.cells);
  const isNew = (key: string, { answer }: Cell) => known.has(key) && known.get(key)?.answer?.at !== answer?.at;
  return [...indexOf(now.cells)].flatMap(([key, cell]) => (isNew(key, cell) ? [key] : []));
};

/** The answer that an edit goes on from. */
interface Base {
  /** When it was given; null: there was none. */
  at: string | null;
  /** The last edit of the cell that is not saved yet. */
  last: Answer | null;
}

/**
 * An open session on the screen: edits are saved one after the other, and failed ones stay to be saved again. Other windows may have it
 * open as well: it is read again where somebody else has changed it, and no edit replaces an answer that was not seen here.
 */
export function useSession(opened: InspectionSession): SessionControl {
  const client = useClient();
  const [session, setSession] = useState(opened);
  const [saving, setSaving] = useState<Saving>({ phase: 'saved', at: opened.savedAt });
  const [unsaved, setUnsaved] = useState<ReadonlyMap<string, Answer | null>>(new Map());
  const [typed] = useState(() => new Map<string, { value: string; note: string }>());
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const [changedElsewhere, setChangedElsewhere] = useState<ReadonlyMap<string, number>>(new Map());
  /** What is stored, as far as it is known; the state follows with the next rendering. */
  const known = useRef(opened);
  const bases = useRef(new Map<string, Base>());
  const { id } = opened.header;

  const show = useCallback((now: InspectionSession) => {
    known.current = now;
    setSession(now);
  }, []);
  /** @param isCertain it has changed; otherwise that is asked first. */
  const readAgain = useCallback(
    async (isCertain: boolean) => {
      const read = async () => {
        if (!isCertain) {
          const standing = await settleCall(() => client.inspections.standing({ id }));
          const { header, savedAt } = known.current;
          const isSame = standing.ok && standing.value.savedAt === savedAt && standing.value.state === header.state;
          if (!standing.ok || isSame) return;
        }
        const fresh = await settleCall(() => client.inspections.get({ id }));
        if (!fresh.ok) return;
        const keys = answeredAnew(known.current, fresh.value);
        setChangedElsewhere((now) => new Map([...now, ...keys.map((key) => [key, (now.get(key) ?? 0) + 1] as const)]));
        show(fresh.value);
      };
      const own = queue.current.then(read);
      queue.current = own;
      await own;
      if (queue.current === own)
        setSaving((now) => (now.phase === 'failed' ? now : { phase: 'saved', at: known.current.savedAt }));
    },
    [client, id, show],
  );
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') void readAgain(false);
    };
    window.addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [readAgain]);

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
        const isShared = edited.savedBefore !== known.current.savedAt;
        show(applyEdit(known.current, edited));
        if (isShared) void readAgain(true);
        return edited.savedAt;
      }),
    [enqueue, readAgain, show],
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
        show(renewed);
        return renewed.savedAt;
      }),
    [enqueue, show],
  );
  const answer = useCallback(
    (spot: Spot, given: Answer | null) => {
      const key = keyOf(spot);
      setUnsaved((now) => new Map(now).set(key, given));
      const base = bases.current.get(key) ?? {
        at: indexOf(known.current.cells).get(key)?.answer?.at ?? null,
        last: given,
      };
      base.last = given;
      bases.current.set(key, base);
      const send = async () => {
        const problem = await edit(async () => {
          const edited = await client.inspections.answer({ id, ...spot, answer: given, basedOn: base.at });
          const stored = edited.ok ? edited.value.cells.find((cell) => keyOf(cell) === key) : undefined;
          if (stored !== undefined) base.at = stored.answer?.at ?? null;
          return edited;
        });
        if (problem?.code === 'inspection-cell-changed') await readAgain(true);
        else if (problem !== null) return;
        if (base.last === given) bases.current.delete(key);
        setUnsaved((now) => {
          if (now.get(key) !== given) return now;
          const rest = new Map(now);
          rest.delete(key);
          return rest;
        });
      };
      void send();
    },
    [client, id, edit, readAgain],
  );

  const cells = useMemo(() => {
    const stored = indexOf(session.cells);
    if (unsaved.size === 0) return stored;
    const given = new Map(stored);
    for (const [key, answered] of unsaved) {
      const cell = stored.get(key);
      if (cell !== undefined)
        given.set(key, { ...cell, answer: answered === null ? null : { ...answered, at: session.savedAt } });
    }
    return given;
  }, [session, unsaved]);

  const calls = useMemo(
    (): SessionCalls => ({
      replace(renewed) {
        show(renewed);
        setSaving((now) => (now.phase === 'saved' ? { ...now, at: renewed.savedAt } : now));
      },
      answerOpen: (of, given) => editFor(() => client.inspections.answerOpen({ id, ...of, answer: given })),
      async foreseeOpen(of, given) {
        await queue.current;
        const foreseen = await settleCall(() => client.inspections.foreseeOpen({ id, ...of, answer: given }));
        return foreseen.ok ? foreseen.value : null;
      },
      async undo() {
        const taken = await editFor(() => client.inspections.undo({ id }));
        return taken?.undone ?? null;
      },
      retry() {
        for (const [key, { last }] of bases.current) {
          const [item = '', subject = ''] = key.split('\n');
          answer({ item, subject }, last);
        }
      },
      saveNotes: (notes) =>
        enqueue(
          () => client.inspections.saveNotes({ id, notes }),
          (saved) => {
            show({ ...known.current, notes: saved });
            return null;
          },
        ),
    }),
    [answer, client, editFor, enqueue, id, show],
  );
  return useMemo(
    () => ({ session, cells, saving, unsaved, changedElsewhere, typed, answer, edit, renew, ...calls }),
    [session, cells, saving, unsaved, changedElsewhere, typed, answer, edit, renew, calls],
  );
}
