import Sqlite from 'better-sqlite3';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDatabaseSession } from '../../../src/core/store/database-session.ts';
import { databaseFileIn } from '../../../src/core/store/database.ts';
import { requestMarkIn } from '../../../src/core/store/chain-mark.ts';
import { createRequestStore } from '../../../src/core/store/request-store.ts';
import { addition, fileMany, filing } from '../../support/request/filing.ts';
import { ulidOf } from '../../support/request/requests.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { valueOf } from '../../support/value-of.ts';

function storeIn(folder: string) {
  const session = createDatabaseSession(folder);
  onTestFinished(() => session.close());
  return { session, store: createRequestStore(folder, session) };
}

describe('the guard of filed requests', () => {
  const filed = async (folder: string, numbers: readonly number[]) => {
    const { store: requests, session } = storeIn(folder);
    for (const number of numbers) valueOf(await requests.file(filing(number, ['desk'])));
    session.close();
  };
  const withDatabase = (folder: string, work: (database: Sqlite.Database) => void) => {
    const database = new Sqlite(databaseFileIn(folder));
    work(database);
    database.close();
  };

  it('is in the mark and out of the journal when filing has answered', async () => {
    const folder = temporaryFolder();
    const { store: requests } = storeIn(folder);
    valueOf(await requests.file(filing(1, ['desk'])));
    expect(readFileSync(`${databaseFileIn(folder)}-wal`)).toHaveLength(0);
    expect(requestMarkIn(folder).read()).toMatchObject({ events: 1, subjects: 1, loss: null });
    valueOf(await requests.addEvent(addition(1, 'noted')));
    expect(requestMarkIn(folder).read()).toMatchObject({ events: 2, subjects: 1, loss: null });
    expect(await requests.problem()).toBeNull();
    expect(await requests.examine()).toBeNull();
  });

  it('and is missing now is said with how much, until somebody knows it; work goes on', async () => {
    const folder = temporaryFolder();
    await filed(folder, [1, 2]);
    const early = readFileSync(databaseFileIn(folder));
    await filed(folder, [3, 4, 5]);
    writeFileSync(databaseFileIn(folder), early);
    const missing = {
      code: 'requests-missing',
      params: { file: databaseFileIn(folder), events: 3, requests: 3 },
    };
    const { store: requests } = storeIn(folder);
    expect(await requests.problem()).toEqual(missing);
    expect(valueOf(await requests.file(filing(6, ['desk'])))).toMatchObject({ state: 'filed' });
    const { store: later } = storeIn(folder);
    expect(await later.problem()).toEqual(missing);
    expect(await later.examine()).toEqual(missing);
    await later.acceptLoss();
    expect(await later.problem()).toBeNull();
    valueOf(await requests.file(filing(7, ['desk'])));
    expect(await storeIn(folder).store.problem()).toBeNull();
  });

  it('and is gone with the whole database is said', async () => {
    const folder = temporaryFolder();
    await filed(folder, [1, 2]);
    for (const end of ['', '-wal', '-shm']) writeFileSync(`${databaseFileIn(folder)}${end}`, '');
    expect(await storeIn(folder).store.problem()).toMatchObject({ code: 'requests-missing', params: { requests: 2 } });
  });

  it('and is something else now is said, however long the chain', async () => {
    const [folder, other] = [temporaryFolder(), temporaryFolder()];
    await filed(folder, [1, 2]);
    await filed(other, [7, 8, 9]);
    writeFileSync(databaseFileIn(folder), readFileSync(databaseFileIn(other)));
    expect(await storeIn(folder).store.problem()).toMatchObject({ code: 'requests-changed' });
  });

  it.each([
    ['an event', `UPDATE request_events SET content = replace(content, '2026', '2027') WHERE position = 2`],
    ['a missing event', 'DELETE FROM request_events WHERE position = 2'],
  ])('and was changed inside (%s) is said at opening', async (_, change) => {
    const folder = temporaryFolder();
    await filed(folder, [1, 2, 3]);
    withDatabase(folder, (database) => void database.exec(change));
    const { store: requests } = storeIn(folder);
    expect(await requests.problem()).toMatchObject({ code: 'requests-changed' });
    expect(await requests.file(filing(4, []))).toMatchObject({ ok: true });
  });

  it('and of which a message was changed is said by examination', async () => {
    const folder = temporaryFolder();
    await filed(folder, [1, 2, 3]);
    withDatabase(folder, (database) => {
      database.exec(`UPDATE messages SET body = replace(body, '黑屏', '正常') WHERE id = '${ulidOf(2)}'`);
    });
    const { store: requests } = storeIn(folder);
    expect(await requests.problem()).toBeNull();
    expect(await requests.examine()).toMatchObject({ code: 'requests-changed' });
  });

  it('may lose names and numbers of people without being another', async () => {
    const folder = temporaryFolder();
    await filed(folder, [1]);
    withDatabase(folder, (database) => {
      database.exec(`UPDATE messages SET body = replace(replace(body, '张三', ''), '13812345678', '');
        UPDATE request_events SET author_name = NULL`);
      expect(JSON.stringify(database.prepare('SELECT * FROM request_events JOIN messages').all())).not.toContain(
        '张三',
      );
    });
    const { store: requests } = storeIn(folder);
    expect(await requests.examine()).toBeNull();
    expect(valueOf(await requests.get(ulidOf(1))).request.contact).toEqual({ name: '', phone: '' });
  });

  it('is checked to the end, also where there is much', async () => {
    const folder = temporaryFolder();
    const { session } = storeIn(folder);
    await session.use((database) => fileMany(database, 1200, []));
    session.close();
    withDatabase(folder, (database) => {
      database.exec(
        `UPDATE request_events SET content = replace(content, 'teacher', 'engineer') WHERE position = 1100`,
      );
    });
    const { store: changed } = storeIn(folder);
    expect(await changed.problem()).toBeNull();
    await expect.poll(() => changed.problem()).toMatchObject({ code: 'requests-changed' });
  });
});

describe('a data folder replaced under a running program', () => {
  it.each([
    ['deleted', 0],
    ['replaced by an older copy', 1],
  ])('%s: what this process has seen is reported as missing, and stays so', async (how, kept) => {
    const folder = path.join(temporaryFolder(), 'data');
    const { store: requests } = storeIn(folder);
    valueOf(await requests.file(filing(1, ['desk'])));
    const copy = path.join(temporaryFolder(), 'copy');
    cpSync(folder, copy, { recursive: true });
    for (const number of [2, 3]) valueOf(await requests.file(filing(number, ['desk'])));
    rmSync(folder, { recursive: true });
    if (how !== 'deleted') cpSync(copy, folder, { recursive: true });
    const missing = { code: 'requests-missing', params: { requests: 3 - kept, events: 3 - kept } };
    expect(await requests.problems()).toMatchObject([missing]);
    expect(valueOf(await requests.list({ limit: 9 }))).toHaveLength(kept);
    valueOf(await requests.file(filing(4, ['desk'])));
    expect(await requests.problems()).toMatchObject([missing]);
    expect(await storeIn(folder).store.problems()).toMatchObject([missing]);
  });
});
