import type { Database } from 'better-sqlite3';
import type { Problem } from '../../shared/domain/problem.ts';
import type { RequestDraft } from '../../shared/domain/service-request.ts';
import type { UnreadableRequest } from '../../shared/domain/request-record.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { type DatabaseSession, perConnection } from './database-session.ts';
import type { HeadMemory } from './chain-guard.ts';
import {
  createRequestDrafts,
  createRequestRepository,
  type EventAddition,
  type Filing,
  type RequestPage,
  type RequestStub,
  type StoredRequest,
} from './request-repository.ts';
import { createChain } from './request-chain.ts';
import { type CountedRequests, createRequestCounts } from './request-counts.ts';
import { createRequestGuard } from './request-guard.ts';
import { tryReadRow, UnreadableRow } from './stored-json.ts';
import { createTableGuard } from './table-guard.ts';

/** Number of requests read at a time when all of them are examined. */
const PAGE = 200;

/** Store of requests and their events. */
export interface RequestStore {
  keepDraft(draft: RequestDraft): Promise<Result<RequestDraft>>;
  /** Newest first. */
  drafts(): Promise<Result<RequestDraft[]>>;
  removeDraft(id: string): Promise<Result<void>>;
  /**
   * Files a request durably: the request, its `filed` event, its message and one delivery per channel in one transaction, which also
   * removes the draft with its id. Filing an id again changes nothing and returns the request filed first. A number that is taken
   * gets a suffix (`…-2`), also in the message.
   */
  file(filing: Filing): Promise<Result<StoredRequest>>;
  /**
   * Adds an event durably. A known event changes nothing.
   * @returns `request-not-found`, or `request-event-not-allowed` with `state` and `event`.
   */
  addEvent(addition: EventAddition): Promise<Result<StoredRequest>>;
  /** @returns `request-not-found`, `record-unreadable`. */
  get(id: string): Promise<Result<StoredRequest>>;
  /** Id of the request with that number. @returns `request-not-found`. */
  idOf(number: string): Promise<Result<string>>;
  /** Requests that hand in the report of an inspection, newest first. @returns `record-unreadable`. */
  reportsOf(inspection: string): Promise<Result<StoredRequest[]>>;
  /** Everything that has happened to a request by now was looked at. */
  markRead(id: string): Promise<Result<void>>;
  counts(): Promise<Result<CountedRequests>>;
  /** Newest first. */
  list(page: RequestPage): Promise<Result<(StoredRequest | UnreadableRequest)[]>>;
  /**
   * Loss or change of filed requests, then what was rebuilt. Resolves when everything that was in the database at its opening was
   * compared; requests are served meanwhile.
   */
  problems(): Promise<Problem[]>;
  /** The first of these problems, as far as it is known by now; quick. */
  problem(): Promise<Problem | null>;
  /** The first of these problems, after every record was checked. */
  examine(): Promise<Problem | null>;
  /** Acknowledges the loss and what was rebuilt: neither is reported again. */
  acceptLoss(): Promise<Result<void>>;
}

export type { StoredRequest } from './request-repository.ts';

export function createRequestStore(dataDirectory: string, session: DatabaseSession): RequestStore {
  const memory: HeadMemory = { head: null };
  const open = perConnection((database: Database) => ({
    requests: createRequestRepository(database),
    drafts: createRequestDrafts(database),
    count: createRequestCounts(database),
    guard: createRequestGuard(dataDirectory, database, memory),
    tables: createTableGuard(database, createChain(database)),
  }));
  type Open = ReturnType<typeof open>;
  const use = <Value>(work: (store: Open) => Value) => session.use((database) => work(open(database)));

  const written = async (id: string, write: (store: Open) => Result<void>): Promise<Result<StoredRequest>> => {
    const done = await use((store) => {
      const result = write(store);
      if (!result.ok) return result;
      store.guard.secure();
      return found(store, id);
    });
    return done.ok ? done.value : done;
  };

  const found = ({ requests }: Open, id: string): Result<StoredRequest> => {
    const stub = requests.stub(id);
    if (stub === null) return fail('request-not-found', { id });
    const read = tryReadRow(() => requests.get(id));
    if (!read.ok) return { ok: false, problem: unreadable(stub, read.cause) };
    // The message of the request is lost.
    if (read.value === null) return { ok: false, problem: unreadable(stub, new UnreadableRow('messages', stub.id)) };
    return succeed(read.value);
  };

  const unreadable = ({ number }: RequestStub, { place, message }: UnreadableRow): Problem => ({
    code: 'record-unreadable',
    params: { number, file: session.file, place, detail: message },
  });

  /** Finds the first unreadable request. */
  const damageIn = ({ requests }: Open): Problem | null => {
    for (let before: string | undefined; ;) {
      const page = requests.list({ limit: PAGE, withReports: true, ...(before !== undefined && { before }) });
      for (const one of page) if ('cause' in one) return unreadable(one.stub, one.cause);
      const last = page.at(-1);
      if (last === undefined || !('request' in last) || page.length < PAGE) return null;
      before = last.request.id;
    }
  };

  const problemsIn = ({ guard, tables }: Open): Problem[] => {
    const lost = guard.problem();
    return [...(lost === null ? [] : [lost]), ...tables.problems()];
  };

  const readProblem = async (read: (store: Open) => Problem | null): Promise<Problem | null> => {
    const result = await use(read);
    return result.ok ? result.value : result.problem;
  };

  return {
    keepDraft: (draft) =>
      use(({ drafts }) => {
        drafts.save(draft);
        return draft;
      }),
    drafts: () => use(({ drafts }) => drafts.list()),
    removeDraft: (id) => use(({ drafts }) => drafts.remove(id)),
    file: (filing) =>
      written(filing.message.request.id, ({ requests }) => {
        requests.file(filing);
        return succeed(undefined);
      }),
    addEvent: (addition) => written(addition.event.request, ({ requests }) => requests.addEvent(addition)),
    async get(id) {
      const result = await use((store) => found(store, id));
      return result.ok ? result.value : result;
    },
    async idOf(number) {
      const result = await use(({ requests }) => requests.idOf(number));
      if (!result.ok) return result;
      return result.value === null ? fail('request-not-found', { id: number }) : succeed(result.value);
    },
    async reportsOf(inspection) {
      const result = await use((store) =>
        store.requests
          .reportsOf(inspection)
          // A request that is gone is reported by the comparison with the journal.
          .filter((id) => store.requests.stub(id) !== null)
          .map((id) => found(store, id)),
      );
      if (!result.ok) return result;
      const damaged = result.value.find((one) => !one.ok);
      return damaged ?? succeed(result.value.flatMap((one) => (one.ok ? [one.value] : [])));
    },
    markRead: (id) => use(({ requests }) => requests.markRead(id)),
    counts: () => use(({ count }) => count()),
    list: (page) =>
      use(({ requests }) =>
        requests
          .list(page)
          .map((one) => ('cause' in one ? { ...one.stub, problem: unreadable(one.stub, one.cause) } : one)),
      ),
    async problems() {
      const settled = await use(({ guard, tables }) => Promise.all([guard.settled(), tables.settled()]));
      const result = settled.ok ? await use(problemsIn) : settled;
      return result.ok ? result.value : [result.problem];
    },
    problem: () => readProblem((store) => problemsIn(store)[0] ?? null),
    examine: () =>
      readProblem((store) => {
        const broken = store.guard.examine();
        store.tables.compare();
        return broken ?? damageIn(store) ?? store.tables.problems()[0] ?? null;
      }),
    acceptLoss: () =>
      use(({ guard, tables }) => {
        guard.acceptLoss();
        tables.accept();
      }),
  };
}
