import { describe, expect, it } from 'vitest';
import {
  inspectionSessionSchema,
  problemDecisionSchema,
} from '../../../../src/shared/domain/inspection/inspection-session.ts';
import { ABNORMAL, InspectionPc, reopened } from '../../../support/inspection/inspections.ts';
import { valueOf } from '../../../support/value-of.ts';

const SEAT = 'seat:03';

/** An inspection with one problem, proposed as major, for the school, until 2026-11-27. */
async function withProblem() {
  const pc = new InspectionPc();
  const { id } = (await pc.begin()).header;
  valueOf(await pc.sessions.answer(id, 'headset', SEAT, ABNORMAL));
  const decide = async (decision: object) => {
    const parsed = problemDecisionSchema.parse({ item: 'headset', ...decision });
    return valueOf(await pc.sessions.decideProblem(id, parsed));
  };
  return { pc, id, decide };
}

const OWNER = { owner: 'service' };
const DEADLINE = { deadline: '2026-12-20' };
const ACTION = { action: '换原装线' };
const SEVERITY = { severity: { decided: 'critical', reason: '外皮破损处露铜' } };
const DECIDED = {
  owner: 'service',
  deadline: '2026-12-20',
  action: { 'zh-CN': '换原装线' },
  severity: 'critical',
  regraded: { proposed: 'major', reason: '外皮破损处露铜' },
};

describe('what is decided about a problem', () => {
  it.each([
    [OWNER, DEADLINE, ACTION, SEVERITY],
    [DEADLINE, OWNER, SEVERITY, ACTION],
    [SEVERITY, ACTION, DEADLINE, OWNER],
  ])('stays when something else is decided: %o %o %o %o', async (...decisions) => {
    const { pc, id, decide } = await withProblem();
    for (const decision of decisions) await decide(decision);
    const found = await reopened(pc.folder, id);
    inspectionSessionSchema.parse(found);
    expect(found.problems).toMatchObject([DECIDED]);
  });

  it('is taken back step by step, each alone', async () => {
    const { pc, id, decide } = await withProblem();
    await decide(OWNER);
    await decide(DEADLINE);
    // Said again it is no step.
    await decide(OWNER);
    expect(valueOf(await pc.sessions.undo(id)).problems).toMatchObject([{ owner: 'service', deadline: '2026-11-27' }]);
    expect(valueOf(await pc.sessions.undo(id)).problems).toMatchObject([{ owner: 'school', deadline: '2026-11-27' }]);
  });

  it('raises or lowers the severity with a reason, and the deadline that nobody has set goes with it', async () => {
    const { decide } = await withProblem();
    expect((await decide(SEVERITY)).problems).toMatchObject([{ severity: 'critical', deadline: '2026-11-23' }]);
    const lowered = { severity: { decided: 'minor', reason: '只是表面划痕' } };
    expect((await decide(lowered)).problems).toMatchObject([
      { severity: 'minor', deadline: '2026-12-18', regraded: { proposed: 'major', reason: '只是表面划痕' } },
    ]);
    const [proposed] = (await decide({ severity: null })).problems;
    expect([proposed?.severity, proposed?.regraded]).toEqual(['major', undefined]);
    expect(
      problemDecisionSchema.safeParse({ item: 'headset', severity: { decided: 'minor', reason: ' ' } }).success,
    ).toBe(false);
  });
});
