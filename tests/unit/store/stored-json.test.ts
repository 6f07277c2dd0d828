import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createRouterClient } from '@orpc/server';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../src/core/app/app.ts';
import { createRouter } from '../../../src/core/app/router.ts';
import { folderOfFile } from '../../support/temporary-folder.ts';
import { type BusyPc, busyPc } from '../../support/store/damaged-database.ts';
import { openLabSeat } from '../../support/lab/lab-seat.ts';

const data = folderOfFile();
let pc: BusyPc;
let app: App;
let file: string;
const clientOf = (of: App) => createRouterClient(createRouter(of));

beforeAll(async () => {
  pc = await busyPc(data);
  file = path.join(pc.data, 'demo', 'lab-seat-01', 'vrlab.sqlite');
  copyFileSync(file, `${file}.whole`);
  app = await openLabSeat(pc.data);
});
afterAll(async () => await app.close());

/** The whole database again, with one thing in it as a hand or another program left it; against its own triggers. */
function damage(sql: string, ...params: string[]): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  copyFileSync(`${file}.whole`, file);
  const database = new Sqlite(file);
  const triggers = database.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all();
  for (const trigger of triggers) database.exec(`DROP TRIGGER ${trigger}`);
  expect(database.prepare(sql).run(...params).changes).toBeGreaterThan(0);
  database.close();
}

/** Of another type, no JSON at all. */
const SHAPES = ['null', '{'];
const NESTED = `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`;

/** As the doctor looks, without its probes. */
const examine = async () => (await (await app.requests()).examine()) ?? (await (await app.inspections()).examine());
const COLUMNS = [
  ['inspections', 'header'],
  ['inspections', 'notes'],
  ['inspections', 'checklist'],
  ['inspections', 'saved_at'],
  ['inspection_seats', 'reading'],
  ['inspection_cells', 'automatic'],
  ['inspection_cells', 'answer'],
  ['inspection_photos', 'facts'],
  ['inspection_problems', 'decision'],
  ['inspection_problems', 'request'],
  ['inspection_records', 'content'],
  ['inspection_records', 'people'],
  ['messages', 'body'],
  ['request_events', 'content'],
  ['request_drafts', 'draft'],
  ['runs', 'devices'],
  ['runs', 'snapshot'],
  ['findings', 'evidence'],
] as const;

it.each(COLUMNS)('of another shape, %s.%s makes no call of a screen fail', async (table, column) => {
  const client = clientOf(app);
  for (const shape of [...SHAPES, ...(column === 'notes' ? [NESTED] : [])]) {
    damage(`UPDATE ${table} SET ${column} = ? WHERE ${column} IS NOT NULL`, shape);
    const listed = await client.runs.list({ limit: 5 });
    const run = listed.ok ? listed.value[0]!.id : '';
    const asked = [
      await client.app.about(),
      await client.runs.get({ id: run }),
      await client.versions.table(),
      await client.requests.drafts(),
      await client.requests.list({ limit: 5 }),
      await client.requests.counts(),
      await client.requests.get({ id: pc.request.id }),
      await client.inspections.list(),
      await client.inspections.plan(),
      await client.inspections.get({ id: pc.open.id }),
      await client.inspections.report({ id: pc.open.id }),
      await client.inspections.report({ id: pc.signed.id }),
      await client.retention.plan(),
      await examine(),
    ];
    expect(JSON.stringify(asked), shape.slice(0, 9)).not.toMatch(/database-unusable|database-damaged/);
  }
});

it('an inspection with a damaged row is told by number and place, and is in nobody’s way', async () => {
  const client = clientOf(app);
  damage(`UPDATE inspection_cells SET answer = '{}' WHERE inspection_id = ? AND item = ?`, pc.open.id, pc.item);
  const problem = {
    code: 'record-unreadable',
    params: { number: pc.open.number, place: `inspection_cells.answer (${pc.item}, ${pc.subject})` },
  };
  expect(await client.inspections.get({ id: pc.open.id })).toMatchObject({ ok: false, problem });
  expect(await client.inspections.list()).toMatchObject({
    value: [{ number: pc.open.number, state: 'open', problem: { code: problem.code } }, { number: pc.signed.number }],
  });
  expect(await examine()).toMatchObject(problem);
  const begun = await Array.fromAsync(await client.inspections.start({ kind: 'quarterly', inspector: '' }));
  expect(begun.at(-1)).toMatchObject({ type: 'finished' });
  const kept = new Sqlite(file, { readonly: true });
  const answers = kept.prepare('SELECT answer FROM inspection_cells WHERE inspection_id = ? AND item = ?').pluck();
  expect(answers.all(pc.open.id, pc.item)).toContain('{}');
  kept.close();
});

it('of a signed inspection whose rows are damaged the record still tells, and nothing calls it whole', async () => {
  const client = clientOf(app);
  damage(`UPDATE inspections SET header = '5' WHERE id = ?`, pc.signed.id);
  const altered = { code: 'inspection-rows-altered', params: { number: pc.signed.number } };
  expect(await client.inspections.report({ id: pc.signed.id })).toMatchObject({
    value: { record: { problem: altered } },
  });
  expect(await client.inspections.document({ id: pc.signed.id, format: 'json' })).toMatchObject({ problem: altered });
  expect(await client.inspections.plan()).toMatchObject({ ok: true });
});

it('the doctor names what was altered', async () => {
  damage(
    `UPDATE inspection_records SET content = replace(content, 'lab', 'Lab') WHERE inspection_id = ?`,
    pc.signed.id,
  );
  const which = pc.signed.number;
  expect(await app.examine()).toContainEqual(
    expect.objectContaining({ problem: { code: 'inspection-records-changed', params: { file, which } } }),
  );
  damage(`UPDATE request_events SET content = replace(content, 'filed', 'Filed')`);
  expect(await examine()).toEqual({ code: 'requests-changed', params: { file, which: pc.request.number } });
});

it('a run that cannot be read is listed as unknown', async () => {
  const client = clientOf(app);
  damage(`UPDATE runs SET devices = '{}'`);
  expect(await client.runs.list({ limit: 1 })).toMatchObject({ value: [{ verdict: 'unknown', devices: [] }] });
});

it('retention keeps a run that a damaged row names, and says whose names it could not erase', async () => {
  damage(`UPDATE inspection_seats SET reading = '{' || reading`);
  const client = clientOf(app);
  expect(await client.retention.plan()).toMatchObject({ ok: true });
  damage(`UPDATE inspections SET notes = '[]', saved_at = '2001-01-01T00:00:00+08:00' WHERE id = ?`, pc.signed.id);
  expect(await client.retention.plan()).toMatchObject({
    value: { erasure: { inspections: [], notUnderstood: [pc.signed.number] } },
  });
});

it('retention tells a request that has ended nobody knows when, and leaves it', async () => {
  damage("UPDATE request_events SET content = '{'");
  const database = new Sqlite(file);
  database.prepare("UPDATE requests SET state = 'closed'").run();
  database.close();
  expect(await clientOf(app).retention.plan()).toMatchObject({
    value: { erasure: { requests: [], notUnderstood: [pc.request.number] } },
  });
});
