import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { InspectionSession, InspectionSummary } from '../../src/shared/domain/inspection/inspection-session.ts';
import type { Rectification } from '../../src/shared/domain/inspection/rectification.ts';
import { inspectionSessionSchema } from '../../src/shared/domain/inspection/inspection-session.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { underWorld, vrlab } from '../support/vrlab.ts';
import { worldFile } from '../worlds/generator/world-folders.ts';

it('an inspection begins in a world, is one of its kind, and tells what is open', { timeout: 120_000 }, async () => {
  const place = ['--world', worldFile('index-complete', '.'), '--data', temporaryFolder(), '--lang', 'en'];
  const under = underWorld('index-complete');
  const inspect = (...args: string[]) => vrlab(['inspect', ...args, ...place], { under });

  expect(await inspect('status')).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('No inspection') as string,
  });
  expect((await inspect('start', '--kind', 'yearly')).stderr).toContain('--kind');
  const started = await inspect('start', '--inspector', 'Zhang San', '--json');
  expect(started).toMatchObject({ code: 0 });
  const session = inspectionSessionSchema.parse(JSON.parse(started.stdout)) satisfies InspectionSession;
  const { number, period } = session.header;
  expect(session).toMatchObject({
    header: { state: 'open', demo: true, period: { kind: 'quarterly' } },
    notes: { inspectors: ['Zhang San'] },
    stations: [{ reading: { source: 'here' } }],
  });

  const again = await inspect('start');
  expect(again.code).toBe(64);
  expect(again.stderr).toContain(number);

  const status = await inspect('status');
  expect(status.code).toBe(0);
  // In words; programs read the label in the JSON.
  const quarter = `Q${period.label.at(-1)} ${period.label.slice(0, 4)}`;
  for (const shown of [number, quarter, 'Zhang San', `open ${session.counts.open}`])
    expect(status.stdout).toContain(shown);
  const json = await inspect('status', number.toLowerCase(), '--json');
  expect(JSON.parse(json.stdout)).toEqual(session);
  expect((await inspect('status', 'XJ-000000-AAAA')).code).toBe(64);

  // Nothing is signed while something is open, and it says what.
  const finish = await inspect('finish');
  expect(finish.code).toBe(1);
  expect(finish.stdout).toContain(session.checklist.sections[0]!.title.en);

  const open = JSON.parse((await inspect('finish', '--json')).stdout) as { open: unknown[] };
  expect(open.open).toHaveLength(session.counts.open);

  // A pipe never answers, and a file may be called anything.
  const folder = temporaryFolder();
  execFileSync('mkfifo', [path.join(folder, 'pipe.vrlab-station')]);
  writeFileSync(path.join(folder, '\u001B[31mred\u0007.vrlab-station'), 'x');
  const refused = await inspect('import', folder);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('not a regular file');
  // oxlint-disable-next-line no-control-regex -- what must not be there
  expect(refused.stdout + refused.stderr).not.toMatch(/[\u001B\u0007]/u);

  const { inspections } = JSON.parse((await inspect('list', '--json')).stdout) as { inspections: InspectionSummary[] };
  expect(inspections).toMatchObject([{ number, counts: session.counts, seats: 1 }]);

  // What nobody inspected is said to be so, all at once, and never counts as normal.
  expect((await inspect('finish', '--rest', 'not-applicable')).code).toBe(64);
  // So much that was not inspected keeps the lab from passing: that is decided with a reason, and nothing is changed without one.
  const unreasoned = await inspect('finish', '--rest', 'no-access');
  expect([unreasoned.code, unreasoned.stderr]).toEqual([64, expect.stringMatching(/not inspected/i)]);
  expect(await inspect('finish', '--rest', 'no-access', '--reason', 'The lab was closed.')).toMatchObject({ code: 0 });
  const signed = JSON.parse((await inspect('status', number, '--json')).stdout) as InspectionSession;
  expect(signed.header.state).toBe('signed');
  expect(signed.counts).toEqual({
    ...session.counts,
    open: 0,
    notInspected: session.counts.notInspected + session.counts.open,
  });

  // What becomes of its problems: the exit code says whether anything is to be done.
  const tracked = await inspect('rectify', '--json');
  const { problems, counts } = JSON.parse(tracked.stdout) as Rectification;
  expect(problems.filter(({ uninspected }) => uninspected === null)).toHaveLength(signed.problems.length);
  expect(problems).toHaveLength(signed.problems.length + counts.toInspect);
  expect(tracked.code).toBe(counts.open > 0 ? 1 : 0);
  expect((await inspect('rectify', number, '1', 'mended', '--person', 'Li Si')).code).toBe(64);
  expect((await inspect('rectify', number, '1', 'rectified', '--on', '2999-01-01', '--person', 'Li Si')).code).toBe(64);
});
