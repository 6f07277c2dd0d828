import { type Cell, countsOf, resultOf, type Counts } from '../../../src/shared/domain/inspection/cell.ts';
import { checklistItemSchema } from '../../../src/shared/domain/inspection/checklist.ts';
import {
  type InspectionRecord,
  inspectionRecordSchema,
} from '../../../src/shared/domain/inspection/inspection-record.ts';
import {
  type InspectionReport,
  inspectionReportSchema,
} from '../../../src/shared/domain/inspection/inspection-report.ts';
import { subjectOfSeat } from '../../../src/shared/domain/inspection/inspection-terms.ts';
import { RARE_NAME } from '../request/form-records.ts';
import { AT, type Answers, both, plans, sha, ulid, usual } from './report-checklist.ts';

interface ReportShape {
  readonly seats?: number;
  readonly language?: 'zh-CN' | 'en';
  readonly photos?: readonly { readonly width: number; readonly height: number }[];
  /** More items that are looked at, all normal. */
  readonly moreItems?: number;
  readonly answers?: Answers;
  readonly change?: Partial<InspectionReport>;
}

/** A report of a lab where a few things are wrong, as the program makes one. */
export function inspectionReport({
  seats = 8,
  language = 'zh-CN',
  photos = [],
  moreItems = 0,
  answers = usual,
  change = {},
}: ReportShape = {}): InspectionReport {
  const names = Array.from({ length: seats }, (_, at) => String(at + 1).padStart(2, '0'));
  const sections = plans(moreItems).map(({ id, title, items }) => {
    const rows = items.map((plan) => {
      const item = checklistItemSchema.parse(plan);
      const subjects = item.asked === 'per-lab' ? [null] : names;
      const cells = subjects.map((seat): Cell => ({
        item: item.id,
        subject: seat === null ? 'lab' : subjectOfSeat(seat),
        automatic: null,
        answer: null,
        photos: [],
        ...answers(item, seat),
      }));
      return { item, cells, counts: countsOf(cells.map(resultOf)) };
    });
    return { id, title, items: rows, counts: countsOf(rows.flatMap(({ cells }) => cells.map(resultOf))) };
  });
  const cells = sections.flatMap(({ items }) => items.flatMap((row) => row.cells));
  const counts = countsOf(cells.map(resultOf));
  const countsAt = (seat: string) =>
    countsOf(cells.filter(({ subject }) => subject === subjectOfSeat(seat)).map(resultOf));
  const index = { model: 'valve-index', kind: 'headset', name: 'Valve Index', vendor: 'Valve' } as const;
  return inspectionReportSchema.parse({
    schema: 'vrlab.inspection-report/1',
    id: ulid(1),
    number: 'XJ-261122-7KQ3',
    language,
    demo: false,
    lab: { school: '某市第一中学', campusZone: 'urban', lab: '虚拟仿真实验室（二）' },
    level: 'core',
    period: { kind: 'quarterly', label: '2026-Q4', from: '2026-10-01', to: '2026-12-31' },
    startedAt: '2026-11-22T08:30:00+08:00',
    finishedAt: '2026-11-22T11:40:00+08:00',
    inspectors: [`张${RARE_NAME}`, '李工'],
    schoolPerson: '王主任',
    remark: '第二节课占用实验室 20 分钟。',
    program: '0.1.0',
    publication: PUBLICATION,
    checklist: {
      id: 'quarterly',
      version: 3,
      title: both('季度巡检表', 'Quarterly list'),
      kinds: ['quarterly'],
    },
    sections: sections.map((section) => ({
      ...section,
      items: section.items.map(({ item: { guide: _guide, ...item }, ...row }) => ({ item, ...row })),
    })),
    stations: names.map((seat, at) => ({ seat, counts: countsAt(seat), reading: readingOf(at) })),
    equipment: names.map((seat, at) => ({
      category: '头显',
      model: 'Valve Index',
      assetNumber: `ZC-2024-${seat}`,
      place: `机位 ${seat}`,
      serialInBooks: `LHR-1A2B3C${seat}`,
      serialFound: at === 4 ? 'LHR-FFFFFF05' : `LHR-1A2B3C${seat}`,
      expected: 1,
      found: at === 6 ? 0 : 1,
      seats: at === 6 ? [] : [seat],
      state: at === 6 ? 'missing' : at === 4 ? 'serial-differs' : 'agrees',
    })),
    versions: [
      {
        subject: 'vr-teaching-suite',
        name: 'VR 教学平台',
        found: '4.2.1',
        wanted: '≥ 4.2.0',
        conforms: 'yes',
        seats: names,
      },
      {
        subject: 'valve-index firmware',
        name: 'Valve Index 固件',
        found: '1604.2',
        wanted: '1610.0',
        conforms: 'no',
        seats: names.slice(0, 2),
      },
      { subject: 'steamvr', name: 'SteamVR', found: null, wanted: null, conforms: 'unknown', seats: names.slice(2, 3) },
      { subject: 'vive-console', name: 'VIVE Console', found: '2.1.22', wanted: '*', conforms: 'yes', seats: [] },
    ],
    problems: problemsOf(),
    counts,
    comparison: {
      previous: figure('2026-Q3', 'XJ-260818-2B4D', '2026-08-18', {
        ...counts,
        normal: Math.max(0, counts.normal - 2),
        abnormal: counts.abnormal + 2,
      }),
      appeared: [
        { item: 'room-humidity', text: both('相对湿度', 'Relative humidity'), severity: 'minor', subjects: ['lab'] },
      ],
      solved: [
        {
          item: 'base-stations',
          text: both('定位基站固定', 'Base stations are fixed'),
          severity: 'major',
          subjects: ['seat:01', 'seat:02', 'seat:03'],
        },
      ],
      persisting: [
        {
          item: 'cable-sheath',
          text: both('线缆外皮完好', 'The sheath of the cable is whole'),
          severity: 'minor',
          subjects: ['seat:03'],
        },
      ],
    },
    history: [
      figure('2026-Q2', 'XJ-260520-9ZZT', '2026-05-20', {
        ...counts,
        normal: Math.max(0, counts.normal - 3),
        notInspected: counts.notInspected + 3,
      }),
      figure('2026-Q3', 'XJ-260818-2B4D', '2026-08-18', {
        ...counts,
        normal: Math.max(0, counts.normal - 2),
        abnormal: counts.abnormal + 2,
      }),
      figure('2026-Q4', 'XJ-261122-7KQ3', '2026-11-22', counts),
    ],
    advice: [
      { id: 'dehumidify', text: '雨季前检修空调除湿功能，湿度长期高于 70 %RH 会缩短头显镜片寿命。' },
      { id: 'own', text: '线缆改用桌下线槽固定，减少接头处弯折。' },
    ],
    conclusion: {
      proposed: 'rectify',
      rule: 'major-problem',
      ruleReason: both('有重要问题未解决', 'a major problem is open'),
      decided: 'rectify',
      reason: '',
    },
    photos: photos.map(({ width, height }, at) => ({
      id: ulid(100 + at),
      item: 'cable-sheath',
      subject: subjectOfSeat(names[at % names.length]!),
      width,
      height,
      bytes: 120_000,
      sha256: sha(at),
      takenAt: AT,
    })),
    annex: names.map((seat, at) => ({
      seat,
      run: ulid(300 + at),
      startedAt: AT,
      durationMs: 1840,
      verdict: at === 5 ? 'not-ready' : 'ready',
      tool: 'vrlab 0.1.0',
      platform: 'windows',
      snapshotSha256: sha(at + 16),
      devices: [{ ...index, serial: `LHR-1A2B3C${seat}`, port: '2-1.3', speed: 'super' }],
      probes: [
        { id: 'usb', status: 'ok', sources: ['usb 3.1.0'] },
        { id: 'software', status: 'timeout', sources: [] },
      ],
    })),
    ...change,
  });
}

/** What was signed: the inspector drew, the school signs on paper. */
export const inspectionRecord = (change: Partial<InspectionRecord> = {}): InspectionRecord =>
  inspectionRecordSchema.parse({
    seal: {
      number: 'XJ-261122-7KQ3',
      sha256: sha(1),
      signedAt: '2026-11-22T11:45:00+08:00',
      keyId: 'ed25519-4f2a',
      publicKey: 'MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=',
      signature: 'c2lnbmF0dXJlIG9mIHRoZSBwYw=='.repeat(3),
    },
    signatures: [
      {
        role: 'inspector',
        name: `张${RARE_NAME}`,
        method: 'drawn',
        strokes: 'M 40 150 C 90 20 140 20 180 150 M 220 60 L 380 60 M 300 30 L 300 170 M 420 150 Q 480 20 560 150',
      },
      { role: 'school', name: '王主任', method: 'paper', strokes: null },
    ],
    position: 4,
    hash: sha(2),
    supplements: [],
    qr: `VRLAB1:XJ-261122-7KQ3:${sha(1)}:ed25519-4f2a`,
    problem: null,
    ...change,
  });

const PUBLICATION = { version: 7, date: '2026-11-01', ageDays: 21, demo: false };

export function readingOf(at: number): unknown {
  if (at === 7) return null;
  return {
    run: ulid(300 + at),
    startedAt: AT,
    takenInAt: AT,
    verdict: 'ready',
    source: at === 0 ? 'here' : 'bundle',
    keyId: at === 0 ? null : 'k1',
    publication: PUBLICATION,
    program: '0.1.0',
    marks: at === 2 ? ['clock-ahead'] : [],
    devices: [],
    snapshotSha256: sha(at + 16),
  };
}

export const figure = (label: string, number: string, finishedOn: string, counts: Counts) => ({
  label,
  number,
  finishedOn,
  counts,
  decided: 'rectify' as const,
});

const problemsOf = (): InspectionReport['problems'] => [
  {
    no: 1,
    item: 'headset-complete',
    text: both('头显各部件齐全', 'The headset is complete'),
    severity: 'major',
    subjects: ['seat:06'],
    found: [{ subject: 'seat:06', said: both('缺少 USB 3 集线器', 'the USB 3 hub is missing') }],
    impact: both('该机位不能上课', 'nobody can be taught at this seat'),
    action: both('更换串流盒', 'replace the link box'),
    owner: 'service',
    deadline: '2026-12-01',
    since: 'new',
    request: { id: ulid(50), number: 'VR-261122-8MNP' },
  },
  {
    no: 2,
    item: 'cable-sheath',
    text: both('线缆外皮完好', 'The sheath of the cable is whole'),
    severity: 'minor',
    subjects: ['seat:03'],
    found: [{ subject: 'seat:03', said: both('接头处开裂', 'cracked at the plug') }],
    impact: both('可能断续黑屏', 'the picture may fail at times'),
    action: both('更换线缆', 'replace the cable'),
    owner: 'school',
    deadline: '2026-12-20',
    since: 'persisting',
    request: null,
  },
  {
    no: 3,
    item: 'room-humidity',
    text: both('相对湿度', 'Relative humidity'),
    severity: 'minor',
    subjects: ['lab'],
    found: [{ subject: 'lab', said: both('78 %RH，空调除湿未开', '78 %RH, the dehumidifier is off') }],
    impact: both('镜片易起雾', 'lenses fog up'),
    action: both('打开除湿', 'switch the dehumidifier on'),
    owner: 'lab-teacher',
    deadline: '2026-12-20',
    since: 'new',
    request: null,
  },
];
