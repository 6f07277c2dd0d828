import { describe, expect, it } from 'vitest';
import { everyCombination, servicePolicySchema } from '../../../../src/core/published/service-policy.ts';
import { decideUrgency } from '../../../../src/core/published/urgency.ts';
import { rules } from '../../../support/request/promises.ts';

const { service } = rules;

describe('the table of urgency', () => {
  it('calls a fault critical where the whole school cannot teach, major where teaching suffers, else normal', () => {
    const faults = [...everyCombination()].filter(({ kind }) => kind === 'technical');
    const decided = Object.groupBy(faults, (fault) => decideUrgency(fault, service).urgency);
    const named = (urgency: keyof typeof decided) => decided[urgency]!.map(({ scope, effect }) => `${scope} ${effect}`);
    expect(named('critical')).toEqual(['school stopped']);
    expect(named('major').toSorted()).toEqual([
      'lab hindered',
      'lab stopped',
      'school hindered',
      'seat hindered',
      'seat stopped',
      'several-seats hindered',
      'several-seats stopped',
    ]);
    expect(named('normal')).toEqual(['seat none', 'several-seats none', 'lab none', 'school none']);
  });

  it('calls everything else routine service', () => {
    const others = [...everyCombination()].filter(({ kind }) => kind !== 'technical');
    expect(new Set(others.map((other) => decideUrgency(other, service).id))).toEqual(new Set(['routine-service']));
    expect(others.map((other) => decideUrgency(other, service).urgency)).toEqual(others.map(() => 'normal'));
  });

  it('shows the row that decided, the first of those that fit', () => {
    const request = { kind: 'technical', scope: 'school', effect: 'stopped' } as const;
    expect(decideUrgency(request, service)).toMatchObject({
      id: 'school-stopped',
      reason: { 'zh-CN': '全校教学中断' },
    });
    const turned = { ...service, urgency: service.urgency.toReversed() };
    expect(decideUrgency(request, turned)).toMatchObject({ id: 'teaching-stopped', urgency: 'major' });
  });

  it('is refused with a gap, and the case without an answer is named', () => {
    expect(servicePolicySchema.safeParse(service).success).toBe(true);
    const gap = { ...service, urgency: service.urgency.filter(({ id }) => id !== 'no-lesson-affected') };
    const refused = servicePolicySchema.safeParse(gap);
    expect(refused.error?.issues).toMatchObject([
      { path: ['urgency'], message: 'no row decides technical, seat, none' },
    ]);
    const fault = { kind: 'technical', scope: 'lab', effect: 'none' } as const;
    expect(() => decideUrgency(fault, gap)).toThrow('no row decides technical, lab, none');
  });
});
