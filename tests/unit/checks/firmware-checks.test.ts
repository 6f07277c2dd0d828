import { describe, expect, it } from 'vitest';
import { contextAt } from '../../../src/core/checks/context.ts';
import { runChecks } from '../../../src/core/checks/run-checks.ts';
import { indexMatrix } from '../../../src/core/published/matrix-index.ts';
import type { MatrixRow, Product } from '../../../src/core/published/matrix-schema.ts';
import type { HidFirmware } from '../../../src/shared/domain/hid-firmware.ts';
import { createI18n } from '../../../src/shared/i18n.ts';
import type { Language } from '../../../src/shared/domain/language.ts';
import { createWording } from '../../../src/shared/wording.ts';
import { HMD, WAND } from '../../support/pc/firmware-reports.ts';
import { hidraw, hub, outcomes, usb } from '../../support/pc/facts.ts';
import { publication } from '../../support/pc/judge.ts';

const both = (text: string) => ({ 'zh-CN': text, en: text });
const product = (id: string, kind: Product['kind'], models: string[]): Product => ({
  id,
  name: both(id),
  kind,
  scheme: 'unix-time',
  firmware: 'lighthouse',
  models,
});
const row = (id: string, about: string, versions: string, status: MatrixRow['status']): MatrixRow => ({
  id,
  product: about,
  versions,
  status,
  severity: 'fail',
  reason: both('reason'),
  source: 'https://example.edu/matrix',
});
const matrix = structuredClone(publication.matrix);
matrix.products.push(
  product('vive-lighthouse', 'headset-firmware', ['htc-vive']),
  product('wand-lighthouse', 'controller-firmware', ['htc-vive-wand-wired']),
);
matrix.rows.push(
  row('vive-old', 'vive-lighthouse', '<2016-01-01', 'blocked'),
  row('vive-new', 'vive-lighthouse', '>=2016-01-01', 'supported'),
  row('wand-all', 'wand-lighthouse', '*', 'supported'),
);
const published = { ...publication, matrixIndex: indexMatrix(matrix) };

const read = (seconds: number): HidFirmware => ({
  status: 'read',
  layout: 'lighthouse',
  report: 5,
  version: String(seconds),
});
const unread = (reason: Extract<HidFirmware, { status: 'unread' }>['reason']): HidFirmware => ({
  status: 'unread',
  layout: 'lighthouse',
  reason,
  detail: null,
});

/** A Vive and a wired controller that report this. */
function assess(headset: HidFirmware | undefined, wand: HidFirmware | undefined = read(WAND)) {
  const devices = [
    hub('1-2', '0bb4:2744'),
    hub('1-2.1', '0bb4:2134', { release: '9.99' }),
    usb('1-2.1.1', '0bb4:2c87', { release: '2.00' }),
    usb('1-2.1.4', '28de:2000', { release: '1.01' }),
    usb('1-5', '28de:2012', { release: '1.11' }),
  ];
  const nodes = [
    hidraw('1-2.1.4', '28de:2000', headset === undefined ? {} : { firmware: headset }),
    hidraw('1-5', '28de:2012', wand === undefined ? {} : { firmware: wand }),
  ];
  return runChecks(
    outcomes(devices, { hid: nodes }),
    contextAt(new Date('2026-11-22T08:00:00+08:00'), published, { station: null }, null),
  );
}
const of = (check: string, headset: HidFirmware | undefined, wand?: HidFirmware) =>
  assess(headset, wand).findings.find((finding) => finding.check === check);

describe('firmware that devices report over HID', () => {
  it('passes and fails by the matrix, in the device’s own number', () => {
    expect(of('headset-firmware', read(HMD))).toMatchObject({
      outcome: 'pass',
      subject: 'htc-vive@1-2',
      evidence: { version: String(HMD), versionDay: '2016-02-25', readFrom: 'HID 0x05' },
    });
    expect(of('headset-firmware', read(Date.UTC(2015, 5) / 1000))).toMatchObject({
      outcome: 'fail',
      cause: 'version-blocked',
    });
    expect(of('controller-firmware', undefined)).toMatchObject({
      outcome: 'pass',
      evidence: { version: String(WAND), versionDay: '2016-03-25' },
    });
  });

  it.each([
    ['busy', 'firmware-held'],
    ['denied', 'firmware-denied'],
    ['no-answer', 'firmware-not-read'],
    ['empty', 'firmware-not-read'],
  ] as const)('that could not be read is unknown, with its reason: %s', (reason, cause) => {
    expect(of('headset-firmware', unread(reason))).toMatchObject({
      outcome: 'unknown',
      cause,
      evidence: { firmwareGap: reason, version: null },
    });
  });

  it('that nobody asked for is unknown, though the USB release is there', () => {
    expect(of('headset-firmware', undefined)).toMatchObject({ outcome: 'unknown', cause: 'version-not-told' });
  });

  it.each([
    ['zh-CN', '1458917656（2016-03-25）', '设备没有及时应答'],
    ['en', '1458917656 (of 2016-03-25)', 'it did not answer in time'],
  ] as const)('is said with its day, and a gap in words: %s', (language: Language, version, gap) => {
    const wording = createWording(createI18n(language, { 'zh-CN': {}, en: {} }), language);
    const old = assess(read(HMD), read(WAND));
    const finding = old.findings.find(({ check }) => check === 'controller-firmware')!;
    const blocked = { ...finding, outcome: 'unknown' as const, cause: 'version-not-published' };
    expect(wording.finding(blocked, old.devices).cause).toContain(version);
    const silent = assess(unread('no-answer'));
    const told = silent.findings.find(({ check }) => check === 'headset-firmware')!;
    expect(wording.finding(told, silent.devices).cause).toContain(gap);
  });
});
