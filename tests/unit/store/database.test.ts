import { readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { databaseFileIn, openDatabase } from '../../../src/core/store/database.ts';
import { MIGRATIONS } from '../../../src/core/store/migrations/list.ts';
import type { Migration } from '../../../src/core/store/migrations/migration.ts';
import { createRunRepository } from '../../../src/core/store/run-repository.ts';
import { createRunStore } from '../../../src/core/store/run-store.ts';
import { run } from '../../support/pc/runs.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

async function opened(file: string, migrations?: readonly Migration[]) {
  const result = await openDatabase(file, migrations);
  if (!result.ok) throw new Error(result.problem.code);
  onTestFinished(() => void result.value.close());
  return result.value;
}

describe('the database', () => {
  it('is durable at every open: WAL and synchronous FULL, read back', async () => {
    const file = databaseFileIn(temporaryFolder());
    for (let time = 0; time < 2; time += 1) {
      const database = await opened(file);
      expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
      expect(database.pragma('synchronous', { simple: true })).toBe(2);
      expect(database.pragma('foreign_keys', { simple: true })).toBe(1);
      expect(database.pragma('user_version', { simple: true })).toBe(MIGRATIONS.at(-1)!.version);
      database.close();
    }
  });

  it('numbers its migrations without a gap', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, position) => position + 1));
  });

  it('copies the file before it migrates one that holds records', async () => {
    const file = databaseFileIn(temporaryFolder());
    const first = await opened(file);
    createRunRepository(first).save(run());
    first.close();
    const next: Migration = {
      version: MIGRATIONS.length + 1,
      name: 'next',
      up: (database) => void database.exec('CREATE TABLE later (id)'),
    };
    const migrated = await opened(file, [...MIGRATIONS, next]);
    expect(migrated.pragma('user_version', { simple: true })).toBe(next.version);
    const backup = await opened(`${file}.before-${next.version}.backup`);
    expect(createRunRepository(backup).list(10)).toHaveLength(1);
    expect(backup.prepare("SELECT 1 FROM sqlite_master WHERE name = 'later'").get()).toBeUndefined();
  });

  it('leaves the file as it was when a migration fails', async () => {
    const file = databaseFileIn(temporaryFolder());
    (await opened(file)).close();
    const broken: Migration = {
      version: MIGRATIONS.length + 1,
      name: 'broken',
      up(database) {
        database.exec('CREATE TABLE half (id)');
        throw new Error('power cut');
      },
    };
    const refused = await openDatabase(file, [...MIGRATIONS, broken]);
    expect(refused).toMatchObject({ ok: false, problem: { code: 'database-unusable' } });
    const database = await opened(file);
    expect(database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'half'").get()).toBeUndefined();
  });

  it('refuses a newer database by name and does not touch it', async () => {
    const file = databaseFileIn(temporaryFolder());
    const newer = new Sqlite(file);
    newer.pragma('user_version = 99');
    newer.exec('CREATE TABLE future (id)');
    newer.close();
    const before = readFileSync(file);
    expect(await openDatabase(file)).toEqual({
      ok: false,
      problem: { code: 'database-newer', params: { file, found: 99, known: MIGRATIONS.length } },
    });
    expect(readFileSync(file)).toEqual(before);
    expect(readdirSync(path.dirname(file))).toEqual([path.basename(file)]);
  });

  it.each([
    [
      'is no database',
      (file: string) =>
        writeFileSync(file, 'this is not SQLite, and long enough to be looked at as a header'.repeat(20)),
      'database-damaged',
    ],
    ['was cut off', (file: string) => truncateSync(file, 5000), 'database-damaged'],
  ])('says so when the file %s, and does not overwrite it', async (_, damage, code) => {
    const file = databaseFileIn(temporaryFolder());
    const whole = await opened(file);
    createRunRepository(whole).save(run());
    whole.pragma('wal_checkpoint(TRUNCATE)');
    whole.close();
    damage(file);
    const before = readFileSync(file);
    const store = createRunStore(path.dirname(file));
    onTestFinished(() => store.close());
    // A file that was cut off may still open; then the first query says it.
    expect(await store.list(10)).toMatchObject({ ok: false, problem: { code } });
    expect(readFileSync(file).subarray(0, 100)).toEqual(before.subarray(0, 100));
  });

  it('says so when another program holds it', async () => {
    const file = databaseFileIn(temporaryFolder());
    (await opened(file)).close();
    const holder = new Sqlite(file);
    holder.pragma('locking_mode = EXCLUSIVE');
    holder.exec('BEGIN EXCLUSIVE');
    onTestFinished(() => void holder.close());
    expect(await openDatabase(file)).toMatchObject({ ok: false, problem: { code: 'database-locked' } });
  });
});
