import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createDatabaseSession } from '../../src/core/store/database-session.ts';
import { createRequestStore } from '../../src/core/store/request-store.ts';
import { addition, filing } from '../support/request/filing.ts';
import { ulidOf } from '../support/request/requests.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { valueOf } from '../support/value-of.ts';
import { vrlab } from '../support/vrlab.ts';

const DAY_MS = 86_400_000;

it('shows what is kept too long without touching it, and erases it when told to', { timeout: 60_000 }, async () => {
  const data = path.join(temporaryFolder(), 'data');
  mkdirSync(data);
  const session = createDatabaseSession(data);
  const store = createRequestStore(data, session);
  valueOf(await store.file(filing(1, [])));
  const closing = addition(1, 'withdrawn');
  const at = new Date(Date.now() - 31 * DAY_MS).toISOString();
  valueOf(await store.addEvent({ ...closing, event: { ...closing.event, at } }));
  const phone = async () => valueOf(await store.get(ulidOf(1))).request.contact?.phone;
  const run = (...args: string[]) => vrlab([...args, '--data', data, '--lang', 'en']);

  expect((await run('retention')).stdout).toContain('Nothing is due.');
  const settings = (changes: object) =>
    writeFileSync(path.join(data, 'retention.json'), JSON.stringify({ schema: 'vrlab.retention/1', ...changes }));
  settings({ contactsDaysAfterClosing: 30 });
  const shown = await run('retention', 'show');
  expect(shown).toMatchObject({ code: 0, stderr: '' });
  for (const said of [
    '30 days after',
    'Names and phone numbers in requests (1): VR-261122-000001',
    'nothing was changed',
  ])
    expect(shown.stdout).toContain(said);
  expect(await phone()).toBe('13812345678');
  session.close();

  const applied = await run('retention', 'apply', '--json');
  expect([applied.code, JSON.parse(applied.stdout)]).toMatchObject([
    0,
    { schema: 'vrlab.erasure/1', applied: true, erasure: { requests: ['VR-261122-000001'] }, incomplete: null },
  ]);
  expect(await phone()).toBe('');
  expect(await store.examine()).toBeNull();
  session.close();

  settings({ runsYears: 0 });
  expect(await run('retention')).toMatchObject({ code: 64, stderr: expect.stringContaining('runsYears') as string });
  expect(await run('retention', 'wipe')).toMatchObject({ code: 64 });
  expect(await run('archive', '2026-13', data)).toMatchObject({ code: 64 });
});
