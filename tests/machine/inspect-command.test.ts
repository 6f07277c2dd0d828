import { expect, it } from 'vitest';
import type { InspectionSession, InspectionSummary } from '../../src/shared/domain/inspection/inspection-session.ts';
import { inspectionSessionSchema } from '../../src/shared/domain/inspection/inspection-session.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { vrlab } from '../support/vrlab.ts';
import { worldFile } from '../worlds/generator/world-folders.ts';

it('an inspection begins in a world, is one of its kind, and tells what is open', { timeout: 120_000 }, async () => {
  const place = ['--world', worldFile('index-complete', '.'), '--data', temporaryFolder(), '--lang', 'en'];
  // umockdev-run refuses Chinese arguments.
  const inspect = (...args: string[]) => vrlab(['inspect', ...args, ...place]);

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
  for (const shown of [number, period.label, 'Zhang San', `open ${session.counts.open}`])
    expect(status.stdout).toContain(shown);
  const json = await inspect('status', number.toLowerCase(), '--json');
  expect(JSON.parse(json.stdout)).toEqual(session);
  expect((await inspect('status', 'XJ-000000-AAAA')).code).toBe(64);

  // Nothing is signed while something is open, and it says what.
  const finish = await inspect('finish');
  expect(finish.code).toBe(1);
  expect(finish.stdout).toContain(session.checklist.sections[0]!.title.en);

  const { inspections } = JSON.parse((await inspect('list', '--json')).stdout) as { inspections: InspectionSummary[] };
  expect(inspections).toMatchObject([{ number, counts: session.counts, seats: 1 }]);
});
