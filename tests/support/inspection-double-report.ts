import { createHash } from 'node:crypto';
import type { FileToKeep } from '../../src/shared/domain/request-record.ts';
import type { InspectionPlan } from '../../src/shared/domain/inspection/inspection-plan.ts';
import type { InspectionRecord, Signature } from '../../src/shared/domain/inspection/inspection-record.ts';
import {
  INSPECTION_REPORT_SCHEMA,
  type InspectionReport,
} from '../../src/shared/domain/inspection/inspection-report.ts';
import type { InspectionSession } from '../../src/shared/domain/inspection/inspection-session.ts';
import { AT } from './inspection-session-samples.ts';

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });
export const sealOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** As much of a report as the screens show. */
export function reportOf(session: InspectionSession): InspectionReport {
  const { header, notes, counts, checklist } = session;
  const decided = notes.conclusion?.decided ?? 'rectify';
  return {
    schema: INSPECTION_REPORT_SCHEMA,
    id: header.id,
    number: header.number,
    language: 'zh-CN',
    demo: true,
    lab: header.lab,
    level: 'core',
    period: header.period,
    startedAt: header.startedAt,
    finishedAt: AT,
    inspectors: notes.inspectors,
    schoolPerson: notes.schoolPerson,
    remark: notes.remark,
    program: header.program,
    publication: header.publication,
    checklist: { id: checklist.id, version: checklist.version, title: checklist.title, kinds: checklist.kinds },
    sections: [],
    stations: [],
    equipment: [],
    versions: [],
    problems: session.problems,
    counts,
    comparison: {
      previous: {
        label: '2026-Q3',
        number: 'XJ-260820-9KQ3',
        finishedOn: '2026-08-20',
        counts: { asked: 80, normal: 74, abnormal: 4, notInspected: 2, notApplicable: 0, open: 0 },
        decided: 'passed',
      },
      appeared: session.problems.map(({ item, text, severity, subjects }) => ({ item, text, severity, subjects })),
      solved: [],
      persisting: [],
    },
    history: [],
    advice: notes.advice ?? [
      { id: 'update-suite', text: '把 02 机位的教学软件升级到 2.5.0 或更高。' },
      { id: 'lens-care', text: '每次课后用干净的超细纤维布擦镜片。' },
    ],
    conclusion: {
      proposed: 'rectify',
      rule: 'major-abnormal',
      ruleReason: both('有重要问题没有解决。', 'Major problems are unsolved.'),
      decided,
      reason: notes.conclusion?.reason ?? '',
    },
    photos: [],
    annex: [],
  };
}

export const file = (fileName: string, mediaType: string, content: string): FileToKeep => ({
  fileName,
  mediaType,
  base64: Buffer.from(content).toString('base64'),
});

export const recordOf = ({ header }: InspectionSession, signatures: readonly Signature[]): InspectionRecord => ({
  seal: {
    number: header.number,
    sha256: sealOf(header),
    signedAt: AT,
    keyId: 'ab12cd34ab12cd34',
    publicKey: 'key',
    signature: 'signature',
  },
  signatures: [...signatures],
  position: 1,
  hash: 'aa'.repeat(32),
  supplements: [],
  qr: `VRLAB-REPORT ${header.number} ${sealOf(header)}`,
  problem: null,
});

const entry = (label: string, from: string, to: string, state: InspectionPlan['entries'][number]['state']) => ({
  period: { kind: 'quarterly' as const, label, from, to },
  due: to,
  state,
  inspection: null,
});

export const PLAN: InspectionPlan = {
  level: {
    level: 'core',
    row: {
      id: 'high-deep-core',
      reason: both('使用频次高、深度应用、核心影响力', 'Used often, deeply, by a core teacher'),
    },
    use: { quarter: '2026-Q4', usesPerMonth: 12, depth: 'deep', influence: 'core' },
    quarter: '2026-Q4',
    outdated: false,
  },
  today: '2026-11-22',
  entries: [
    entry('2026-Q2', '2026-04-01', '2026-06-30', 'missed'),
    entry('2026-Q4', '2026-10-01', '2026-12-31', 'due'),
    entry('2027-Q1', '2027-01-01', '2027-03-31', 'upcoming'),
  ],
};
