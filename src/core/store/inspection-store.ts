import type { Database } from 'better-sqlite3';
import type { UndoStep, UnreadableInspection } from '../../shared/domain/inspection/inspection-session.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { type Result, fail, succeed } from '../../shared/domain/result.ts';
import type { InspectionStub } from '../records/material.ts';
import { type DatabaseSession, perConnection } from './database-session.ts';
import { type ListedInspection, createInspectionReader } from './inspection-reader.ts';
import { type LastStep, createInspectionSteps } from './inspection-steps.ts';
import { type OpenKind, createInspectionWriter } from './inspection-writer.ts';
import { type InspectionPatch, type StoredInspection, patched } from './stored-inspection.ts';
import { type UnreadableRow, tryReadRow } from './stored-json.ts';

/** Store of inspections while they are edited. */
export interface InspectionStore {
  /**
   * Whether an inspection may be started. @returns `inspection-under-way` with `number` while another one of this lab and kind is
   * open; one that cannot be read does not count.
   */
  isFree(of: OpenKind): Promise<Result<null>>;
  /**
   * Inserts an inspection durably. A number that is taken gets a suffix (`…-2`).
   * @returns `inspection-under-way`.
   */
  begin(inspection: StoredInspection): Promise<Result<StoredInspection>>;
  /** The identity of an inspection, also of a damaged one. @returns `inspection-not-found`. */
  stub(id: string): Promise<Result<InspectionStub>>;
  /** An inspection in any state. @returns `inspection-not-found`; here and below `record-unreadable` where one of its rows is damaged. */
  get(id: string): Promise<Result<StoredInspection>>;
  /** An open inspection. @returns `inspection-not-found`, `inspection-not-open` with `number` and `state`. */
  getOpen(id: string): Promise<Result<StoredInspection>>;
  /**
   * Makes one edit durably, in one transaction: nobody else can write between the decision and the change.
   * @param decide pure and fast; where it refuses, or its patch is empty, nothing is changed.
   * @returns the inspection after the edit; the same refusals as `getOpen`.
   */
  change(
    id: string,
    savedAt: string,
    decide: (inspection: StoredInspection) => Result<InspectionPatch>,
  ): Promise<Result<StoredInspection>>;
  /**
   * Takes the newest step back, in one transaction. @param decide the patch that restores what was before.
   * @returns `inspection-nothing-to-undo`; the same refusals as `getOpen`.
   */
  undo(
    id: string,
    savedAt: string,
    decide: (inspection: StoredInspection, step: LastStep) => InspectionPatch,
  ): Promise<Result<{ inspection: StoredInspection; undone: UndoStep }>>;
  /** Newest first. */
  list(): Promise<Result<(ListedInspection | UnreadableInspection)[]>>;
  /** Reads every inspection completely. @returns the first `record-unreadable`. */
  examine(): Promise<Problem | null>;
  /** Id of the inspection with that number. @returns `inspection-not-found`. */
  idOf(number: string): Promise<Result<string>>;
  /** JPEG. @returns `inspection-photo-not-found`. */
  photo(id: string, photo: string): Promise<Result<Uint8Array>>;
}

export function createInspectionStore(session: DatabaseSession): InspectionStore {
  const open = perConnection((database: Database) => {
    const reader = createInspectionReader(database);
    return {
      reader,
      writer: createInspectionWriter(database),
      steps: createInspectionSteps(database),
      cache: createInspectionCache(database, (id) => reader.get(id)),
      inReadTransaction: <Value>(work: () => Value): Value => database.transaction(work)(),
      inWriteTransaction: <Value>(work: () => Value): Value => database.transaction(work).immediate(),
    };
  });
  type Open = ReturnType<typeof open>;

  const use = async <Value>(work: (store: Open) => Result<Value>): Promise<Result<Value>> => {
    const done = await session.use((database) => ({ result: work(open(database)) }));
    return done.ok ? done.value.result : done;
  };

  const unreadable = (number: string, { place, message }: UnreadableRow): Problem => ({
    code: 'record-unreadable',
    params: { number, file: session.file, place, detail: message },
  });

  /** Runs a read; a damaged row becomes a problem of this inspection, because the database itself is intact. */
  const readRows = <Value>({ number }: InspectionStub, work: () => Value): Result<Value> => {
    const read = tryReadRow(work);
    return read.ok ? read : { ok: false, problem: unreadable(number, read.cause) };
  };

  const readStub = (store: Open, id: string): Result<InspectionStub> => {
    const found = store.reader.state(id);
    return found === null ? fail('inspection-not-found', { id }) : succeed(found);
  };

  const readWhole = (store: Open, stub: InspectionStub): Result<StoredInspection> => {
    const read = readRows(stub, () => store.cache.get(stub.id));
    if (!read.ok) return read;
    return read.value === null ? fail('inspection-not-found', { id: stub.id }) : succeed(read.value);
  };

  const requireOpen = (store: Open, id: string): Result<StoredInspection> => {
    const stub = readStub(store, id);
    if (!stub.ok) return stub;
    const { number, state } = stub.value;
    return state === 'open' ? readWhole(store, stub.value) : fail('inspection-not-open', { number, state });
  };

  const free = (store: Open, of: OpenKind): Result<null> => {
    const underWay = store.writer.openOnes(of).find((stub) => readWhole(store, stub).ok);
    return underWay === undefined ? succeed(null) : fail('inspection-under-way', { number: underWay.number });
  };

  const freeNumber = ({ writer }: Open, wanted: string): string => {
    for (let another = 1; ; another += 1) {
      const number = another === 1 ? wanted : `${wanted}-${another}`;
      if (!writer.isTaken(number)) return number;
    }
  };

  return {
    isFree: (of) => use((store) => free(store, of)),
    begin: (inspection) =>
      use((store) =>
        store.inWriteTransaction(() => {
          const { period, lab } = inspection.header;
          const isFree = free(store, { kind: period.kind, lab });
          if (!isFree.ok) return isFree;
          const number = freeNumber(store, inspection.header.number);
          const numbered = { ...inspection, header: { ...inspection.header, number } };
          store.writer.insert(numbered);
          return succeed(numbered);
        }),
      ),
    stub: (id) => use((store) => readStub(store, id)),
    get: (id) =>
      use((store) =>
        store.inReadTransaction(() => {
          const stub = readStub(store, id);
          return stub.ok ? readWhole(store, stub.value) : stub;
        }),
      ),
    getOpen: (id) => use((store) => store.inReadTransaction(() => requireOpen(store, id))),
    change: (id, savedAt, decide) =>
      use((store) => {
        const changed = store.inWriteTransaction((): Result<{ after: StoredInspection; version: string }> => {
          const before = requireOpen(store, id);
          if (!before.ok) return before;
          const patch = decide(before.value);
          if (!patch.ok) return patch;
          if (Object.keys(patch.value).length === 0)
            return succeed({ after: before.value, version: store.cache.version() });
          store.writer.change(id, patch.value, savedAt);
          return succeed({ after: patched(before.value, patch.value, savedAt), version: store.cache.version() });
        });
        if (!changed.ok) return changed;
        const { after, version } = changed.value;
        store.cache.put(after, version);
        return succeed(after);
      }),
    undo: (id, savedAt, decide) =>
      use((store) => {
        const taken = store.inWriteTransaction(
          (): Result<{ step: LastStep; after: StoredInspection; version: string }> => {
            const before = requireOpen(store, id);
            if (!before.ok) return before;
            const step = store.steps.last(id);
            if (step === null) return fail('inspection-nothing-to-undo');
            const patch = decide(before.value, step);
            store.writer.change(id, patch, savedAt);
            store.steps.removeLast(id);
            const after = { ...patched(before.value, patch, savedAt), undo: store.steps.said(id) };
            return succeed({ step, after, version: store.cache.version() });
          },
        );
        if (!taken.ok) return taken;
        const { step, after, version } = taken.value;
        store.cache.put(after, version);
        return succeed({ inspection: after, undone: step.said });
      }),
    list: () =>
      use((store) => {
        const listed = store.inReadTransaction(() => store.reader.list());
        return succeed(
          listed.map((one) =>
            'cause' in one ? { ...one.stub, problem: unreadable(one.stub.number, one.cause) } : one,
          ),
        );
      }),
    async examine() {
      const examined = await use((store) => {
        for (const stub of store.reader.stubs()) {
          const read = readRows(stub, () => store.reader.get(stub.id));
          if (!read.ok) return read;
        }
        return succeed(null);
      });
      return examined.ok ? null : examined.problem;
    },
    idOf: (number) =>
      use((store) => {
        const id = store.reader.idOf(number);
        return id === null ? fail('inspection-not-found', { id: number }) : succeed(id);
      }),
    photo: (id, photo) =>
      use((store) => {
        const jpeg = store.reader.photo(id, photo);
        return jpeg === null ? fail('inspection-photo-not-found', { id: photo }) : succeed(new Uint8Array(jpeg));
      }),
  };
}

/** Caches the inspection that is being edited, so that it is read completely only once. */
export interface InspectionCache {
  get(id: string): StoredInspection | null;
  /** Version of the data. Must be read before a writing transaction ends, when nobody else can have written. */
  version(): string;
  /** Stores the inspection as it is at that version. */
  put(inspection: StoredInspection, version: string): void;
}

function createInspectionCache(database: Database, read: (id: string) => StoredInspection | null): InspectionCache {
  /** Changes when another connection has written. */
  const others = database.prepare<[], number>('PRAGMA data_version').pluck();
  /** Changes when this connection has written. */
  const own = database.prepare<[], number>('SELECT total_changes()').pluck();
  const version = () => `${others.get()} ${own.get()}`;
  let last: { readonly version: string; readonly inspection: StoredInspection } | null = null;

  return {
    version,
    get(id) {
      const now = version();
      if (last?.version === now && last.inspection.header.id === id) return last.inspection;
      const inspection = read(id);
      last = inspection === null ? null : { version: now, inspection };
      return inspection;
    },
    put(inspection, at) {
      last = { version: at, inspection };
    },
  };
}
