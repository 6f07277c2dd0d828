import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  summarizeRecentIncidents,
  createIncidentLog,
  createScreenErrorRecorder,
} from '../../../src/core/incidents/incident-log.ts';
import { describeThrown, type Incident } from '../../../src/core/incidents/incident.ts';
import { createProgramLog } from '../../../src/core/incidents/program-log.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { valueOf } from '../../support/value-of.ts';

const CRASH: Incident = { kind: 'screen-gone', where: 'crashed', message: '', stack: '', answer: 'reloaded' };
const DAY = 86_400_000;
const NOW = Date.parse('2026-11-29T10:00:00Z');

describe('the incident log', () => {
  test('is kept for this account alone, newest first', () => {
    const data = temporaryFolder();
    const log = createIncidentLog(data);
    expect(log.add(CRASH)).toBe(true);
    expect(log.add({ ...CRASH, ...describeThrown(new RangeError('too far')) })).toBe(true);
    const [newest, first] = log.read();
    expect(newest).toMatchObject({ kind: 'screen-gone', message: 'RangeError: too far', answer: 'reloaded' });
    expect(newest?.stack).toMatch(/^\s+at .*incident-log\.test\.ts/);
    expect(first).toMatchObject({ where: 'crashed', message: '' });
    if (process.platform === 'win32') return;
    expect(statSync(log.folder).mode & 0o777).toBe(0o700);
    expect(statSync(path.join(log.folder, 'incidents.jsonl')).mode & 0o777).toBe(0o600);
  });

  test('stays below a megabyte whatever is thrown, and never throws itself', () => {
    const data = temporaryFolder();
    const log = createIncidentLog(data);
    const stack = 'at frame\n'.repeat(5000);
    for (let count = 0; count < 400; count += 1) log.add({ ...CRASH, message: `${count} ${'x '.repeat(900)}`, stack });
    const sizes = readdirSync(log.folder).map((name) => statSync(path.join(log.folder, name)).size);
    expect(sizes.length).toBeGreaterThanOrEqual(4);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(1_050_000);
    expect(log.read()[0]?.message).toMatch(/^399 /);
    expect(log.read().length).toBeGreaterThan(150);
  });

  test('does not make a data folder anew that was deleted', () => {
    const data = temporaryFolder();
    const log = createIncidentLog(data);
    rmSync(data, { recursive: true });
    expect(log.add(CRASH)).toBe(false);
    expect(existsSync(data)).toBe(false);
    // Where there was none yet, the first failure is stored all the same.
    expect(createIncidentLog(data).add(CRASH)).toBe(true);
  });

  test('a file in place of its folder, and lines that are none of its own, do no harm', () => {
    const data = temporaryFolder();
    writeFileSync(path.join(data, 'logs'), 'a file');
    expect(createIncidentLog(data).add(CRASH)).toBe(false);
    expect(createIncidentLog(data).read()).toEqual([]);
    rmSync(path.join(data, 'logs'));
    mkdirSync(path.join(data, 'logs'));
    writeFileSync(path.join(data, 'logs/incidents.jsonl'), 'null\n{"at":1}\n{"half\n\n[]\n7\n');
    const log = createIncidentLog(data);
    log.add(CRASH);
    expect(log.read()).toHaveLength(1);
  });

  test('forgets what is older than the settings say', () => {
    const data = temporaryFolder();
    createIncidentLog(data, () => new Date(NOW - 400 * DAY)).add(CRASH);
    const log = createIncidentLog(data, () => new Date(NOW));
    log.add(CRASH);
    expect(log.dropBefore(NOW - 365 * DAY)).toBe(true);
    expect(log.read()).toHaveLength(1);
    expect(log.dropBefore(NOW + DAY)).toBe(true);
    expect(readdirSync(log.folder)).toEqual([]);
  });
});

test('the last week is counted, by what failed', () => {
  const data = temporaryFolder();
  const at = (days: number) => createIncidentLog(data, () => new Date(NOW - days * DAY));
  expect(summarizeRecentIncidents(data, new Date(NOW))).toBeNull();
  at(8).add(CRASH);
  expect(summarizeRecentIncidents(data, new Date(NOW))).toBeNull();
  at(6).add({ ...CRASH, kind: 'uncaught-exception' });
  at(2).add(CRASH);
  at(1).add({ ...CRASH, kind: 'screen-error' });
  expect(summarizeRecentIncidents(data, new Date(NOW))).toMatchObject({
    code: 'failed-lately',
    params: { screen: 2, program: 1, last: '2026-11-28 18:00', days: 7 },
  });
});

/** A name, a folder of a person, telephone numbers and an address of mail, as an error may carry them. */
const PLANTED = {
  where: 'panel / 王小明',
  message: `王小明 13812345678 li.wang@school.example C:\\Users\\zhangwei\\x.json`,
  stack: '    at save (/home/zhangwei/app/index.js:10:5)\n    021-6543 2100',
};
const PERSONAL = /王小明|138123|li\.wang|zhangwei|6543/;

test('nothing of people gets into it, nor out of it where an earlier release or somebody wrote it there', () => {
  const data = temporaryFolder();
  const log = createIncidentLog(data);
  log.add({ ...CRASH, ...PLANTED });
  const file = path.join(log.folder, 'incidents.jsonl');
  expect(readFileSync(file, 'utf8')).not.toMatch(PERSONAL);
  const planted = { at: '2026-11-29T18:00:00+08:00', version: '0.1.0', kind: 'of-later', answer: 'noted', ...PLANTED };
  const shapeless = { at: '2026-11-29T18:00:00+08:00', kind: 'screen-gone', message: { name: '王小明' } };
  writeFileSync(file, `${JSON.stringify(planted)}\n${JSON.stringify(shapeless)}\n`, { flag: 'a' });
  expect(readFileSync(file, 'utf8')).toMatch(PERSONAL);
  const program = createProgramLog(data, () => '2026-12-01');
  const listed = valueOf(program.list());
  expect(listed).toMatchObject({ total: 2, entries: [{ kind: 'of-later' }, { kind: 'screen-gone' }] });
  expect(JSON.stringify(listed)).not.toMatch(PERSONAL);
  expect(listed.entries[0]?.stack).toContain('index.js:10:5');
  const kept = valueOf(program.exportFile());
  expect(kept.fileName).toBe('vrlab-log_2026-12-01.jsonl');
  const lines = Buffer.from(kept.base64, 'base64').toString('utf8');
  expect(
    lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual(listed.entries);
});

test('a screen that fails without end fills no log', async () => {
  const data = temporaryFolder();
  let now = NOW;
  const keep = createScreenErrorRecorder(
    () => Promise.resolve(createIncidentLog(data)),
    () => now,
  );
  const error = {
    source: 'panel',
    screen: 'check',
    panel: 'topology',
    message: 'm',
    stack: '',
    componentStack: '',
  } as const;
  for (let count = 0; count < 100; count += 1) await keep(error);
  expect(createIncidentLog(data).read()).toHaveLength(30);
  now += 11 * 60_000;
  await keep(error);
  expect(createIncidentLog(data).read()).toHaveLength(31);
  expect(readFileSync(path.join(data, 'logs/incidents.jsonl'), 'utf8')).toContain('panel / check / topology');
});

const inCircle = new Error('circle');
inCircle.cause = inCircle;

test.each([
  [undefined],
  [null],
  ['text'],
  [42],
  [Symbol('s')],
  [Object.create(null)],
  [new Error('x', { cause: 1 })],
  [inCircle],
])('whatever is thrown is described: %#', (thrown) => {
  expect(typeof describeThrown(thrown).message).toBe('string');
});
