import type { Database } from 'better-sqlite3';
import type { UnreadableInspection } from '../../shared/domain/inspection/inspection-session.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { type DatabaseSession, perConnection } from './database-session.ts';
import { createInspectionReader, type InspectionStub, type ListedInspection } from './inspection-reader.ts';
import { createInspectionWriter, type OpenKind } from './inspection-writer.ts';
import { type InspectionPatch, patched, type StoredInspection } from './stored-inspection.ts';
import { tryReadRow, type UnreadableRow } from './stored-json.ts';

/** Inspections on disk, as they are worked on. */
export interface InspectionStore {
  /**
   * Whether one may be begun. @returns `inspection-under-way` with `number` while another one of this lab and kind is open; one that
   * cannot be read stays as it is and is in nobody's way.
   */
  isFree(of: OpenKind): Promise<Result<null>>;
  /**
   * Durable when it answers. Where the number is taken, it gets an ending (`…-2`).
   * @returns the same refusal as `isFree`.
   */
  begin(inspection: StoredInspection): Promise<Result<StoredInspection>>;
  /** What its columns tell, also where the rest cannot be read. @returns `inspection-not-found`. */
  stub(id: string): Promise<Result<InspectionStub>>;
  /** Whatever its state. @returns `inspection-not-found`; here and below `record-unreadable` where a row of it is damaged. */
  get(id: string): Promise<Result<StoredInspection>>;
  /** @returns `inspection-not-found`, `inspection-not-open` with `number` and `state`. */
  getOpen(id: string): Promise<Result<StoredInspection>>;
  /**
   * One touch, durable when it answers. Nobody else writes while it is decided, so what is decided by is still so when it is written.
   * @param decide pure and quick; what it refuses changes nothing.
   * @returns the inspection after it; the same refusals as `getOpen`.
   */
  change(
    id: string,
    savedAt: string,
    decide: (inspection: StoredInspection) => Result<InspectionPatch>,
  ): Promise<Result<StoredInspection>>;
  /** Newest first. */
  list(): Promise<Result<(ListedInspection | UnreadableInspection)[]>>;
  /** Reads every inspection whole. @returns the first `record-unreadable`. */
  examine(): Promise<Problem | null>;
  /** Of the inspection with that number. @returns `inspection-not-found`. */
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

  /** The database itself is well where something else was written into it. */
  const readOf = <Value>({ number }: InspectionStub, work: () => Value): Result<Value> => {
    const read = tryReadRow(work);
    return read.ok ? read : { ok: false, problem: unreadable(number, read.cause) };
  };

  const stubOf = (store: Open, id: string): Result<InspectionStub> => {
    const found = store.reader.state(id);
    return found === null ? fail('inspection-not-found', { id }) : succeed(found);
  };

  const wholeOf = (store: Open, stub: InspectionStub): Result<StoredInspection> => {
    const read = readOf(stub, () => store.cache.get(stub.id));
    if (!read.ok) return read;
    return read.value === null ? fail('inspection-not-found', { id: stub.id }) : succeed(read.value);
  };

  const requireOpen = (store: Open, id: string): Result<StoredInspection> => {
    const stub = stubOf(store, id);
    if (!stub.ok) return stub;
    const { number, state } = stub.value;
    return state === 'open' ? wholeOf(store, stub.value) : fail('inspection-not-open', { number, state });
  };

  const free = (store: Open, of: OpenKind): Result<null> => {
    const underWay = store.writer.openOnes(of).find((stub) => wholeOf(store, stub).ok);
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
    stub: (id) => use((store) => stubOf(store, id)),
    get: (id) =>
      use((store) =>
        store.inReadTransaction(() => {
          const stub = stubOf(store, id);
          return stub.ok ? wholeOf(store, stub.value) : stub;
        }),
      ),
    getOpen: (id) => use((store) => store.inReadTransaction(() => requireOpen(store, id))),
    change: (id, savedAt, decide) =>
      use((store) => {
        const changed = store.inWriteTransaction((): Result<{ after: StoredInspection; since: string }> => {
          const before = requireOpen(store, id);
          if (!before.ok) return before;
          const patch = decide(before.value);
          if (!patch.ok) return patch;
          store.writer.change(id, patch.value, savedAt);
          return succeed({ after: patched(before.value, patch.value, savedAt), since: store.cache.moment() });
        });
        if (!changed.ok) return changed;
        const { after, since } = changed.value;
        store.cache.keep(after, since);
        return succeed(after);
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
          const read = readOf(stub, () => store.reader.get(stub.id));
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

/** The inspection somebody works on: read whole once, not at every touch. */
export interface InspectionCache {
  get(id: string): StoredInspection | null;
  /** To be asked before the transaction that wrote is ended: nobody else has written by then. */
  moment(): string;
  /** What an inspection is since that moment. */
  keep(inspection: StoredInspection, since: string): void;
}

export function createInspectionCache(
  database: Database,
  read: (id: string) => StoredInspection | null,
): InspectionCache {
  /** Moves when another connection has written. */
  const others = database.prepare<[], number>('PRAGMA data_version').pluck();
  /** Moves when this one has. */
  const own = database.prepare<[], number>('SELECT total_changes()').pluck();
  const moment = () => `${others.get()} ${own.get()}`;
  let last: { readonly moment: string; readonly inspection: StoredInspection } | null = null;

  return {
    moment,
    get(id) {
      const now = moment();
      if (last?.moment === now && last.inspection.header.id === id) return last.inspection;
      const inspection = read(id);
      last = inspection === null ? null : { moment: now, inspection };
      return inspection;
    },
    keep(inspection, since) {
      last = { moment: since, inspection };
    },
  };
}
