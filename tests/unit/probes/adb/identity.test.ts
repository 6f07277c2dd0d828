import { describe, expect, it } from 'vitest';
import { identityReader } from '../../../../src/core/probes/adb/sections/identity.ts';
import { answerOf, contextOf, rawAnswer } from '../../../support/adb/answers.ts';
import { PICO_PROPERTIES, QUEST_PROPERTIES } from '../../../support/adb/headset-texts.ts';

const readOf = (text: string) => identityReader.read(answerOf(text), contextOf(null));
const line = (values: Readonly<Record<string, string>>) =>
  Object.entries(values)
    .map(([name, value]) => `[${name}]: [${value}]\n`)
    .join('');
const versionsOf = (values: Readonly<Record<string, string>>) => {
  const section = readOf(line({ 'ro.product.model': 'x', ...values }));
  return section.status === 'read' ? [section.value.system, section.value.build] : section.reason;
};

describe('who a headset says it is', () => {
  it('a Quest 3, whose tags hold colons and commas', () => {
    expect(readOf(QUEST_PROPERTIES)).toEqual({
      status: 'read',
      value: {
        manufacturer: 'Oculus',
        model: 'Quest 3',
        product: 'eureka',
        device: 'eureka',
        odmModel: null,
        hardwareModel: null,
        androidRelease: '14',
        sdk: 34,
        securityPatch: '2026-09-05',
        fingerprint:
          'oculus/eureka/eureka:14/UP1A.231005.007.A1/50000000000000520:user/abl_signing_keys:release,amss_signing_keys:release,release-keys',
        system: '207',
        build: '50000000000000520',
      },
    });
  });

  it('a PICO 4 Pro, whose model is that of three', () => {
    expect(readOf(PICO_PROPERTIES)).toMatchObject({
      value: {
        model: 'A8110',
        hardwareModel: 'PICO 4 Pro',
        system: '5.13.7.S',
        build: 'c000_rf01_bv1.0.1_sv5.13.7_202601010101_phoenix_b1000_user',
      },
    });
  });

  it.each([
    [
      {
        'ro.product.manufacturer': 'PICO',
        'ro.pvr.internal.version': 'c000_rf01_bv1.0.1_sv5.9.9.0_202601010101_neo3_b1_user',
      },
      ['5.9.9.0', 'c000_rf01_bv1.0.1_sv5.9.9.0_202601010101_neo3_b1_user'],
    ],
    // Here the version inside is another one than that of the system.
    [
      {
        'ro.product.manufacturer': 'Pico',
        'ro.build.display.id': '4.1.3',
        'ro.pvr.internal.version': 'C000_RF01_BV1.3_SV1.82_20260101_B1',
      },
      ['4.1.3', 'C000_RF01_BV1.3_SV1.82_20260101_B1'],
    ],
    [
      { 'ro.product.manufacturer': 'HTC', 'ro.product.version': '6.0.1', 'ro.build.display.id': 'QKQ1.3718' },
      ['6.0.1', 'QKQ1.3718'],
    ],
    [
      { 'ro.product.manufacturer': 'Play For Dream', 'ro.build.display.id': 'D3_4.3.0.162' },
      ['4.3.0.162', 'D3_4.3.0.162'],
    ],
    [{ 'ro.build.display.id': 'AP1A.1', 'ro.build.version.incremental': '77' }, ['AP1A.1', '77']],
    [{}, [null, null]],
  ])('%j has the versions %j', (values, versions) => {
    expect(versionsOf(values)).toEqual(versions);
  });

  it('with carriage returns, a byte order mark, values of several lines, half lines and odd names', () => {
    const odd =
      '\uFEFF[persist.a]: [one\ntwo]\n[ro.product.model]: [Quest 2]\n[ro.product.model]: [again]\n[ro.product.name]: [\u202Eabc]\n' +
      `[ro.build.version.sdk]: [many]\n[ro.build.version.security_patch]: [2026-02-30]\n[ro.product.device]: [${'x'.repeat(300)}]\n[ro.product.manufacturer]: [Ocu`;
    const section = readOf(odd.replaceAll('\n', '\r\n'));
    expect(section).toMatchObject({
      value: { model: 'Quest 2', product: null, sdk: null, securityPatch: null, device: null, manufacturer: null },
    });
  });

  it('nothing, with the reason', () => {
    expect(readOf('')).toEqual({ status: 'unread', reason: 'absent' });
    expect(readOf('[a]: [b]\n')).toEqual({ status: 'unread', reason: 'garbled' });
    expect(readOf('/system/bin/sh: getprop: inaccessible or not found\n')).toMatchObject({ reason: 'absent' });
    for (const ended of ['cut', 'no-answer', 'gone'] as const)
      expect(identityReader.read(rawAnswer(QUEST_PROPERTIES, ended), contextOf(null))).toMatchObject({ reason: ended });
    expect(identityReader.read(rawAnswer(QUEST_PROPERTIES), contextOf(null))).toMatchObject({ reason: 'garbled' });
  });

  it('nothing of its serial number', () => {
    expect(JSON.stringify(readOf(QUEST_PROPERTIES))).not.toContain('1WMHH000X00001');
  });
});
