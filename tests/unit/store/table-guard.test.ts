import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { databaseFileIn } from '../../../src/core/store/database.ts';
import { silentFlips } from '../../support/faults/bit-flips.ts';
import { alter, copyOf, fillJournal, seenIn } from '../../support/store/journal-pc.ts';
import { type ColumnClass, TABLE_COLUMNS } from '../../support/store/table-columns.ts';
import { folderOfFile, temporaryFolder } from '../../support/temporary-folder.ts';
import { ulidOf } from '../../support/request/requests.ts';

const whole = path.join(folderOfFile(), 'whole');
const seen = async (folder: string) => {
  const found = await seenIn(folder);
  onTestFinished(() => found.session.close());
  return found;
};
const altered = async (sql: string) => {
  const folder = copyOf(whole, path.join(temporaryFolder(), 'altered'));
  alter(folder, sql);
  return await seen(folder);
};
type Seen = Awaited<ReturnType<typeof seenIn>>;
let before: Seen['tables'];

beforeAll(async () => {
  await fillJournal(whole, 6);
  const { tables, session } = await seenIn(whole);
  before = tables;
  session.close();
});

/** In the first of these rows another value than is there. */
const put = (table: string, column: string, value: string, where: string): string =>
  `UPDATE ${table} SET ${column} = ${value} WHERE ${KEY[table]} = (
     SELECT min(${KEY[table]}) FROM ${table} WHERE ${where} AND ${column} IS NOT ${value})`;
const KEY: Readonly<Record<string, string>> = {
  requests: 'place',
  messages: 'place',
  request_events: 'position',
  deliveries: 'place',
  delivery_counts: `channel || state || settled`,
};
const stranger = `'${ulidOf(777)}'`;

/** Where it makes a difference. */
const WHERE: Readonly<Record<string, string>> = {
  delivery_counts: 'count > 0',
  'deliveries.delivered_at': "state = 'queued'",
  'deliveries.settled': 'message_id IN (SELECT message_id FROM deliveries GROUP BY 1 HAVING min(settled) = 1)',
};

/** Another value for each column that follows from something. */
const ALTERED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  requests: { place: '500', id: stranger, number: `'VR-261122-XXXXXX'`, state: `'closed'`, message_id: stranger },
  messages: {
    place: '500',
    id: stranger,
    request_id: `'${ulidOf(2)}'`,
    type: `'event'`,
    body: `replace(body, '黑屏', '正常')`,
    queued: '0',
    delivered: '1',
    channels: `'["desk"]'`,
  },
  request_events: {
    position: '500',
    id: stranger,
    request_id: `'${ulidOf(2)}'`,
    content: `replace(content, 'teacher', 'engineer')`,
    hash: `'00'`,
  },
  deliveries: {
    request_id: stranger,
    message_id: stranger,
    channel: `'elsewhere'`,
    state: `'delivered'`,
    delivered_at: '1',
    settled: '0',
  },
  delivery_counts: { channel: `'elsewhere'`, state: `'dead'`, settled: '1', count: '99' },
};
const columnsOf = (...kinds: readonly ColumnClass[]) =>
  Object.entries(TABLE_COLUMNS).flatMap(([table, columns]) =>
    Object.entries(columns).flatMap(([column, kind]) =>
      kinds.includes(kind) ? [[`${table}.${column}`, table, column] as const] : [],
    ),
  );

it('every column of every table is in a class', async () => {
  const columns = Object.entries(TABLE_COLUMNS).map(([table, of]) => [table, Object.keys(of).toSorted()]);
  const found = Object.entries(await (await altered('')).columns()).map(([table, of]) => [table, of.toSorted()]);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(columns));
});

describe('an altered column of a derived table', () => {
  const alteredColumn = async (table: string, column: string) => {
    const value = ALTERED[table]?.[column];
    if (value === undefined) throw new Error(`no other value for ${table}.${column}`);
    const { problems, list, tables } = await altered(
      put(table, column, value, WHERE[`${table}.${column}`] ?? WHERE[table] ?? 'true'),
    );
    const unreadable = list.ok ? list.value.filter((one) => 'problem' in one) : [];
    return { problems, unreadable, tables };
  };

  it.each(columnsOf('journal'))('%s (journal) is reported', async (_, table, column) => {
    const { problems, unreadable } = await alteredColumn(table, column);
    expect(problems.length + unreadable.length).toBeGreaterThan(0);
  });

  it.each(columnsOf('derived', 'counted'))(
    '%s (derived) is restored, and that is reported',
    async (_, table, column) => {
      const { problems, unreadable, tables } = await alteredColumn(table, column);
      expect(problems).toMatchObject([{ code: 'requests-rebuilt' }]);
      expect(unreadable).toEqual([]);
      expect(tables).toEqual(before);
    },
  );

  it.each(columnsOf('sent-again'))('%s (sent again) makes nothing wait no more', async (_, table, column) => {
    const { problems, unreadable, tables } = await alteredColumn(table, column);
    expect(problems).toMatchObject([{ code: 'requests-rebuilt' }]);
    expect(unreadable).toEqual([]);
    expect(waiting(tables)).toBeGreaterThanOrEqual(waiting(before));
  });
});

const waiting = (tables: Seen['tables']): number =>
  tables['deliveries']!.filter(({ state }) => state === 'queued' || state === 'maybe-delivered').length;

describe('deleted rows of a derived table', () => {
  it.each(['requests', 'delivery_counts'])('of %s are there again as they were', async (table) => {
    const { problems, tables } = await altered(`DELETE FROM ${table}`);
    expect(tables).toEqual(before);
    expect(problems).toMatchObject([
      {
        code: 'requests-rebuilt',
        params: table === 'requests' ? { requests: 6, changed: 0 } : { requests: 0, changed: 1 },
      },
    ]);
  });

  it('one request: the others stay as they are, and it is named', async () => {
    const { problems, tables } = await altered('DELETE FROM requests WHERE place = 3');
    expect(tables).toEqual(before);
    expect(problems).toMatchObject([{ params: { requests: 1, which: 'VR-261122-000003' } }]);
  });

  it('of deliveries wait again, marked as possible repetitions', async () => {
    const { problems, tables } = await altered('DELETE FROM deliveries');
    expect(problems).toMatchObject([{ code: 'requests-rebuilt', params: { deliveries: 16 } }]);
    const states = tables['deliveries']!.map(({ state, may_have_arrived: may }) => [state, may]);
    expect(states).toEqual(Array.from({ length: 16 }, () => ['maybe-delivered', 1]));
    const ways = (of: Seen['tables']) =>
      of['deliveries']!.map(({ message_id: message, channel }) => `${String(message)} ${String(channel)}`).toSorted();
    expect(ways(tables)).toEqual(ways(before));
  });

  it('of messages cannot be restored: their requests are named', async () => {
    const { problems, list } = await altered('DELETE FROM messages WHERE place = 2');
    expect(problems).toMatchObject([{ code: 'requests-not-restored', params: { which: 'VR-261122-000002' } }]);
    expect(list).toMatchObject({ ok: true });
    expect(list.ok && list.value).toHaveLength(6);
  });

  it('of the journal are missing: nothing is made up from the rest', async () => {
    const { problems, tables } = await altered(
      'DELETE FROM request_events WHERE position = 2; UPDATE requests SET state = 1',
    );
    expect(problems).toMatchObject([{ code: 'requests-changed' }, { code: 'requests-not-restored' }]);
    expect(tables['requests']).toHaveLength(6);
  });
});

it('what was restored is reported until somebody knows it, by every program', async () => {
  const folder = copyOf(whole, path.join(temporaryFolder(), 'altered'));
  alter(folder, 'DELETE FROM requests WHERE place = 1');
  expect((await seen(folder)).problems).toHaveLength(1);
  const again = await seen(folder);
  expect(again.problems).toMatchObject([{ code: 'requests-rebuilt', params: { requests: 1 } }]);
  await again.requests.acceptLoss();
  expect((await seen(folder)).problems).toEqual([]);
});

it('what cannot be written now is reported, and restored at the next opening', async () => {
  const folder = copyOf(whole, path.join(temporaryFolder(), 'altered'));
  alter(folder, 'DELETE FROM requests WHERE place = 1');
  const other = new Sqlite(databaseFileIn(folder));
  other.exec('BEGIN IMMEDIATE');
  expect((await seen(folder)).problems).toMatchObject([{ code: 'requests-not-restored', params: { count: 1 } }]);
  other.close();
  expect((await seen(folder)).problems).toMatchObject([{ code: 'requests-rebuilt', params: { requests: 1 } }]);
});

it('two programs that open it at once restore it once', async () => {
  const folder = copyOf(whole, path.join(temporaryFolder(), 'altered'));
  alter(folder, "DELETE FROM requests; UPDATE deliveries SET state = 'delivered' WHERE state = 'queued'");
  const [one, two] = await Promise.all([seen(folder), seen(folder)]);
  const due = [{ code: 'requests-rebuilt', params: { requests: 6, deliveries: 13 } }];
  expect([one.problems, two.problems]).toMatchObject([due, due]);
});

it(
  'a wrong bit somewhere in the file changes nothing that people see without being reported',
  { timeout: 120_000 },
  async () => {
    const { silent, reported } = await silentFlips(temporaryFolder(), 30);
    expect(silent).toEqual([]);
    expect(reported).toBeGreaterThan(3);
  },
);
