import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeSnapshot } from '../../../../src/core/check-run/judge-snapshot.ts';
import { compareWithPrevious } from '../../../../src/core/inspections/conclusion/compare-reports.ts';
import { type ReportContext, composeReport } from '../../../../src/core/inspections/conclusion/compose-report.ts';
import { deriveProblems } from '../../../../src/core/inspections/conclusion/derive-problems.ts';
import { proposeAdvice, proposeConclusion } from '../../../../src/core/inspections/conclusion/proposals.ts';
import { versionConformity } from '../../../../src/core/inspections/conclusion/version-conformity.ts';
import { adviceRuleSchema } from '../../../../src/core/published/inspection-rules.ts';
import type { InspectionMaterial } from '../../../../src/core/records/material.ts';
import { resultOf, soundShareOf } from '../../../../src/shared/domain/inspection/cell.ts';
import { inspectionReportSchema } from '../../../../src/shared/domain/inspection/inspection-report.ts';
import {
  itemOutcomeSchema,
  notInspectedReasonSchema,
} from '../../../../src/shared/domain/inspection/inspection-terms.ts';
import { index, outcomes } from '../../../support/pc/facts.ts';
import {
  answered,
  cell,
  checklist,
  found,
  material,
  materialWith,
  readingOf,
  rules,
} from '../../../support/inspection/inspection-material.ts';
import { publication } from '../../../support/pc/judge.ts';
import { ulidOf } from '../../../support/request/requests.ts';
import { snapshotOf } from '../../../support/pc/runs.ts';
import { type WindowsPc, windowsPc } from '../../../support/pc/windows-pc.ts';

/** A Sunday: the first working day after it is Monday. */
const NOW = new Date('2026-11-22T10:00:00+08:00');
const around = (changes: Partial<ReportContext> = {}): ReportContext => ({
  publication,
  rules,
  advice: [],
  equipment: [],
  rectified: new Map(),
  level: 'core',
  lockdown: null,
  previous: null,
  history: [],
  language: 'zh-CN',
  now: NOW,
  ...changes,
});
const reportOf = (worked: InspectionMaterial, changes: Partial<ReportContext> = {}) =>
  composeReport(worked, around(changes));
const problems = (worked: InspectionMaterial, previous: ReportContext['previous'] = null) =>
  deriveProblems(worked, { rules, calendar: publication.calendar, previous, today: '2026-11-22' });

describe('problems', () => {
  it('problems are derived from abnormal cells, the gravest first, with owner, deadline and findings', () => {
    expect(problems(material())).toMatchObject([
      {
        no: 1,
        item: 'headset',
        severity: 'major',
        owner: 'service',
        subjects: ['seat:2'],
        found: [{ subject: 'seat:2', said: { 'zh-CN': '头显没有连接' } }],
        impact: { 'zh-CN': '部分课程受影响' },
        action: { 'zh-CN': '检查连接线' },
        deadline: '2026-11-27',
        since: 'new',
        request: null,
      },
      { no: 2, item: 'cable', severity: 'minor', found: [{ said: { 'zh-CN': '外皮破损' } }], deadline: '2026-12-18' },
    ]);
  });

  it('a problem names the measured value with its limits, and the note', () => {
    const hot = answered('abnormal', { value: 35, note: '空调坏了' });
    const [problem] = problems(materialWith([cell('temperature', null, { answer: hot })])).filter(
      ({ item }) => item === 'temperature',
    );
    expect(problem?.found.map(({ said }) => said)).toEqual([
      { 'zh-CN': '35.0 ℃（10.0～30.0 ℃）', en: '35.0 ℃ (10.0–30.0 ℃)' },
      { 'zh-CN': '空调坏了', en: '空调坏了' },
    ]);
    expect(problem?.action['zh-CN']).toBe('10～30 ℃');
  });

  it('a check that keeps a seat out of lessons makes its problem as grave as published; what only an inspection asks does not', () => {
    const failing = found('abnormal');
    const seat = readingOf('2');
    const failed = {
      ...seat,
      run: { ...seat.run, findings: failing.findings.map(({ said: _said, ...finding }) => finding) },
    };
    const worked = {
      ...materialWith([cell('headset', '2', { automatic: failing })]),
      seats: [{ seat: '2', reading: failed }],
    };
    const graded = (unusableSeat: 'critical' | undefined, of = worked) =>
      deriveProblems(of, {
        rules: { ...rules, unusableSeat },
        calendar: publication.calendar,
        previous: null,
        today: '2026-11-22',
      }).find(({ item }) => item === 'headset');
    expect(graded('critical')).toMatchObject({ severity: 'critical', impact: { 'zh-CN': '不能上课' } });
    expect(graded(undefined)).toMatchObject({ severity: 'major' });
    expect(graded('critical', { ...worked, seats: [{ seat: '2', reading: seat }] })).toMatchObject({
      severity: 'major',
    });
  });

  it('the answer of the inspector decides on a problem before the finding of the program', () => {
    const worked = materialWith([
      cell('headset', '2', { automatic: found('abnormal'), answer: answered('normal') }),
      cell('headset', '1', { automatic: found('normal'), answer: answered('abnormal') }),
    ]);
    expect(problems(worked)[0]).toMatchObject({ item: 'headset', subjects: ['seat:1'], found: [] });
  });

  it('a problem has what the inspector decided, and the request that was filed about it', () => {
    const request = { item: 'headset', id: ulidOf(9), number: 'VR-1' };
    const decision = {
      item: 'headset',
      action: '换头显',
      owner: 'school',
      deadline: '2026-12-31',
      impact: '',
    } as const;
    expect(problems(material({ decisions: [decision], requests: [request] }))[0]).toMatchObject({
      action: { 'zh-CN': '换头显', en: '换头显' },
      owner: 'school',
      deadline: '2026-12-31',
      impact: { 'zh-CN': '部分课程受影响' },
      request: { id: ulidOf(9), number: 'VR-1' },
    });
  });

  it('a problem persists where the item was abnormal at one of its seats before', () => {
    const before = reportOf(materialWith([cell('cable', '2', { answer: answered('normal') })]));
    expect(problems(material(), before).map(({ item, since }) => [item, since])).toEqual([
      ['headset', 'persisting'],
      ['cable', 'new'],
    ]);
    const elsewhere = materialWith([
      cell('headset', '1', { automatic: found('abnormal') }),
      cell('headset', '2', { automatic: found('normal') }),
    ]);
    expect(problems(elsewhere, before)[0]).toMatchObject({ item: 'headset', since: 'new' });
  });
});

describe('the proposed conclusion', () => {
  const propose = (worked: InspectionMaterial, rows = rules) => {
    const { counts } = reportOf(worked);
    return proposeConclusion(counts, problems(worked), worked.seats.length, rows);
  };
  const blind = material().cells.map(({ item, subject }) => ({
    ...cell(item, null),
    subject,
    answer: answered('not-inspected'),
  }));

  it.each([
    ['a major problem', material(), 'rectify', 'major'],
    [
      'a critical one',
      materialWith([cell('exit', null, { answer: answered('abnormal') })]),
      'out-of-use',
      'exit-blocked',
    ],
    ['nothing inspected', material({ cells: blind }), 'rectify', 'half-blind'],
    ['nothing said', material({ cells: blind.map((one) => ({ ...one, answer: null })) }), 'rectify', 'half-blind'],
    ['nothing asked', material({ cells: [] }), 'rectify', 'half-blind'],
    ['only a minor one', materialWith([cell('headset', '2', { automatic: found('normal') })]), 'passed', 'fine'],
  ])('the conclusion is proposed for %s', (_, worked, proposed, rule) => {
    expect(propose(worked)).toMatchObject({ proposed, rule });
  });

  it('the proposed conclusion counts seats, and a problem of the lab concerns each of them', () => {
    const bySeats = (seats: number) => ({
      ...rules,
      conclusion: [
        { ...rules.conclusion[0]!, id: 'seats', when: { severity: 'minor' as const, seats } },
        rules.conclusion.at(-1)!,
      ],
    });
    expect([0.5, 0.51].map((share) => propose(material(), bySeats(share)).rule)).toEqual(['seats', 'fine']);
    const hot = materialWith([cell('temperature', null, { answer: answered('abnormal', { value: 40 }) })]);
    expect(propose(hot, bySeats(1)).rule).toBe('seats');
  });
});

describe('counting', () => {
  const said = fc.option(
    fc.oneof(
      itemOutcomeSchema.options.filter((one) => one !== 'not-inspected').map((one) => fc.constant(answered(one)))[0]!,
      fc.constant(answered('abnormal')),
      fc.constantFrom(...notInspectedReasonSchema.options).map((reason) => answered('not-inspected', { reason })),
    ),
  );

  it('what was not inspected never counts as normal, and all sums agree', () => {
    fc.assert(
      fc.property(fc.array(said, { minLength: 6, maxLength: 6 }), (answers) => {
        const cells = material().cells.map((one, at) => ({
          ...one,
          automatic: null,
          photos: [],
          answer: answers[at]!,
        }));
        const report = reportOf(material({ cells }));
        const { counts } = report;
        expect(counts.normal).toBe(answers.filter((one) => one?.outcome === 'normal').length);
        expect(counts.normal + counts.abnormal + counts.notInspected + counts.open).toBe(counts.asked);
        expect(counts.asked + counts.notApplicable).toBe(6);
        expect(soundShareOf(counts)).toBe(counts.asked === 0 ? null : counts.normal / counts.asked);
        const sum = (parts: readonly { counts: typeof counts }[], key: keyof typeof counts) =>
          parts.reduce((total, part) => total + part.counts[key], 0);
        for (const key of ['asked', 'normal', 'notInspected', 'open'] as const) {
          expect(sum(report.sections, key)).toBe(counts[key]);
          expect(
            sum(
              report.sections.flatMap(({ items }) => items),
              key,
            ),
          ).toBe(counts[key]);
        }
        expect(report.problems.flatMap(({ subjects }) => subjects)).toHaveLength(counts.abnormal);
        const blind = counts.asked === 0 || (counts.notInspected + counts.open) / counts.asked >= 0.5;
        expect([blind, report.conclusion.proposed]).not.toEqual([true, 'passed']);
      }),
      { numRuns: 60 },
    );
  });
});

describe('two periods', () => {
  it('a report is compared with the previous one: appeared, solved and persisting problems', () => {
    const before = reportOf(materialWith([cell('exit', null, { answer: answered('abnormal') })]));
    const now = materialWith([
      cell('temperature', null, { answer: answered('abnormal', { value: 5 }) }),
      cell('cable', '2', { answer: answered('not-inspected') }),
    ]);
    const { comparison, history } = reportOf(now, { previous: before, history: before.history });
    expect(comparison?.previous).toMatchObject({ label: '2026-Q4', number: 'XJ-261122-0001' });
    const items = (changes: readonly { item: string }[] = []) => changes.map(({ item }) => item);
    expect(items(comparison?.appeared)).toEqual(['temperature']);
    expect(items(comparison?.solved)).toEqual(['exit']);
    expect(items(comparison?.persisting)).toEqual(['headset']);
    expect(comparison?.notInspected).toMatchObject([{ item: 'cable', because: 'other' }]);
    expect(history).toHaveLength(2);
  });

  it('what was not looked at again is told with its reason, and every old problem is exactly one of three', () => {
    const gone = materialWith([cell('headset', '2', { answer: answered('not-applicable') })]);
    const cells = gone.cells.filter(({ item, subject }) => !(item === 'cable' && subject === 'seat:2'));
    const before = reportOf(material());
    const compared = compareWithPrevious(before, { problems: [], cells }, new Map());
    expect([compared.appeared, compared.solved, compared.persisting]).toEqual([[], [], []]);
    expect(compared.notInspected?.map(({ item, because }) => [item, because])).toEqual([
      ['headset', 'not-applicable'],
      ['cable', 'not-listed'],
    ]);
    expect(compared.notInspected).toHaveLength(before.problems.length);
  });

  it('a problem that is there at one seat and was not looked at at another persists, and says so of the other', () => {
    const both = [cell('cable', '1', { answer: answered('abnormal') })];
    const before = reportOf(materialWith(both));
    const open = material().cells.filter(({ item, subject }) => !(item === 'cable' && subject === 'seat:1'));
    const { persisting, solved, notInspected } = compareWithPrevious(before, { problems: [], cells: open }, new Map());
    expect(persisting.find(({ item }) => item === 'cable')).toMatchObject({
      subjects: ['seat:2'],
      elsewhere: [{ became: 'notInspected', subjects: ['seat:1'] }],
    });
    expect(solved.length + persisting.length + notInspected!.length).toBe(before.problems.length);
  });
});

describe('advice', () => {
  const rule = (id: string, when: object, seats = 1) =>
    adviceRuleSchema.parse({ id, when, seats, text: { 'zh-CN': `建议 ${id}`, en: `advice ${id}` } });
  const facts = (worked: InspectionMaterial) => ({
    ...worked,
    problems: problems(worked),
    seats: worked.seats.length,
  });
  const ids = (worked: InspectionMaterial, list: ReturnType<typeof rule>[]) =>
    proposeAdvice(facts(worked), list, 'zh-CN').map(({ id }) => id);

  it('without published rules the advice is that of the items, the gravest first', () => {
    expect(proposeAdvice(facts(material()), [], 'en')).toMatchObject([
      { id: 'item:headset', text: 'en 检查连接线', about: { items: ['headset'], subjects: ['seat:2'] } },
      { id: 'item:cable', text: 'en 更换线缆', said: { 'zh-CN': '更换线缆' } },
    ]);
  });

  it('advice comes from each rule once, by severity, and from items that no rule covers', () => {
    const list = [
      rule('worn', { items: ['cable'] }),
      rule('connect', { checks: ['headset-present'], causes: ['headset-not-connected'] }),
      rule('other-cause', { causes: ['headset-standby'] }),
      rule('fit', { sections: ['device-fit'] }, 2),
      rule('grave', { severity: 'critical' }),
    ];
    expect(ids(material(), list)).toEqual(['connect', 'worn']);
    const both = materialWith([cell('headset', '1', { automatic: found('abnormal') })]);
    expect(ids(both, list)).toEqual(['connect', 'fit', 'worn']);
    expect(ids(material(), [rule('worn', { items: ['cable'] })])).toEqual(['item:headset', 'worn']);
  });

  it('no advice is given about what the inspector found normal', () => {
    const fine = materialWith([cell('headset', '2', { automatic: found('abnormal'), answer: answered('normal') })]);
    expect(ids(fine, [rule('connect', { checks: ['headset-present'] })])).toEqual(['item:cable']);
  });
});

describe('versions', () => {
  const at = (seat: string, pc: WindowsPc) => ({
    seat,
    run: judgeSnapshot(
      { ...snapshotOf(index()), probes: outcomes(index(), windowsPc(pc)) },
      null,
      publication,
      NOW,
      null,
    ),
  });
  const steamVr = (text: string): WindowsPc => ({ steamVr: { version: { text, source: 'version.txt' } } });

  it('equal versions of several seats share a row, and an unknown version never conforms', () => {
    const old = steamVr('2.1.0');
    const seats = [at('1', old), at('2', {}), at('3', old), at('4', steamVr('no version'))];
    const rows = versionConformity(seats, publication, 'en').filter(({ subject }) => subject === 'steamvr');
    expect(rows).toMatchObject([
      { found: '2.1.0', wanted: '>=2.5', conforms: 'no', seats: ['1', '3'] },
      { found: 'no version', conforms: 'unknown', seats: ['4'] },
      { found: '2.9.6', conforms: 'yes', seats: ['2'] },
    ]);
    expect(versionConformity([], publication, 'en')).toEqual([]);
  });
});

describe('a report', () => {
  it('a composed report is valid by its schema and complete', () => {
    const report = reportOf(material());
    expect(inspectionReportSchema.parse(report)).toEqual(report);
    expect(report.sections.flatMap(({ items }) => items.flatMap(({ cells }) => cells))).toHaveLength(6);
    expect(report.sections.map(({ items }) => items.length)).toEqual(
      checklist.sections.map(({ items }) => items.length),
    );
    expect(report.stations.map(({ seat, counts }) => [seat, counts.abnormal])).toEqual([
      ['1', 0],
      ['2', 2],
    ]);
    expect(report.annex[0]).toMatchObject({ seat: '1', snapshotSha256: report.stations[0]?.reading?.snapshotSha256 });
    expect(report.conclusion).toMatchObject({ proposed: 'rectify', decided: 'rectify', rule: 'major' });
  });

  it('only a report that nobody has concluded says so', () => {
    const { notes } = material();
    const undecided = reportOf(material({ notes: { ...notes, conclusion: null } }));
    expect(inspectionReportSchema.parse(undecided).conclusion).toMatchObject({ decided: 'rectify', undecided: true });
    const decided = { decided: 'passed', reason: '' } as const;
    const { conclusion } = reportOf(material({ notes: { ...notes, conclusion: decided } }));
    expect(conclusion).not.toHaveProperty('undecided');
  });

  it('a report shows a seat without a reading as such', () => {
    const silent = material({
      seats: [
        { seat: '1', reading: null },
        { seat: '2', reading: readingOf('2') },
      ],
    });
    const report = reportOf(silent);
    expect(report.stations[0]).toMatchObject({ seat: '1', reading: null });
    expect(report.annex.map(({ seat }) => seat)).toEqual(['2']);
    expect(report.versions.flatMap(({ seats }) => seats)).not.toContain('1');
  });

  it('a lab without results concludes nothing from them', () => {
    expect(material().cells.every((one) => resultOf(one) !== null)).toBe(true);
    expect(reportOf(materialWith([cell('exit', null)])).counts.open).toBe(1);
  });
});
