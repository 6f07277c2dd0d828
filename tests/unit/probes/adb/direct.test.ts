import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { adbKeys } from '../../../../src/core/probes/adb/adb-key.ts';
import { openDirectly } from '../../../../src/core/probes/adb/direct.ts';
import { usbShim } from '../../../../src/core/probes/adb/usb-shim.ts';
import { quest3, readOnce } from '../../../support/adb/described.ts';
import { UsbHeadset } from '../../../support/adb/usb-headset.ts';
import { usb } from '../../../support/pc/facts.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const ONE = '1WMHH000X00001';
const TWO = '1WMHH000X00002';
const never = new AbortController().signal;
const ADB_INTERFACE = {
  number: 0,
  classCode: 0xff,
  subclassCode: 0x42,
  protocolCode: 1,
  endpointCount: 2,
  isochronous: false,
  driver: null,
};
const plugged = {
  devices: [
    usb('1-2', '2833:0186', { serial: ONE, interfaces: [ADB_INTERFACE] }),
    usb('1-3', '2833:0186', { serial: TWO, interfaces: [ADB_INTERFACE] }),
  ],
};

/** usb@3 throws for a device that the system has not configured. */
const unconfigured = {
  get configurations(): never {
    throw new Error('no configuration');
  },
};

const read = (devices: readonly object[], dataDirectory = temporaryFolder()) =>
  readOnce(
    {
      without: {
        platformTools: () => null,
        dataDirectory,
        usb: () => Promise.resolve({ getDevices: () => Promise.resolve(devices) }),
      },
    },
    { usb: plugged },
  );

describe('headsets without an adb server', () => {
  it('are spoken to over USB, past a device that cannot be looked into', async () => {
    const [one, two] = [new UsbHeadset(quest3(ONE)), new UsbHeadset(quest3(TWO, { battery: { level: 7 } }))];
    const facts = await read([unconfigured, one, two]);
    expect(facts).toMatchObject({ way: 'direct', serverVersion: null, foreignService: false });
    expect(facts.headsets).toMatchObject([
      {
        serial: ONE,
        state: 'device',
        usbKey: '1-2',
        sections: { identity: { value: { model: 'Quest 3' } }, storage: { value: { freeBytes: 83 } } },
      },
      { serial: TWO, state: 'device', usbKey: '1-3', sections: { storage: { value: { freeBytes: 7 } } } },
    ]);
    expect([one.opened, two.opened]).toEqual([false, false]);
    // usb@3 would end an idle read after a second.
    expect(one.timeouts.every((ms) => typeof ms === 'number' && ms >= 60_000)).toBe(true);
  });

  it('that know this PC are asked without their wearer', async () => {
    const folder = temporaryFolder();
    adbKeys(folder).generateKey();
    const pem = (JSON.parse(readFileSync(path.join(folder, 'adb-key.json'), 'utf8')) as { privateKey: string })
      .privateKey;
    const one = new UsbHeadset(quest3(ONE), { trust: createPublicKey(pem) });
    expect((await read([one], folder)).headsets).toMatchObject([{ state: 'device' }]);
    expect(one.offered).toEqual([]);
  });

  it('that do not are unauthorized, and are offered a key that is kept and private', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'adb-key.json');
    const open = (headset: UsbHeadset) =>
      openDirectly(usbShim({ getDevices: () => Promise.resolve([headset]) }), adbKeys(folder), never, 400);
    const [trusting, one, again] = [
      new UsbHeadset(quest3(ONE)),
      new UsbHeadset(quest3(ONE), { trust: 'asks' }),
      new UsbHeadset(quest3(ONE), { trust: 'asks' }),
    ];
    await (await open(trusting))[0]!.close();
    expect(existsSync(file)).toBe(false);
    expect(await open(one)).toMatchObject([{ state: 'unauthorized', line: null }]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await open(again);
    expect(one.offered).toHaveLength(1);
    expect(one.offered[0]).toMatch(/^[\w+/=]{700} vrlab-check$/);
    expect(again.offered).toEqual(one.offered);
    expect([one.opened, again.opened]).toEqual([false, false]);
  });

  it.each([
    ['no-permissions', new Error('Access denied (insufficient permissions)')],
    ['offline', new Error('something else')],
  ])('that cannot be opened are %s', async (state, openFails) => {
    expect((await read([new UsbHeadset(quest3(ONE), { openFails })])).headsets).toMatchObject([
      { serial: ONE, state, sections: null },
    ]);
  });

  it('pulled in the middle are gone, and hold up no other', async () => {
    const facts = await read([new UsbHeadset(quest3(ONE), { pulledAfter: 1 }), new UsbHeadset(quest3(TWO))]);
    expect(facts.headsets).toMatchObject([
      { serial: ONE, sections: { identity: { status: 'read' }, storage: { status: 'unread', reason: 'gone' } } },
      { serial: TWO, sections: { identity: { status: 'read' }, storage: { status: 'read' } } },
    ]);
  });

  it('that hang cost their deadline', async () => {
    const hangs = new UsbHeadset(quest3(ONE, { answers: { 'dumpsys battery': { hang: true } } }));
    expect((await read([hangs])).headsets).toMatchObject([
      { sections: { storage: { status: 'unread', reason: 'no-answer' } } },
    ]);
  });
});
