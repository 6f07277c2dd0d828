import type { Cell } from '../../../src/shared/domain/inspection/cell.ts';
import type { ChecklistItem } from '../../../src/shared/domain/inspection/checklist.ts';
import { RARE_NAME } from '../request/form-records.ts';

export const AT = '2026-11-22T09:15:00+08:00';

/** ULID that counts up. */
export const ulid = (no: number): string => `01KAQJ${String(no).padStart(20, '0')}`;
export const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });
export const sha = (no: number): string => no.toString(16).padStart(64, 'a1b2c3d4e5f60789');

interface SectionPlan {
  readonly id: string;
  readonly title: ReturnType<typeof both>;
  readonly items: readonly unknown[];
}

const SECTIONS: readonly SectionPlan[] = [
  {
    id: 'environment',
    title: both('环境', 'Environment'),
    items: [
      {
        id: 'room-temperature',
        asked: 'per-lab',
        text: both('室内温度', 'Room temperature'),
        criterion: both('18～28 ℃', '18 to 28 °C'),
        method: { kind: 'measured', unit: '℃', min: 18, max: 28, decimals: 1 },
      },
      {
        id: 'room-humidity',
        asked: 'per-lab',
        text: both('相对湿度', 'Relative humidity'),
        method: { kind: 'measured', unit: '%RH', min: 30, max: 70 },
      },
      {
        id: 'fire-exits',
        asked: 'per-lab',
        text: both('消防通道畅通、灭火器在有效期内', 'Fire exits are free, extinguishers in date'),
        severity: 'critical',
      },
    ],
  },
  {
    id: 'device-fit',
    title: both('设备适配', 'Device fit'),
    items: [
      {
        id: 'headset-complete',
        text: both('头显各部件齐全', 'The headset is complete'),
        criterion: both('串流盒、线缆、头显都识别到', 'Link box, cable and headset are recognised'),
        method: { kind: 'automatic', checks: ['headset-complete'] },
        severity: 'major',
      },
      {
        id: 'cable-voltage',
        text: both('供电电压', 'Supply voltage'),
        method: { kind: 'measured', unit: 'V', min: 11.4, max: 12.6, decimals: 2 },
      },
      { id: 'cable-sheath', text: both('线缆外皮完好', 'The sheath of the cable is whole') },
    ],
  },
];

/** How the cells of one item come out, by seat; whatever is not named is normal. */
export type Answers = (item: ChecklistItem, seat: string | null) => Partial<Cell>;

const answered = (
  outcome: 'normal' | 'abnormal' | 'not-inspected',
  { value = null, note = '', reason = null }: { value?: number | null; note?: string; reason?: string | null } = {},
) => ({ answer: { outcome, reason, value, note, at: AT } }) as Partial<Cell>;

const found = (outcome: 'normal' | 'abnormal', zh: string, en: string): Partial<Cell> => ({
  automatic: {
    outcome,
    reason: null,
    at: AT,
    run: ulid(900),
    findings: [
      {
        check: 'headset-complete',
        outcome: outcome === 'normal' ? 'pass' : 'fail',
        subject: 'host',
        evidence: {},
        cause: null,
        said: both(zh, en),
      },
    ],
  },
});

export const usual: Answers = (item, seat) => {
  if (item.id === 'room-temperature') return answered('normal', { value: 23.4 });
  if (item.id === 'room-humidity') return answered('abnormal', { value: 78, note: '空调除湿未开' });
  if (item.id === 'fire-exits') return answered('normal');
  if (item.id === 'headset-complete')
    return seat === '06'
      ? found('abnormal', '缺少 USB 3 集线器', 'the USB 3 hub is missing')
      : found('normal', '部件齐全', 'complete');
  if (item.id === 'cable-voltage')
    return seat === '08'
      ? answered('not-inspected', { reason: 'no-instrument' })
      : answered('normal', { value: 12 + Number(seat) / 100 });
  return seat === '03'
    ? answered('abnormal', { note: `接头处开裂，${RARE_NAME}老师已停用` })
    : answered('normal', seat === '05' ? { note: '略有磨损' } : {});
};

export const plans = (moreItems: number): readonly SectionPlan[] => [
  ...SECTIONS,
  ...(moreItems === 0
    ? []
    : [
        {
          id: 'hygiene',
          title: both('卫生与磨损', 'Hygiene and wear'),
          items: Array.from({ length: moreItems }, (_, at) => ({
            id: `wear-${at}`,
            text: both(`第 ${at + 1} 处接触面清洁、无破损`, `Surface ${at + 1} is clean and whole`),
            criterion: both('目视无污渍，消毒记录在有效期内', 'no stains, disinfected in time'),
          })),
        },
      ]),
];
