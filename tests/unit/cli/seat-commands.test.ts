import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readArguments } from '../../../src/cli/arguments.ts';
import { history } from '../../../src/cli/commands/history.ts';
import { station } from '../../../src/cli/commands/station.ts';
import { status } from '../../../src/cli/commands/status.ts';
import { createTerminal, type Terminal } from '../../../src/cli/terminal.ts';
import { createRunStore } from '../../../src/core/store/run-store.ts';
import { problemsOf } from '../../../src/shared/summarize-findings.ts';
import { index } from '../../support/pc/facts.ts';
import { run as runOf } from '../../support/pc/runs.ts';
import { folderOfFile, temporaryFolder } from '../../support/temporary-folder.ts';

const COMMANDS = { history, station, status };
const DAY = 24 * 60 * 60 * 1000;
const folder = folderOfFile();
/** The second of them has no headset, the third has it in another socket. */
const RUNS = [runOf(), runOf(DAY, []), runOf(3 * DAY, index('3'))];

/** Runs a command as the terminal does. @returns its exit code, and what it said. */
async function run(line: readonly string[], data = path.join(folder, 'data')): Promise<{ code: number; told: string }> {
  const told: string[] = [];
  const terminal: Terminal = {
    ...createTerminal('zh-CN'),
    print: (text) => void told.push(text),
    note: (text) => void told.push(text),
    problem: ({ code }) => void told.push(code),
    guidedBy: () => terminal,
  };
  const given = readArguments([...line, '--data', data]);
  const code = await COMMANDS[given.command as keyof typeof COMMANDS](given, terminal);
  return { code, told: told.join('\n') };
}

const json = async <Shape>(...line: string[]): Promise<Shape> =>
  JSON.parse((await run([...line, '--json'])).told) as Shape;

beforeAll(async () => {
  const runs = createRunStore(path.join(folder, 'data'));
  for (const one of RUNS) await runs.save(one);
  runs.close();
});

describe('vrlab history', () => {
  interface Listed {
    readonly schema: string;
    readonly more: boolean;
    readonly runs: readonly { readonly id: string; readonly problems: number }[];
  }

  it('lists runs newest first, each with the problems that a screen counts', async () => {
    const { schema, more, runs } = await json<Listed>('history');
    expect([schema, more]).toEqual(['vrlab.runs/1', false]);
    const counted = RUNS.toReversed().map(({ id, findings }) => ({ id, problems: problemsOf(findings).length }));
    expect(runs).toMatchObject(counted);
  });

  it.each([
    [
      ['--since', '2026-11-23'],
      [2, 1],
    ],
    [
      ['--until', '2026-11-23'],
      [1, 0],
    ],
    [['--since', '2026-11-23', '--until', '2026-11-23'], [1]],
    [['--verdict', RUNS[1]!.verdict, '--until', '2026-11-23'], [1]],
    [['--limit', '1'], [2]],
  ])('%j', async (filter, expected) => {
    const { runs } = await json<Listed>('history', ...filter);
    expect(runs.map(({ id }) => id)).toEqual(expected.map((at) => RUNS[at]!.id));
  });

  it('says in words what changed from the earlier run to the later one', async () => {
    const ids = [RUNS[2]!.id, RUNS[0]!.id];
    const moved = await run(['history', ...ids]);
    expect(moved).toMatchObject({
      code: 0,
      told: expect.stringMatching(/^前：2026-11-22.*\n后：2026-11-25/) as string,
    });
    expect(moved.told).toContain('换了接口：Valve Index（1-2 → 1-3）');
    const gone = await run(['history', RUNS[0]!.id, RUNS[1]!.id]);
    expect(gone.told).toMatch(/新出现的问题：\n {2}● .*头显/);
    expect(gone.told).toContain('不在了：Valve Index');
    expect((await run(['history', 'last', RUNS[2]!.id])).told).toContain('没有变化。');
  });

  it('shows one by the beginning of its id, and refuses what begins several', async () => {
    const [first] = RUNS;
    expect((await run(['history', first!.id.slice(0, 10).toLowerCase()])).told).toContain(first!.id);
    expect(await run(['history', first!.id[0]!])).toMatchObject({
      code: 64,
      told: expect.stringContaining('开头') as string,
    });
    expect(await run(['history', 'ZZZ'])).toEqual({ code: 64, told: 'run-not-found' });
  });

  it('writes a table that spreadsheet programs read', async () => {
    const file = path.join(temporaryFolder(), 'runs.csv');
    expect((await run(['history', '--csv', file])).code).toBe(0);
    const rows = readFileSync(file, 'utf8').trimEnd().split('\r\n');
    expect(rows).toHaveLength(1 + RUNS.length);
    expect(rows[0]).toMatch(/^\uFEFF"检测时间","结论","机位","问题数"/);
  });
});

it('vrlab station is set, carried to another PC, and takes over no seat', async () => {
  const [here, there] = [temporaryFolder(), temporaryFolder()];
  const file = path.join(temporaryFolder(), 'lab.json');
  const set = ['station', 'set', '--school', '第一中学', '--campus-zone', 'suburban', '--lab', 'VR 301'];
  expect(await run(set, here)).toMatchObject({ code: 64, told: expect.stringContaining('--seat') as string });
  expect((await run([...set, '--seat', '01'], here)).code).toBe(0);
  expect((await run(['station', 'export', file], here)).code).toBe(0);
  expect(await run(['station', 'import', file], there)).toMatchObject({ code: 64 });
  expect((await run(['station', 'import', file, '--seat', '02'], there)).code).toBe(0);
  expect((await run(['station', 'set', '--lab', 'VR 302'], there)).code).toBe(0);
  expect((await run(['station', 'import', file], there)).code).toBe(0);
  expect(JSON.parse((await run(['station', '--json'], there)).told)).toMatchObject({
    schema: 'vrlab.station-state/1',
    station: { school: '第一中学', campusZone: 'suburban', lab: 'VR 301', seat: '02', expected: null },
  });
});

it('vrlab status tells the last check, and everything that needs attention', async () => {
  const found = await json<{ attention: { code: string }[] }>('status');
  expect(found).toMatchObject({
    schema: 'vrlab.status/1',
    station: null,
    lastCheck: { id: RUNS[2]!.id, problems: problemsOf(RUNS[2]!.findings).length },
    requestCounts: { open: 0, done: 0, unreadable: 0 },
    requests: [],
  });
  expect(found.attention.map(({ code }) => code)).toEqual(['station-not-set', 'no-channel', 'demo-publication']);
  const page = await run(['status']);
  expect(page).toMatchObject({ code: 1, told: expect.stringContaining('2026-11-25 08:00') as string });
});
