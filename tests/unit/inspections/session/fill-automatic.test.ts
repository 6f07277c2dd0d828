import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillAutomatic, type LabFacts } from '../../../../src/core/inspections/session/fill-automatic.ts';
import { type Finding, type Outcome, outcomeSchema } from '../../../../src/shared/domain/finding.ts';
import { automaticResultSchema } from '../../../../src/shared/domain/inspection/cell.ts';
import type { EquipmentState } from '../../../../src/shared/domain/inspection/lab-equipment.ts';
import { checklistItem } from '../../../support/inspection/inspection-dependencies.ts';
import { ulidOf } from '../../../support/request/requests.ts';

const WHEN = '2026-11-22T08:00:00.000+08:00';
const CHECKS = ['one', 'two'];
const item = checklistItem({ id: 'item', method: { kind: 'automatic', checks: CHECKS } });
const lenient = checklistItem({ id: 'item', method: { kind: 'automatic', checks: CHECKS, warning: 'normal' } });
const ofLab = checklistItem({ ...item, asked: 'per-lab' });
const books = checklistItem({ id: 'books', asked: 'per-lab', method: { kind: 'books' } });

const finding = (check: string, outcome: Outcome): Finding => ({
  check,
  outcome,
  subject: 'host',
  evidence: {},
  cause: null,
});

const wordRows: LabFacts['wordRows'] = (rows) => ({
  'zh-CN': `${rows.length} 项`,
  en: `${rows[0]?.state} ${rows.length}`,
});

function lab(seats: Readonly<Record<string, readonly Finding[] | null>>): LabFacts {
  const run = { id: ulidOf(1), startedAt: WHEN };
  const word = ({ check, outcome }: Finding) => ({ 'zh-CN': `${check} 的结果`, en: `${check} ${outcome}` });
  const facts = Object.entries(seats).map(
    ([seat, findings]) =>
      [seat, findings === null ? null : { run, findings, word, applies: () => 'unknown' as const }] as const,
  );
  return { seats: new Map(facts), books: null, equipment: [], wordRows };
}
const atSeat = (one: Outcome, two: Outcome) => lab({ '03': [finding('one', one), finding('two', two)] });

describe('an automatic item', () => {
  it.each([
    ['pass', 'pass', 'normal', null],
    ['pass', 'fail', 'abnormal', null],
    ['warn', 'pass', 'abnormal', null],
    ['pass', 'unknown', 'not-inspected', 'program-cannot-tell'],
    ['fail', 'unknown', 'abnormal', null],
    ['not-applicable', 'not-applicable', 'not-applicable', null],
    ['not-applicable', 'pass', 'normal', null],
    ['not-applicable', 'unknown', 'not-inspected', 'program-cannot-tell'],
  ] as const)('an automatic item with findings %s and %s is %s, %s', (one, two, outcome, reason) => {
    expect(fillAutomatic(item, 'seat:03', atSeat(one, two))).toMatchObject({ outcome, reason });
  });

  it('a warning makes an automatic item normal or abnormal as the checklist defines', () => {
    expect(fillAutomatic(lenient, 'seat:03', atSeat('warn', 'pass'))).toMatchObject({ outcome: 'normal' });
    expect(fillAutomatic(lenient, 'seat:03', atSeat('warn', 'unknown'))).toMatchObject({ outcome: 'not-inspected' });
  });

  it('an automatic item without a finding of one of its checks cannot be determined', () => {
    const facts = lab({ '03': [finding('one', 'pass'), finding('other', 'pass')] });
    expect(fillAutomatic(item, 'seat:03', facts)).toMatchObject({ reason: 'program-cannot-tell' });
    expect(fillAutomatic(item, 'seat:03', lab({ '03': [] }))).toMatchObject({ reason: 'program-cannot-tell' });
  });

  it('an automatic item stays open at a seat without a reading, and at an unknown seat', () => {
    expect(fillAutomatic(item, 'seat:03', lab({ '03': null }))).toBeNull();
    expect(fillAutomatic(item, 'seat:04', lab({ '03': [] }))).toBeNull();
  });

  it('an automatic item has the texts of its findings in both languages', () => {
    const filled = fillAutomatic(item, 'seat:03', atSeat('pass', 'fail'));
    expect(automaticResultSchema.parse(filled)).toMatchObject({
      at: WHEN,
      run: ulidOf(1),
      findings: [{ said: { 'zh-CN': 'one 的结果', en: 'one pass' } }, { check: 'two', said: { en: 'two fail' } }],
    });
  });

  it('an automatic item of the lab is as its worst seat, and not normal while a seat is missing', () => {
    const good = [finding('one', 'pass'), finding('two', 'pass')];
    const bad = [finding('one', 'fail'), finding('two', 'pass')];
    expect(fillAutomatic(ofLab, 'lab', lab({ '01': good, '02': good }))).toMatchObject({ outcome: 'normal' });
    expect(fillAutomatic(ofLab, 'lab', lab({ '01': good, '02': bad }))).toMatchObject({ outcome: 'abnormal' });
    expect(fillAutomatic(ofLab, 'lab', lab({ '01': good, '02': null }))).toBeNull();
    expect(fillAutomatic(ofLab, 'lab', lab({ '01': bad, '02': null }))).toMatchObject({ outcome: 'abnormal' });
    expect(fillAutomatic(ofLab, 'lab', lab({}))).toBeNull();
  });

  it('unknown or missing facts never make an automatic item normal', () => {
    const outcomes = fc.array(fc.constantFrom(...outcomeSchema.options), { maxLength: 6 });
    const outcomesOfAll = fc.property(
      outcomes,
      outcomes,
      fc.boolean(),
      fc.boolean(),
      (one, two, isLenient, wholeLab) => {
        const facts = lab({
          '03': [...one.map((outcome) => finding('one', outcome)), ...two.map((outcome) => finding('two', outcome))],
        });
        const asked = { ...(isLenient ? lenient : item), asked: wholeLab ? 'per-lab' : 'per-seat' } as const;
        const { outcome } = automaticResultSchema.parse(fillAutomatic(asked, wholeLab ? 'lab' : 'seat:03', facts));
        const isTold = one.length > 0 && two.length > 0 && ![...one, ...two].includes('unknown');
        const isSaidToBeFine = outcome === 'normal' || outcome === 'not-applicable';
        const hasFailed = [...one, ...two].includes('fail');
        return (isTold || !isSaidToBeFine) && (!hasFailed || outcome === 'abnormal');
      },
    );
    expect(fc.check(outcomesOfAll)).toMatchObject({ failed: false });
  });
});

describe('the equipment against the asset register', () => {
  const withRows = (...states: EquipmentState[]): LabFacts => ({
    ...lab({ '03': [] }),
    books: {
      fileName: 'b.csv',
      sha256: '0'.repeat(64),
      importedAt: '2026-11-22T09:00:00.000+08:00',
      rows: [],
      skipped: [],
    },
    equipment: states.map((state) => ({
      category: '',
      model: 'm',
      assetNumber: '',
      place: '',
      serialInBooks: '',
      serialFound: '',
      expected: 1,
      found: 1,
      seats: [],
      state,
    })),
  });

  it.each([
    [['agrees'], 'normal', null],
    [['agrees', 'missing'], 'abnormal', null],
    [['agrees', 'not-in-books'], 'abnormal', null],
    [['serial-differs', 'cannot-tell'], 'abnormal', null],
    [['agrees', 'count-differs'], 'abnormal', null],
    [['agrees', 'cannot-tell'], 'not-inspected', 'program-cannot-tell'],
    [[], 'not-inspected', 'program-cannot-tell'],
  ] as const)('equipment rows %s make the item about the register %s', (states, outcome, reason) => {
    const filled = fillAutomatic(books, 'lab', withRows(...states));
    expect(automaticResultSchema.parse(filled)).toMatchObject({ outcome, reason, run: null });
  });

  it('each kind of difference from the asset register is one finding, and agreement is none', () => {
    const filled = fillAutomatic(books, 'lab', withRows('agrees', 'missing', 'cannot-tell', 'missing'));
    expect(filled?.findings.map(({ outcome, said }) => [outcome, said.en])).toEqual([
      ['fail', 'missing 2'],
      ['unknown', 'cannot-tell 1'],
    ]);
  });

  it('the item about the asset register is open without one', () => {
    expect(fillAutomatic(books, 'lab', { ...withRows('agrees'), books: null })).toBeNull();
  });
});
