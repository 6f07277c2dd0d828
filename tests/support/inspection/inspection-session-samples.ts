import { type Cell, countsOf, resultOf } from '../../../src/shared/domain/inspection/cell.ts';
import {
  type Checklist,
  checklistSchema,
  type ChecklistItem,
} from '../../../src/shared/domain/inspection/checklist.ts';
import {
  type InspectionSession,
  inspectionSessionSchema,
  type SessionStation,
} from '../../../src/shared/domain/inspection/inspection-session.ts';
import { LAB_SUBJECT, subjectOfSeat } from '../../../src/shared/domain/inspection/inspection-terms.ts';
import { ulidOf } from '../request/requests.ts';

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });
export const AT = '2026-11-22T09:00:00.000+08:00';
const STAMP = { version: 5, date: '2026-11-20', ageDays: 2, demo: true };

type Written = Partial<ChecklistItem> & Pick<ChecklistItem, 'id' | 'text'>;
const looked = (id: string, zh: string, en: string, more: Partial<ChecklistItem> = {}): Written => ({
  id,
  text: both(zh, en),
  ...more,
});
const read = (id: string, zh: string, en: string, check: string): Written =>
  looked(id, zh, en, { method: { kind: 'automatic', checks: [check], warning: 'abnormal' }, severity: 'major' });

const SECTIONS: { id: string; title: ReturnType<typeof both>; items: Written[] }[] = [
  {
    id: 'environment',
    title: both('环境', 'Environment'),
    items: [
      looked('temperature', '室内温度', 'Room temperature', {
        asked: 'per-lab',
        method: { kind: 'measured', unit: '℃', min: 10, max: 35, decimals: 1 },
        evidence: ['value'],
        criterion: both('设备能正常工作的温度', 'A temperature the equipment works at'),
      }),
      looked('ways-out', '疏散通道和门', 'Ways out and doors', {
        asked: 'per-lab',
        severity: 'critical',
        evidence: ['photo', 'note'],
        criterion: both('通道没有杂物，门能从里面打开', 'Nothing in the way; doors open from inside'),
        guide: {
          steps: [
            both('从最里面的机位走到门口。', 'Walk from the innermost seat to the door.'),
            both('把每扇门开一次。', 'Open each door once.'),
          ],
        },
      }),
      looked('floor', '活动区地面', 'Floor of the play area', {
        criterion: both('没有电线横过，没有水', 'No cables across, no water'),
      }),
      looked('power', '插座和电源线', 'Sockets and power cables'),
    ],
  },
  {
    id: 'equipment',
    title: both('设备与台账', 'Equipment against the books'),
    items: [
      looked('books', '账物相符', 'As in the books', { method: { kind: 'books' }, asked: 'per-lab' }),
      looked('label', '资产标签', 'Asset label'),
      looked('cables', '线缆外皮', 'Cable jackets', { evidence: ['photo'] }),
    ],
  },
  {
    id: 'versions',
    title: both('软件版本更新', 'Software versions'),
    items: [
      read('suite', '教学软件版本', 'Version of the teaching suite', 'suite-version'),
      read('steamvr', 'SteamVR 版本', 'Version of SteamVR', 'steamvr-version'),
      read('driver', '显卡驱动', 'Graphics driver', 'gpu-driver'),
    ],
  },
  {
    id: 'fit',
    title: both('设备适配', 'Device fit'),
    items: [
      read('headset', '头显连接', 'Headset connected', 'headset-present'),
      read('usb-speed', 'USB 速率', 'USB speed', 'headset-usb-speed'),
      looked('picture', '画面清楚、不闪', 'Picture clear and steady'),
      looked('sound', '声音', 'Sound'),
      looked('controllers', '手柄按键', 'Controller buttons'),
    ],
  },
  {
    id: 'security',
    title: both('数据安全状态', 'Data security'),
    items: [
      read('antivirus', '杀毒软件', 'Antivirus', 'antivirus'),
      looked('accounts', '不用学生实名账号', 'No accounts in students’ names'),
    ],
  },
  {
    id: 'hygiene',
    title: both('卫生与磨损', 'Hygiene and wear'),
    items: [
      looked('lenses', '镜片', 'Lenses', { evidence: ['photo', 'note'] }),
      looked('foam', '面部衬垫', 'Face cushion'),
      looked('straps', '绑带', 'Straps'),
    ],
  },
];

/** A list with items of every kind. */
const CHECKLIST = checklistSchema.parse({
  id: 'quarterly',
  version: 3,
  title: both('季度巡检清单', 'Quarterly checklist'),
  kinds: ['quarterly'],
  sections: SECTIONS,
});

const nameOf = (position: number) => String(position + 1).padStart(2, '0');

/** What came of a reading at the seat: the second one has an old suite, the third cannot be told about its driver. */
function automaticAt(item: ChecklistItem, position: number): Cell['automatic'] {
  const abnormal = item.id === 'suite' && position === 1;
  const unknown = item.id === 'driver' && position === 2;
  return {
    outcome: abnormal ? 'abnormal' : unknown ? 'not-inspected' : 'normal',
    reason: unknown ? 'program-cannot-tell' : null,
    at: AT,
    run: ulidOf(position + 50),
    findings: [
      {
        check: 'sample',
        outcome: abnormal ? 'fail' : unknown ? 'unknown' : 'pass',
        subject: 'host',
        evidence: {},
        cause: null,
        said: abnormal
          ? both('教学软件 2.3.0 低于要求的 2.5.0。', 'Teaching suite 2.3.0 is below the 2.5.0 that is wanted.')
          : unknown
            ? both('读不到显卡驱动的版本。', 'The version of the graphics driver could not be read.')
            : both('符合要求。', 'As it should be.'),
      },
    ],
  };
}

const stationAt = (position: number, fromHere = false): SessionStation => ({
  seat: nameOf(position),
  reading: {
    run: ulidOf(position + 50),
    startedAt: AT,
    takenInAt: AT,
    verdict: position === 1 ? 'not-ready' : 'ready',
    source: fromHere ? 'here' : 'bundle',
    keyId: fromHere ? null : 'ab12cd34ab12cd34',
    publication: STAMP,
    program: '0.2.0',
    marks: position === 2 ? ['clock-behind', 'other-publication'] : [],
    devices: [
      { model: 'valve-index', kind: 'headset', name: 'Valve Index', vendor: 'Valve', serial: `LHR-0000000${position}` },
    ],
    snapshotSha256: 'ab'.repeat(32),
  },
});

const cellsFor = (checklist: Checklist, stations: readonly SessionStation[]): Cell[] =>
  checklist.sections
    .flatMap(({ items }) => items)
    .flatMap((item) =>
      item.asked === 'per-lab'
        ? [{ item: item.id, subject: LAB_SUBJECT, automatic: null, answer: null, photos: [] }]
        : stations.map(({ seat, reading }, position) => ({
            item: item.id,
            subject: subjectOfSeat(seat),
            automatic: item.method.kind === 'automatic' && reading !== null ? automaticAt(item, position) : null,
            answer: null,
            photos: [],
          })),
    );

const SEATS = 5;

/** A session of a lab: the last seat has sent nothing yet. */
export function sampleSession(number: number): InspectionSession {
  const checklist = CHECKLIST;
  const stations = Array.from({ length: SEATS }, (_, position) =>
    position === SEATS - 1 ? { seat: nameOf(position), reading: null } : stationAt(position, position === 0),
  );
  const cells = cellsFor(checklist, stations);
  return inspectionSessionSchema.parse({
    header: {
      id: ulidOf(number),
      number: `XJ-261122-000${number}`,
      state: 'open',
      period: { kind: 'quarterly', label: '2026-Q4', from: '2026-10-01', to: '2026-12-31' },
      lab: { school: '示范中学', campusZone: 'urban', lab: 'VR 教室 1' },
      startedAt: AT,
      publication: STAMP,
      program: '0.2.0',
      demo: true,
    },
    notes: { inspectors: [], schoolPerson: null, remark: '', conclusion: null, advice: null },
    checklist,
    newerChecklist: 4,
    stations,
    cells,
    photos: [],
    books: null,
    equipment: [],
    problems: [],
    counts: countsOf(cells.map(resultOf)),
    undo: null,
    savedAt: AT,
  } satisfies InspectionSession);
}
