import { describe, expect, it } from 'vitest';
import type { Arguments } from '../../../src/cli/arguments.ts';
import type { InspectCall } from '../../../src/cli/commands/command.ts';
import { rectify } from '../../../src/cli/commands/inspect/rectify.ts';
import { createTerminal } from '../../../src/cli/terminal.ts';
import { succeed } from '../../../src/shared/domain/result.ts';
import { INSPECTION_TEXTS } from '../../../src/shared/locales/inspections.ts';
import { createI18n } from '../../../src/shared/i18n.ts';
import { createWording } from '../../../src/shared/wording.ts';
import { trackingOn } from '../../support/inspection/rectification-tracking.ts';
import { ID, type ReportPc, signedPc } from '../../support/inspection/report-pc.ts';

const NUMBER = 'XJ-261122-0001';

async function run(pc: ReportPc, places: string[], options: Arguments['options'] = {}) {
  const printed: string[] = [];
  const keep = (text: string) => void printed.push(text);
  const terminal = {
    ...createTerminal('zh-CN'),
    print: keep,
    note: keep,
    problem: ({ code }: { code: string }) => keep(code),
  };
  const given = {
    options,
    files: [],
    command: 'inspect',
    subcommand: 'rectify',
    unknownCommand: null,
    wrong: [],
    valueless: [],
  } as const;
  const find = () => Promise.resolve(succeed({ id: ID, number: NUMBER, state: 'signed' as const }));
  const inspections = { ...trackingOn(pc), find } as unknown as InspectCall['inspections'];
  const { t } = createWording(createI18n('zh-CN', INSPECTION_TEXTS), 'zh-CN');
  const code = await rectify({ app: { dataDirectory: pc.folder }, inspections, given, places, terminal, t });
  return { code, text: printed.join('\n') };
}

describe('vrlab inspect rectify', () => {
  it('shows what is to be done, records a step, and exits with 0 once nothing is left', async () => {
    const { pc } = await signedPc();
    const shown = await run(pc, [NUMBER]);
    expect(shown.code).toBe(1);
    expect(shown.text).toContain('待整改');
    const step = { person: '赵六', on: '2026-11-24', note: '换了线' };
    const recorded = await run(pc, [NUMBER, '1', 'rectified'], step);
    expect(recorded.text).toMatch(/已整改，待复查[\s\S]*2026-11-24 {2}已整改 {2}赵六 {2}换了线/);
    const { problems } = JSON.parse((await run(pc, [NUMBER], { json: true })).text) as { problems: { no: number }[] };
    for (const { no } of problems.slice(1)) await run(pc, [NUMBER, String(no), 'rectified'], step);
    for (const { no } of problems) await run(pc, [NUMBER, String(no), 'recheck-passed'], step);
    expect((await run(pc, [NUMBER])).code).toBe(0);
  });

  it('refuses what makes no sense', async () => {
    const { pc } = await signedPc();
    expect((await run(pc, [NUMBER, '1', 'mended'], { person: '赵六' })).code).toBe(64);
    expect(await run(pc, [NUMBER, '99', 'rectified'], { person: '赵六' })).toEqual({
      code: 64,
      text: 'inspection-no-such-problem',
    });
    expect(await run(pc, [NUMBER, '1', 'rectified'])).toEqual({ code: 64, text: 'rectification-person-missing' });
  });
});
