import { cpSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { createDatabaseSession } from '../../../src/core/store/database-session.ts';
import { databaseFileIn } from '../../../src/core/store/database.ts';
import { createDeliveryRoutes } from '../../../src/core/store/delivery-routes.ts';
import { createDeliveryLeases } from '../../../src/core/store/delivery-leases.ts';
import { createRequestStore } from '../../../src/core/store/request-store.ts';
import { addition, filing } from '../request/filing.ts';
import { valueOf } from '../value-of.ts';

const CHANNELS = ['desk', 'robot'];
const TERMS = {
  idempotent: false,
  spacingMs: 0,
  leaseMs: 90_000,
  maxPauseMs: { queued: 3_600_000, maybe: 86_400_000 },
};

/** Files requests, lets things happen to them, and delivers some of them by one channel. */
export async function fillJournal(folder: string, count: number): Promise<void> {
  const session = createDatabaseSession(folder);
  const requests = createRequestStore(folder, session);
  valueOf(await session.use((database) => void database.pragma('synchronous = OFF')));
  valueOf(await session.use((database) => createDeliveryRoutes(database).adopt(CHANNELS, Date.now())));
  for (let one = 1; one <= count; one += 1) {
    valueOf(await requests.file(filing(one, CHANNELS)));
    if (one % 3 > 0) valueOf(await requests.addEvent(addition(one, 'acknowledged')));
    if (one % 3 > 1) valueOf(await requests.addEvent(addition(one, 'noted', CHANNELS)));
  }
  valueOf(
    await session.use((database) => {
      const leases = createDeliveryLeases(database);
      for (let sent = 0; sent < count / 2; sent += 1) {
        const now = Date.now() + sent;
        const answer = leases.take({ ...TERMS, channel: 'desk', now });
        if (!('leased' in answer)) throw new Error('nothing due');
        const kept = { mayHaveArrived: false, failures: 0, failingMs: 0, pauseMs: null, reason: null, detail: null };
        const lane = { step: 0, pauseMs: 0, closedMs: 0, trouble: null };
        leases.record(answer.leased, 'desk', { ...kept, state: 'delivered' }, lane, now);
      }
      database.pragma('wal_checkpoint(TRUNCATE)');
    }),
  );
  session.close();
}

/** A data folder as it was, on which somebody or something works. */
export function copyOf(folder: string, to: string): string {
  cpSync(folder, to, { recursive: true });
  return to;
}

/** Changes the file behind the program's back: against its triggers, constraints and references. */
export function alter(folder: string, sql: string): void {
  const database = new Sqlite(databaseFileIn(folder));
  database.unsafeMode(true);
  database.pragma('foreign_keys = OFF');
  database.pragma('ignore_check_constraints = ON');
  const triggers = database
    .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    .all();
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`);
  database.exec(sql);
  for (const trigger of triggers) database.exec(trigger.sql);
  database.close();
}

/** What people see of a data folder when the program is started with it. The caller closes the session. */
export async function seenIn(folder: string) {
  const session = createDatabaseSession(folder);
  const requests = createRequestStore(folder, session);
  const problems = await requests.problems();
  const list = await requests.list({ limit: 1000 });
  const tables = await session.use((database) =>
    Object.fromEntries(
      ['requests', 'request_events', 'messages', 'deliveries', 'delivery_counts'].map((table) => [
        table,
        database
          .prepare<[], Record<string, unknown>>(
            `SELECT * FROM ${table} WHERE ${table === 'delivery_counts' ? 'count <> 0' : true} ORDER BY 1, 2, 3`,
          )
          .all(),
      ]),
    ),
  );
  return {
    session,
    requests,
    problems,
    list,
    tables: tables.ok ? tables.value : {},
    columns: async () => {
      const names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'";
      return valueOf(
        await session.use((database) =>
          Object.fromEntries(
            database
              .prepare<[], string>(names)
              .pluck()
              .all()
              .map((table) => [
                table,
                database.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table),
              ]),
          ),
        ),
      );
    },
  };
}
