import type { Database } from 'better-sqlite3';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { type DatabaseSession, perConnection } from './database-session.ts';
import { createInspectionReader, type ListedInspection } from './inspection-reader.ts';
import { createInspectionWriter, type OpenKind } from './inspection-writer.ts';
import { createLastRead } from './last-read.ts';
import { type InspectionPatch, patched, type StoredInspection } from './stored-inspection.ts';

/** Inspections on disk, as they are worked on. */
export interface InspectionStore {
  /** Whether one may be begun. @returns `inspection-under-way` with `number` while another one of this lab and kind is open. */
  isFree(of: OpenKind): Promise<Result<null>>;
  /**
   * Durable when it answers. Where the number is taken, it gets an ending (`…-2`).
   * @returns the same refusal as `isFree`.
   */
  begin(inspection: StoredInspection): Promise<Result<StoredInspection>>;
  /** Whatever its state. @returns `inspection-not-found`. */
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
  list(): Promise<Result<ListedInspection[]>>;
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
      lastRead: createLastRead(database, (id) => reader.get(id)),
      together: <Value>(work: () => Value): Value => database.transaction(work)(),
      alone: <Value>(work: () => Value): Value => database.transaction(work).immediate(),
    };
  });
  type Open = ReturnType<typeof open>;

  const use = async <Value>(work: (store: Open) => Result<Value>): Promise<Result<Value>> => {
    const done = await session.use((database) => ({ result: readably(() => work(open(database))) }));
    return done.ok ? done.value.result : done;
  };

  /** The database itself is well where what was written into it is no JSON any more. */
  const readably = <Value>(work: () => Result<Value>): Result<Value> => {
    try {
      return work();
    } catch (cause) {
      if (!(cause instanceof SyntaxError)) throw cause;
      return fail('inspection-unreadable', { file: session.file, detail: cause.message });
    }
  };

  const mustBeOpen = (store: Open, id: string): Result<StoredInspection> => {
    const found = store.reader.state(id);
    if (found === null) return fail('inspection-not-found', { id });
    const inspection = found.state === 'open' ? store.lastRead.get(id) : null;
    return inspection === null ? fail('inspection-not-open', { ...found }) : succeed(inspection);
  };

  const free = ({ writer }: Open, of: OpenKind): Result<null> => {
    const underWay = writer.numberOfOpen(of);
    return underWay === null ? succeed(null) : fail('inspection-under-way', { number: underWay });
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
        store.alone(() => {
          const { period, lab } = inspection.header;
          const isFree = free(store, { kind: period.kind, lab });
          if (!isFree.ok) return isFree;
          const number = freeNumber(store, inspection.header.number);
          const numbered = { ...inspection, header: { ...inspection.header, number } };
          store.writer.insert(numbered);
          return succeed(numbered);
        }),
      ),
    get: (id) =>
      use((store) => {
        const found = store.together(() => store.lastRead.get(id));
        return found === null ? fail('inspection-not-found', { id }) : succeed(found);
      }),
    getOpen: (id) => use((store) => store.together(() => mustBeOpen(store, id))),
    change: (id, savedAt, decide) =>
      use((store) => {
        const changed = store.alone((): Result<{ after: StoredInspection; since: string }> => {
          const before = mustBeOpen(store, id);
          if (!before.ok) return before;
          const patch = decide(before.value);
          if (!patch.ok) return patch;
          store.writer.change(id, patch.value, savedAt);
          return succeed({ after: patched(before.value, patch.value, savedAt), since: store.lastRead.moment() });
        });
        if (!changed.ok) return changed;
        const { after, since } = changed.value;
        store.lastRead.keep(after, since);
        return succeed(after);
      }),
    list: () => use((store) => succeed(store.together(() => store.reader.list()))),
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
