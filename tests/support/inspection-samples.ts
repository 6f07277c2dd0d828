import type { InspectionReport } from '../../src/shared/domain/inspection/inspection-report.ts';
import type { Counts } from '../../src/shared/domain/inspection/cell.ts';
import { AT, both, sha, ulid } from './inspection-items.ts';

export const PUBLICATION = { version: 7, date: '2026-11-01', ageDays: 21, demo: false };

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

export const problemsOf = (): InspectionReport['problems'] => [
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
