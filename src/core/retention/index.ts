import type { Database } from 'better-sqlite3';
import type { Problem } from '../../shared/domain/problem.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import type { Erasure, Retention } from '../../shared/domain/retention.ts';
import type { Dependencies } from '../dependencies/dependencies.ts';
import { createIncidentLog } from '../incidents/incident-log.ts';
import { createAuditLog } from '../roles/audit-log.ts';
import { checkClock } from '../publication/install/judge-offer.ts';
import { createContacts, createPeopleOfReports } from './people.ts';
import { createOldRecords } from './old-records.ts';
import { limitsAt, readRetention } from './retention-settings.ts';
import { compact, databaseCopies, removeCopies, wiping } from './wipe.ts';

/** Keeping nothing longer than the settings allow. */
export interface RetentionService {
  /** How long what is retained, and what would be erased now. Changes nothing. */
  plan(): Promise<Result<{ readonly settings: Retention; readonly erasure: Erasure }>>;
  /**
   * Erases it for good. `incomplete`: it is out of the records, but bytes of it may still be in the files.
   * @returns `clock-ahead` where the PC's clock is too far ahead to be believed; nothing is erased then.
   */
  apply(): Promise<Result<{ readonly erased: Erasure; readonly incomplete: Problem | null }>>;
}

export function createRetention({
  dataDirectory,
  logDirectory,
  session,
  publication,
  deviceKey,
  now,
}: Pick<
  Dependencies,
  'dataDirectory' | 'logDirectory' | 'session' | 'publication' | 'deviceKey' | 'now'
>): RetentionService {
  const { file } = session;
  const incidents = createIncidentLog(logDirectory);

  const findIn = (database: Database, settings: Retention) => {
    const limits = limitsAt(now(), settings);
    const [contacts, people, records] = [
      createContacts(database, limits),
      createPeopleOfReports(database, limits),
      createOldRecords(database, limits),
    ];
    const { requests, drafts } = contacts;
    const notUnderstood = [...contacts.notUnderstood, ...people.notUnderstood];
    const { inspections } = people;
    const { runs, log } = records;
    const any = requests.length + drafts + inspections.length + runs + log > 0;
    const copies = databaseCopies(file, any ? Infinity : limits.contacts);
    const erasure: Erasure = { requests, drafts, inspections, runs, log, copies, notUnderstood };
    return {
      erasure,
      erase: () => {
        for (const found of [contacts, people, records]) found.erase();
      },
    };
  };

  const eraseIn = (database: Database, settings: Retention): Erasure =>
    wiping(database, () =>
      database
        .transaction(() => {
          const { erasure, erase } = findIn(database, settings);
          erase();
          return erasure;
        })
        .immediate(),
    );

  return {
    async plan() {
      const read = await readRetention(dataDirectory);
      if (!read.ok) return read;
      const settings = read.value;
      return await session.use((database) => ({ settings, erasure: findIn(database, settings).erasure }));
    },
    async apply() {
      const settings = await readRetention(dataDirectory);
      if (!settings.ok) return settings;
      // The clock is believed up to so much after the publication.
      const clock = checkClock(now(), { signed: [new Date(publication.identity.date)], lastRun: null });
      if (!clock.ok && clock.problem.code === 'clock-ahead') return clock;
      // A copy may be all that is left of a database that turns out to be damaged.
      const damage = await session.examine();
      if (damage !== null) return { ok: false, problem: damage };
      const erased = await session.use((database) => eraseIn(database, settings.value));
      if (!erased.ok) return erased;
      const { log } = limitsAt(now(), settings.value);
      const key = await deviceKey();
      const audit = key.ok
        ? await session.use((database) => createAuditLog(database).eraseBefore(log, key.value))
        : key;
      const logDropped = incidents.dropBefore(1000 * log);
      const wiped = await session.use((database) => {
        removeCopies(file, erased.value.copies);
        return compact(database);
      });
      const left: Problem | null = wiped.ok
        ? wiped.value
          ? null
          : { code: 'retention-incomplete', params: { file } }
        : wiped.problem;
      const logLeft: Problem | null = logDropped
        ? null
        : { code: 'retention-incomplete', params: { file: incidents.folder } };
      return succeed({ erased: erased.value, incomplete: left ?? (audit.ok ? logLeft : audit.problem) });
    },
  };
}
