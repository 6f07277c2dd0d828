import { existsSync, readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createRetention } from '../../../src/core/retention/index.ts';
import { createDatabaseSession } from '../../../src/core/store/database-session.ts';
import { createRequestStore } from '../../../src/core/store/request-store.ts';
import { createRunStore } from '../../../src/core/store/run-store.ts';
import { requestRecordSchema } from '../../../src/shared/domain/request-record.ts';
import { erasureSchema } from '../../../src/shared/domain/retention.ts';
import { addition, filing } from '../../support/request/filing.ts';
import { publication } from '../../support/pc/judge.ts';
import { draft, ulidOf } from '../../support/request/requests.ts';
import { run } from '../../support/pc/runs.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { generateSigningKey } from '../../../src/core/signing/signing-key.ts';
import { succeed } from '../../../src/shared/domain/result.ts';
import { valueOf } from '../../support/value-of.ts';

const PHONE = '13812345678';
/** Requests of the bench are closed on 22 November 2026. */
const DAY_89 = '2027-02-19T10:00:00+08:00';
const DAY_91 = '2027-02-21T10:00:00+08:00';

function pc(dataDirectory = temporaryFolder()) {
  const session = createDatabaseSession(dataDirectory);
  onTestFinished(() => session.close());
  const desk = (now: string, published = '2026-11-22') =>
    createRetention({
      dataDirectory,
      logDirectory: dataDirectory,
      session,
      deviceKey: () => Promise.resolve(succeed(generateSigningKey().key)),
      publication: { ...publication, identity: { ...publication.identity, date: published } },
      now: () => new Date(now),
    });
  return { dataDirectory, session, desk, store: createRequestStore(dataDirectory, session) };
}
type Pc = ReturnType<typeof pc>;

async function close({ store }: Pc, one: number): Promise<void> {
  valueOf(await store.file(filing(one, ['desk'])));
  valueOf(await store.addEvent(addition(one, 'noted', ['desk'])));
  for (const type of ['resolved', 'closed'] as const) valueOf(await store.addEvent(addition(one, type)));
}

/** Names of files in the data folder that hold this text. */
const filesWith = (folder: string, text: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(path.join(entry.parentPath, entry.name)).includes(text))
    .map(({ name }) => name);

const NOTHING = { requests: [], drafts: 0, inspections: [], runs: 0, log: 0, copies: [], notUnderstood: [] };

describe('contacts', () => {
  it('stay until the days after closing are over, and a look changes nothing', async () => {
    const one = pc();
    await close(one, 1);
    expect(valueOf(await one.desk(DAY_89).plan()).erasure).toEqual(NOTHING);
    const plan = erasureSchema.parse(valueOf(await one.desk(DAY_91).plan()).erasure);
    expect(plan).toEqual({ ...NOTHING, requests: ['VR-261122-000001'] });
    expect(valueOf(await one.store.get(ulidOf(1))).request.contact?.phone).toBe(PHONE);
    valueOf(await one.desk(DAY_89).apply());
    expect(valueOf(await one.store.get(ulidOf(1))).request.contact?.phone).toBe(PHONE);
  });

  it('are in no file of the data folder afterwards, and every record is still whole', async () => {
    const one = pc();
    await close(one, 1);
    expect(filesWith(one.dataDirectory, PHONE)).not.toEqual([]);
    expect(filesWith(one.dataDirectory, '张三')).not.toEqual([]);
    const { erased, incomplete } = valueOf(await one.desk(DAY_91).apply());
    expect([erased.requests, incomplete]).toEqual([['VR-261122-000001'], null]);
    expect(filesWith(one.dataDirectory, PHONE)).toEqual([]);
    expect(filesWith(one.dataDirectory, '张三')).toEqual([]);
    expect(filesWith(one.dataDirectory, 'VR-261122-000001')).not.toEqual([]);
    expect(await one.store.examine()).toBeNull();
    expect(await one.session.examine()).toBeNull();
    const record = valueOf(await one.store.get(ulidOf(1)));
    expect(requestRecordSchema.parse({ ...record, promises: [] }).request.contact).toEqual({ name: '', phone: '' });
    expect(record.events.map(({ author }) => author.name)).toEqual([null, null, null, null]);
    expect(valueOf(await one.desk(DAY_91).plan()).erasure).toEqual(NOTHING);
    // A change to what the chain covers is still seen.
    await one.session.use((database) => database.exec(`UPDATE messages SET body = replace(body, '黑屏', '白屏')`));
    expect(await one.store.examine()).toMatchObject({ code: 'requests-changed' });
  });

  it('of requests that are open, resolved only or opened again stay', async () => {
    const one = pc();
    for (const number of [1, 2]) await close(one, number);
    valueOf(await one.store.addEvent(addition(1, 'reopened')));
    valueOf(await one.store.file(filing(3, [])));
    valueOf(await one.store.addEvent(addition(3, 'resolved')));
    valueOf(await one.store.file(filing(4, [])));
    valueOf(await one.store.addEvent(addition(4, 'withdrawn')));
    const { requests } = valueOf(await one.desk(DAY_91).apply()).erased;
    expect(requests).toEqual(['VR-261122-000002', 'VR-261122-000004']);
    for (const number of [1, 3])
      expect(valueOf(await one.store.get(ulidOf(number))).request.contact?.phone).toBe(PHONE);
  });

  it('in forms nobody filed go as well, also what was deleted long before', async () => {
    const one = pc();
    valueOf(await one.store.keepDraft(draft()));
    valueOf(await one.store.keepDraft(draft({ id: ulidOf(5) })));
    valueOf(await one.store.removeDraft(ulidOf(5)));
    const later = new Date(Date.now() + 91 * 86_400_000).toISOString();
    const desk = one.desk(later, later.slice(0, 10));
    expect(valueOf(await desk.plan()).erasure.drafts).toBe(1);
    valueOf(await desk.apply());
    expect(filesWith(one.dataDirectory, PHONE)).toEqual([]);
  });

  it('that were written in a way nobody understands are named, not passed over in silence', async () => {
    const one = pc();
    await close(one, 1);
    await one.session.use((database) =>
      database.exec(`UPDATE messages SET body = json_insert(body, '$.request.later', 1)`),
    );
    expect(valueOf(await one.desk(DAY_91).plan()).erasure).toMatchObject({
      requests: [],
      notUnderstood: ['VR-261122-000001'],
    });
  });
});

describe('copies of the database', () => {
  const name = 'vrlab.sqlite.before-4.backup';

  it('go with what is erased, or when they are as old as that', async () => {
    const one = pc();
    await close(one, 1);
    const copy = path.join(one.dataDirectory, name);
    writeFileSync(copy, PHONE);
    writeFileSync(path.join(one.dataDirectory, 'vrlab.sqlite.damaged-note'), 'stays');
    expect(valueOf(await one.desk(DAY_89).plan()).erasure.copies).toEqual([]);
    expect(valueOf(await one.desk(DAY_91).plan()).erasure.copies).toEqual([name]);
    valueOf(await one.desk(DAY_91).apply());
    expect([existsSync(copy), existsSync(`${one.dataDirectory}/vrlab.sqlite.damaged-note`)]).toEqual([false, true]);
    writeFileSync(copy, '');
    utimesSync(copy, new Date('2026-11-22'), new Date('2026-11-22'));
    expect(valueOf(await one.desk(DAY_91).plan()).erasure.copies).toEqual([name]);
  });
});

describe('check runs', () => {
  const YEARS_LATER = '2029-11-23T10:00:00+08:00';
  const [old, asked, inspected, newest] = [0, 1, 2, 3].map((afterMs) => run(afterMs)) as [Run, Run, Run, Run];
  type Run = ReturnType<typeof run>;

  it('go after years, but not while something open refers to them, nor the newest', async () => {
    const one = pc();
    const runs = createRunStore(one.dataDirectory, one.session);
    for (const each of [old, asked, inspected, newest]) await runs.save(each);
    valueOf(await one.store.file(filing(1, [], { run: { id: asked.id, startedAt: asked.startedAt } })));
    await insertInspection(one, 'open', inspected.id);
    const desk = one.desk(YEARS_LATER, '2029-11-22');
    expect(valueOf(await one.desk('2029-11-20T10:00:00+08:00').plan()).erasure.runs).toBe(0);
    expect(valueOf(await desk.plan()).erasure.runs).toBe(1);
    valueOf(await desk.apply());
    const left = valueOf(await runs.list(10)).map(({ id }) => id);
    expect(left).toEqual(
      [asked, inspected, newest]
        .map(({ id }) => id)
        .toSorted()
        .toReversed(),
    );
    const findings = valueOf(
      await one.session.use((database) =>
        database.prepare('SELECT count(*) FROM findings WHERE run_id = ?').pluck().get(old.id),
      ),
    );
    expect(findings).toBe(0);
  });
});

/** A row as the sessions write it, as far as retention looks at it. */
async function insertInspection({ session }: Pc, state: 'open' | 'signed' | 'abandoned', runId: string, id = 'a') {
  const notes = JSON.stringify({
    inspectors: ['王巡检'],
    schoolPerson: '李校长',
    remark: '好',
    conclusion: null,
    advice: null,
  });
  valueOf(
    await session.use((database) => {
      database
        .prepare(
          `INSERT INTO inspections (id, number, state, header, checklist, notes, saved_at)
           VALUES (?, ?, 'open', '{}', '{}', ?, '2026-11-22T10:00:00.000+08:00')`,
        )
        .run(id, `XJ-${id}`, notes);
      database
        .prepare('INSERT INTO inspection_seats (inspection_id, seat, reading) VALUES (?, ?, ?)')
        .run(id, '1', JSON.stringify({ run: { id: runId } }));
      database
        .prepare(
          `INSERT INTO inspection_records (inspection_id, type, content, people, hash) VALUES (?, 'report', '{}', ?, 'h')`,
        )
        .run(id, '["王巡检"]');
      database.prepare('UPDATE inspections SET state = ? WHERE id = ?').run(state, id);
    }),
  );
}

describe('people under reports', () => {
  it('go after years, from the record and from the notes; open inspections keep theirs', async () => {
    const one = pc();
    await insertInspection(one, 'signed', 'r', 'signed');
    await insertInspection(one, 'abandoned', 'r', 'abandoned');
    await insertInspection(one, 'open', 'r', 'open');
    const desk = one.desk('2031-11-23T10:00:00+08:00', '2031-11-22');
    expect(valueOf(await one.desk('2031-11-20T10:00:00+08:00').plan()).erasure.inspections).toEqual([]);
    expect(valueOf(await desk.apply()).erased.inspections).toEqual(['XJ-signed', 'XJ-abandoned']);
    const rows = valueOf(
      await one.session.use((database) =>
        database
          .prepare(
            `SELECT state, people, notes ->> '$.inspectors[0]' AS inspector, notes ->> '$.schoolPerson' AS school,
               notes ->> '$.remark' AS remark FROM inspections JOIN inspection_records ON inspection_id = id ORDER BY place`,
          )
          .all(),
      ),
    );
    expect(rows).toEqual([
      { state: 'signed', people: null, inspector: null, school: null, remark: '好' },
      { state: 'abandoned', people: null, inspector: null, school: null, remark: '好' },
      { state: 'open', people: '["王巡检"]', inspector: '王巡检', school: '李校长', remark: '好' },
    ]);
    expect(valueOf(await desk.plan()).erasure.inspections).toEqual([]);
  });
});

describe('the history of publications', () => {
  it('goes after months, but for what tells how far publications have come', async () => {
    const one = pc();
    const insert = (version: number, installedAt: string, mark = '{}') =>
      one.session.use((database) =>
        database
          .prepare(`INSERT INTO publications VALUES (?, 1, '2026-01-01', '{}', 0, ?, ?, 'stick')`)
          .run(version, mark, installedAt),
      );
    await insert(3, '2026-01-01T00:00:00.000+08:00');
    await insert(4, '2026-01-02T00:00:00.000+08:00', '{"ownRoot":{}}');
    await insert(9, '2026-01-03T00:00:00.000+08:00');
    await insert(5, '2026-01-04T00:00:00.000+08:00');
    const desk = one.desk('2027-02-01T10:00:00+08:00');
    expect(valueOf(await desk.apply()).erased.log).toBe(1);
    const left = valueOf(
      await one.session.use((database) => database.prepare('SELECT version FROM publications').pluck().all()),
    );
    expect(left).toEqual([4, 5, 9]);
  });
});

describe('the settings', () => {
  const write = ({ dataDirectory }: Pc, changes: object) =>
    writeFileSync(
      path.join(dataDirectory, 'retention.json'),
      JSON.stringify({ schema: 'vrlab.retention/1', ...changes }),
    );

  it('are those of the house where there are none, and may be others', async () => {
    const one = pc();
    expect(valueOf(await one.desk(DAY_91).plan()).settings).toEqual({
      schema: 'vrlab.retention/1',
      contactsDaysAfterClosing: 90,
      peopleOfReportsYears: 5,
      runsYears: 3,
      logsMonths: 12,
    });
    await close(one, 1);
    write(one, { contactsDaysAfterClosing: 30 });
    expect(valueOf(await one.desk('2026-12-23T10:00:00+08:00').plan()).erasure.requests).toHaveLength(1);
  });

  it('that make no sense, or a clock far ahead, erase nothing', async () => {
    const one = pc();
    await close(one, 1);
    expect(await one.desk('2029-01-01T10:00:00+08:00').apply()).toMatchObject({ problem: { code: 'clock-ahead' } });
    write(one, { logsMonths: 5 });
    expect(await one.desk(DAY_91).apply()).toMatchObject({
      problem: { code: 'file-invalid-field', params: { field: 'logsMonths' } },
    });
    expect(valueOf(await one.store.get(ulidOf(1))).request.contact?.phone).toBe(PHONE);
  });

  it('are told when another program holds the journal, and once more is enough then', async () => {
    const one = pc();
    await close(one, 1);
    const reader = createDatabaseSession(one.dataDirectory);
    onTestFinished(() => reader.close());
    valueOf(await reader.use((database) => database.exec('BEGIN; SELECT count(*) FROM messages')));
    const { incomplete } = valueOf(await one.desk(DAY_91).apply());
    expect(incomplete).not.toBeNull();
    reader.close();
    expect(valueOf(await one.desk(DAY_91).apply()).incomplete).toBeNull();
    expect(filesWith(one.dataDirectory, PHONE)).toEqual([]);
  });
});
