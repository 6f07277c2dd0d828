import { createHash } from 'node:crypto';
import type { InspectionMaterial, StationReading } from '../../../src/core/records/material.ts';
import { type InspectionRules, inspectionRulesSchema } from '../../../src/core/published/inspection-rules.ts';
import type { Answer, Cell } from '../../../src/shared/domain/inspection/cell.ts';
import { type Checklist, checklistSchema } from '../../../src/shared/domain/inspection/checklist.ts';
import { subjectOfSeat } from '../../../src/shared/domain/inspection/inspection-terms.ts';
import { ulidOf } from '../request/requests.ts';
import { run } from '../pc/runs.ts';

const both = (text: string) => ({ 'zh-CN': text, en: `en ${text}` });
export const AT = '2026-11-22T09:00:00.000+08:00';
export const JPEG = Buffer.from('no real picture, but bytes that are hashed');

export const checklist: Checklist = checklistSchema.parse({
  id: 'quarterly',
  version: 3,
  title: both('季度巡检'),
  kinds: ['quarterly'],
  sections: [
    {
      id: 'environment',
      title: both('环境'),
      items: [
        {
          id: 'temperature',
          asked: 'per-lab',
          text: both('室内温度'),
          criterion: both('10～30 ℃'),
          method: { kind: 'measured', unit: '℃', min: 10, max: 30, decimals: 1 },
          severity: 'minor',
        },
        { id: 'exit', asked: 'per-lab', text: both('疏散通道'), severity: 'critical', advice: both('清空通道') },
      ],
    },
    {
      id: 'device-fit',
      title: both('设备适配'),
      items: [
        {
          id: 'headset',
          text: both('头显可用'),
          method: { kind: 'automatic', checks: ['headset-present'] },
          severity: 'major',
          advice: both('检查连接线'),
          owner: 'service',
        },
        {
          id: 'cable',
          text: both('线缆磨损'),
          severity: 'minor',
          advice: both('更换线缆'),
          guide: { picture: 'cable' },
        },
      ],
    },
  ],
});

export const rules: InspectionRules = inspectionRulesSchema.parse({
  conclusion: [
    { id: 'exit-blocked', when: { severity: 'critical' }, conclusion: 'out-of-use', reason: both('有紧急问题') },
    { id: 'half-blind', when: { notInspected: 0.5 }, conclusion: 'rectify', reason: both('未检过多') },
    { id: 'major', when: { severity: 'major', problems: 1 }, conclusion: 'rectify', reason: both('有重要问题') },
    { id: 'fine', conclusion: 'passed', reason: both('没有重要问题') },
  ],
  severities: {
    critical: { workingDays: 1, impact: both('不能上课') },
    major: { workingDays: 5, impact: both('部分课程受影响') },
    minor: { workingDays: 20, impact: both('暂不影响上课') },
  },
  readings: { freshHours: 24, clockMinutes: 10 },
});

export const readingOf = (seat: string, afterMs = 0): StationReading => ({
  seat,
  run: run(afterMs),
  source: 'here',
  keyId: null,
  marks: [],
  takenInAt: AT,
});

export const answered = (outcome: Answer['outcome'], changes: Partial<Answer> = {}): NonNullable<Cell['answer']> => ({
  outcome,
  reason: outcome === 'not-inspected' ? 'other' : null,
  value: null,
  note: '',
  at: AT,
  ...changes,
});

export const found = (outcome: 'normal' | 'abnormal'): NonNullable<Cell['automatic']> => ({
  outcome,
  reason: null,
  at: AT,
  run: ulidOf(40),
  findings: [
    {
      check: 'headset-present',
      outcome: outcome === 'normal' ? 'pass' : 'fail',
      subject: 'host',
      evidence: {},
      cause: outcome === 'normal' ? null : 'headset-not-connected',
      said: outcome === 'normal' ? both('头显已连接') : both('头显没有连接'),
    },
  ],
});

export const cell = (item: string, seat: string | null, said: Partial<Cell> = {}): Cell => ({
  item,
  subject: seat === null ? 'lab' : subjectOfSeat(seat),
  automatic: null,
  answer: null,
  photos: [],
  ...said,
});

/** Two seats; seat 2 has no headset and a worn cable, the rest is fine; decided as proposed. */
export const material = (changes: Partial<InspectionMaterial> = {}): InspectionMaterial => ({
  header: {
    id: ulidOf(1),
    number: 'XJ-261122-0001',
    state: 'open',
    period: { kind: 'quarterly', label: '2026-Q4', from: '2026-10-01', to: '2026-12-31' },
    lab: { school: '第一中学', campusZone: 'urban', lab: 'VR 教室 1' },
    startedAt: AT,
    publication: { version: 5, date: '2026-11-22', ageDays: 0, demo: true },
    program: '0.2.0',
    demo: false,
  },
  notes: {
    inspectors: ['张三', '李𬭎'],
    schoolPerson: '王五',
    remark: '雨天，窗户关着。',
    conclusion: { decided: 'rectify', reason: '' },
    advice: null,
  },
  checklist,
  seats: [
    { seat: '1', reading: readingOf('1') },
    { seat: '2', reading: readingOf('2', 60_000) },
  ],
  cells: [
    cell('temperature', null, { answer: answered('normal', { value: 22.5 }) }),
    cell('exit', null, { answer: answered('normal') }),
    cell('headset', '1', { automatic: found('normal') }),
    cell('headset', '2', { automatic: found('abnormal') }),
    cell('cable', '1', { answer: answered('normal') }),
    cell('cable', '2', { answer: answered('abnormal', { note: '外皮破损' }), photos: [ulidOf(30)] }),
  ],
  photos: [
    {
      id: ulidOf(30),
      item: 'cable',
      subject: 'seat:2',
      width: 640,
      height: 480,
      bytes: JPEG.length,
      sha256: createHash('sha256').update(JPEG).digest('hex'),
      takenAt: AT,
    },
  ],
  books: null,
  decisions: [],
  requests: [],
  savedAt: AT,
  ...changes,
});

/** The same with other cells in the place of those of the same item and subject. */
export const materialWith = (cells: readonly Cell[], changes: Partial<InspectionMaterial> = {}): InspectionMaterial => {
  const base = material(changes);
  const replaced = base.cells.map(
    (old) => cells.find(({ item, subject }) => item === old.item && subject === old.subject) ?? old,
  );
  return { ...base, cells: replaced };
};
