import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { describeDatabaseError, databaseFileIn, openDatabase } from '../../../src/core/store/database.ts';
import { createRunStore } from '../../../src/core/store/run-store.ts';
import { inOwnProcess } from '../../support/program/own-process.ts';
import { run } from '../../support/pc/runs.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

function storeIn(folder: string) {
  const store = createRunStore(folder);
  onTestFinished(() => store.close());
  return store;
}

const aside = (folder: string) => readdirSync(path.join(folder, 'runs-beside-database'));

/** A database of some hundred pages with one of them, deep inside, overwritten. */
async function damagedInside(folder: string): Promise<string> {
  const file = databaseFileIn(folder);
  const store = createRunStore(folder);
  for (let number = 0; number < 40; number += 1) await store.save(run(number * 1000));
  store.close();
  const bytes = readFileSync(file);
  const page = bytes.readUInt16BE(16);
  bytes.fill(0xa5, page * 20, page * 40);
  writeFileSync(file, bytes);
  return file;
}

describe('a database with a damaged page', () => {
  it('is found by examination, and nothing more is written into it, also after a restart', async () => {
    const folder = temporaryFolder();
    const file = await damagedInside(folder);
    const examining = createRunStore(folder);
    expect(await examining.examine()).toMatchObject({ code: 'database-damaged', params: { file } });
    examining.close();
    const before = readFileSync(file);
    const store = storeIn(folder);
    expect(await store.problem()).toMatchObject({ code: 'database-damaged' });
    expect(await store.save(run(99_000))).toMatchObject({ kept: 'side-file', problem: { code: 'database-damaged' } });
    expect(readFileSync(file)).toEqual(before);

    rmSync(file);
    expect(await store.save(run(100_000))).toEqual({ kept: 'database' });
    expect(await store.list(10)).toMatchObject({ ok: true, value: [{}, {}] });
    expect(aside(folder)).toEqual([]);
  });

  it('that a reader meets is not written into afterwards', async () => {
    const folder = temporaryFolder();
    await damagedInside(folder);
    const store = storeIn(folder);
    expect(await store.list(100)).toMatchObject({ ok: false, problem: { code: 'database-damaged' } });
    expect(await store.save(run(99_000))).toMatchObject({ kept: 'side-file' });
  });

  it('is used again when it turns out to be whole', async () => {
    const folder = temporaryFolder();
    const file = await damagedInside(folder);
    const damaged = readFileSync(file);
    const store = storeIn(folder);
    expect(await store.examine()).not.toBeNull();
    const other = temporaryFolder();
    const whole = createRunStore(other);
    await whole.save(run());
    whole.close();
    writeFileSync(file, readFileSync(databaseFileIn(other)));
    expect(statSync(file).size).not.toBe(damaged.length);
    expect(await store.examine()).toBeNull();
    expect(await store.save(run(1000))).toEqual({ kept: 'database' });
  });
});

describe('a database that another program has locked', () => {
  it('is said to be locked by a look alone, and takes in later what was kept aside', async () => {
    const folder = temporaryFolder();
    const store = storeIn(folder);
    const [first, second] = [run(), run(1000)];
    expect(await store.save(first)).toEqual({ kept: 'database' });
    const holder = new Sqlite(databaseFileIn(folder));
    onTestFinished(() => void holder.close());
    holder.exec('BEGIN IMMEDIATE');
    expect(await store.problem()).toMatchObject({ code: 'database-locked' });
    expect(await store.examine()).toMatchObject({ code: 'database-locked' });
    expect(await store.save(second)).toMatchObject({ kept: 'side-file', problem: { code: 'database-locked' } });
    expect(aside(folder)).toHaveLength(1);
    expect(await store.list(10)).toMatchObject({ ok: true, value: [{ id: first.id }] });
    holder.exec('ROLLBACK');
    expect(await store.problem()).toBeNull();
    expect(await store.list(10)).toMatchObject({ ok: true, value: [{ id: second.id }, { id: first.id }] });
    expect(aside(folder)).toEqual([]);
  });
});

describe('a database deleted or replaced while the program runs', () => {
  it.each([
    ['deleted', (file: string) => rmSync(file), 'database'],
    [
      'replaced by something else',
      (file: string) => {
        for (const end of ['', '-wal', '-shm']) rmSync(file + end);
        writeFileSync(file, Buffer.alloc(20_000, 3));
      },
      'side-file',
    ],
  ])('%s: records go where they can be found again', async (_, spoil, kept) => {
    const folder = temporaryFolder();
    const store = storeIn(folder);
    await store.save(run());
    spoil(databaseFileIn(folder));
    const second = run(1000);
    expect(await store.save(second)).toMatchObject({ kept });
    // Somebody takes the garbage away as well: whatever was said to be stored must be there after a restart.
    if (kept === 'side-file') rmSync(databaseFileIn(folder));
    expect(await storeIn(folder).get(second.id)).toMatchObject({ ok: true });
  });
});

describe('a nearly full disk', () => {
  it('leaves no side file that was cut off, and does not say that it was kept', async () => {
    const folder = temporaryFolder();
    writeFileSync(databaseFileIn(folder), 'no database'.repeat(100));
    // Like a disk with 4 KB left: the first write takes a part, the next one fails.
    const said = await inOwnProcess(
      `import { createRunStore } from './src/core/store/run-store.ts';
       import { run } from './tests/support/pc/runs.ts';
       console.log((await createRunStore(${JSON.stringify(folder)}).save(run())).kept)`,
      ['sh', '-c', 'ulimit -f 8; exec "$@"', 'sh'],
    );
    expect(said).toBe('nowhere');
    expect(aside(folder)).toEqual([]);
  });

  it.each([
    ['SQLITE_FULL', 'disk-full'],
    ['SQLITE_IOERR_SHMSIZE', 'disk-full'],
    ['ENOSPC', 'disk-full'],
    ['SQLITE_IOERR_READ', 'database-unusable'],
    ['ERR_DLOPEN_FAILED', 'database-library-missing'],
  ])('error %s is %s', (code, problem) => {
    const file = databaseFileIn(temporaryFolder());
    expect(describeDatabaseError(Object.assign(new Error('x'), { code }), file).code).toBe(problem);
  });
});

describe('two first starts at once', () => {
  it('of several programs at once all end with a database that can be used', { timeout: 60_000 }, async () => {
    const [programs, rounds] = [5, Array.from({ length: 40 }, temporaryFolder)];
    const said = await Promise.all(
      Array.from({ length: programs }, () =>
        inOwnProcess(
          `import { mkdirSync, readdirSync } from 'node:fs';
           import { setTimeout as wait } from 'node:timers/promises';
           import { databaseFileIn, openDatabase } from './src/core/store/database.ts';
           await import('better-sqlite3');
           setTimeout(() => process.exit(1), 30_000).unref();
           for (const folder of ${JSON.stringify(rounds)}) {
             mkdirSync(folder + '/here/' + process.pid, { recursive: true });
             while (readdirSync(folder + '/here').length < ${programs}) await wait(1);
             const opened = await openDatabase(databaseFileIn(folder));
             console.log(opened.ok ? 'ok' : JSON.stringify(opened.problem));
           }`,
        ),
      ),
    );
    expect(said).toEqual(Array(programs).fill(rounds.map(() => 'ok').join('\n')));
  });

  it('take an empty file as a new database and back nothing up', async () => {
    const file = databaseFileIn(temporaryFolder());
    writeFileSync(file, '');
    const opened = await openDatabase(file);
    expect(opened.ok).toBe(true);
    if (opened.ok) opened.value.close();
    expect(readdirSync(path.dirname(file)).filter((name) => name.includes('backup'))).toEqual([]);
  });
});

describe('the SQLite library', () => {
  const installed = path.dirname(createRequire(import.meta.url).resolve('better-sqlite3/package.json'));
  it.each([
    ['without its binary', (folder: string) => rmSync(path.join(folder, 'prebuilds'), { recursive: true })],
    [
      'with a binary that is garbage',
      (folder: string) => {
        for (const name of readdirSync(path.join(folder, 'prebuilds')))
          writeFileSync(path.join(folder, 'prebuilds', name), 'garbage');
      },
    ],
  ])('%s is named as the trouble', async (_, spoil) => {
    const folder = path.join(temporaryFolder(), 'better-sqlite3');
    mkdirSync(path.join(folder, 'prebuilds'), { recursive: true });
    for (const part of ['package.json', 'lib'])
      cpSync(path.join(installed, part), path.join(folder, part), { recursive: true });
    for (const name of readdirSync(path.join(installed, 'prebuilds')))
      writeFileSync(path.join(folder, 'prebuilds', name), '');
    spoil(folder);
    const library = pathToFileURL(path.join(folder, 'lib/index.js')).href;
    const hook = `data:text/javascript,import{registerHooks}from'node:module';registerHooks({resolve(s,c,n){return n(s==='better-sqlite3'?'${library}':s,c)}})`;
    const data = temporaryFolder();
    const said = await inOwnProcess(
      `import { openDatabase } from './src/core/store/database.ts';
       console.log((await openDatabase(${JSON.stringify(databaseFileIn(data))})).problem?.code)`,
      [],
      ['--import', hook],
    );
    expect(said).toBe('database-library-missing');
    expect(existsSync(databaseFileIn(data))).toBe(false);
  });
});
