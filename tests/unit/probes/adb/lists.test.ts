import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listedHeadsets, mayAnswer, usbKeyOf } from '../../../../src/core/probes/adb/listed-headsets.ts';
import { serverPlace } from '../../../../src/core/probes/adb/server-place.ts';
import { usb } from '../../../support/pc/facts.ts';

const listed = (line: string) => listedHeadsets(line)[0];

describe('the list of an adb server', () => {
  it.each([
    [
      '1WMHH000X00001         device usb:1-2 product:eureka model:Quest_3 device:eureka transport_id:1',
      'device',
      '1-2',
    ],
    ['1WMHH000X00001\tunauthorized', 'unauthorized', null],
    ['1WMHH000X00001         unauthorized usb:1-4.2 transport_id:12', 'unauthorized', '1-4.2'],
    [
      '1WMHH000X00001 no permissions (missing udev rules? user is in the plugdev group); see [http://developer.android.com/tools/device.html] usb:3-1 transport_id:2',
      'no-permissions',
      '3-1',
    ],
    [
      '1WMHH000X00001 no permissions; see [http://developer.android.com/tools/device.html] usb:3-1',
      'no-permissions',
      '3-1',
    ],
    ['1WMHH000X00001 no permissions (user in plugdev group; are your udev rules wrong?)', 'no-permissions', null],
    ['????????????    no permissions', 'no-permissions', null],
    ['1WMHH000X00001 authorizing transport_id:3', 'authorizing', null],
    ['1WMHH000X00001 connecting', 'connecting', null],
    ['1WMHH000X00001 offline usb:2-1', 'offline', '2-1'],
    ['1WMHH000X00001 recovery', 'recovery', null],
    ['1WMHH000X00001 sideload', 'sideload', null],
    ['1WMHH000X00001 bootloader', 'bootloader', null],
    ['1WMHH000X00001 host', 'unknown', null],
  ])('%s', (line, state, port) => {
    expect(listed(line)).toMatchObject({ state, port, link: 'usb' });
  });

  it('may hold a headset without a serial number', () => {
    expect(listed('(no serial number)     device usb:1-2 transport_id:7')).toEqual({
      serial: '(no serial number)',
      state: 'device',
      link: 'usb',
      port: '1-2',
      transportId: 7n,
    });
  });

  it('tells the network from a cable, and leaves emulators out', () => {
    expect(listed('192.0.2.7:5555 device')?.link).toBe('network');
    expect(listed('[2001:db8::7]:5555 device')?.link).toBe('network');
    expect(listed('adb-1WMHH000X00001-a1B2c3._adb-tls-connect._tcp device')?.link).toBe('network');
    expect(listedHeadsets('emulator-5554 device product:sdk transport_id:1\n')).toEqual([]);
  });

  it('never throws, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(listedHeadsets(text).every(({ serial }) => /^[!-~]+$|^\(no/.test(serial))).toBe(true);
      }),
    );
  });
});

describe('the USB device a headset is', () => {
  const ONE = '1WMHH000X00001';
  const at = (port: string | null, serial = ONE) => ({ serial, link: 'usb' as const, port });

  it('is the one at its place, else the only one with its serial number', () => {
    const facts = {
      devices: [
        usb('1-2', '2833:0186', { serial: ONE }),
        usb('1-3', '2833:0186', { serial: ONE }),
        usb('1-4', '2d40:00b7', { serial: 'PA7L00000000001' }),
      ],
    };
    expect(usbKeyOf(at('1-3'), facts)).toBe('1-3');
    expect(usbKeyOf(at(null), facts)).toBe(null);
    expect(usbKeyOf(at('336592896X', 'PA7L00000000001'), facts)).toBe('1-4');
    expect(usbKeyOf(at('1-3'), null)).toBe(null);
    expect(usbKeyOf({ ...at('1-3'), link: 'network' }, facts)).toBe(null);
  });

  it('may answer where it has the interface of adb, or is an Android device nobody could look into', () => {
    const adb = {
      number: 1,
      classCode: 0xff,
      subclassCode: 0x42,
      protocolCode: 1,
      endpointCount: 2,
      isochronous: false,
      driver: null,
    };
    const facts = {
      devices: [
        usb('1-1', '2833:0186', { interfaces: [adb] }),
        usb('1-2', '2833:0186', { interfaces: [] }),
        usb('1-3', '2833:0186', { interfaces: null }),
        usb('1-4', '28de:2300', { interfaces: null }),
      ],
    };
    expect(mayAnswer(facts).map(({ key }) => key)).toEqual(['1-1', '1-3']);
  });
});

describe('the place of the server', () => {
  it.each([
    [{}, { host: '127.0.0.1', port: 5037 }],
    [{ ANDROID_ADB_SERVER_PORT: '5038' }, { host: '127.0.0.1', port: 5038 }],
    [{ ANDROID_ADB_SERVER_PORT: 'no port' }, null],
    [{ ANDROID_ADB_SERVER_PORT: '70000' }, null],
    [
      { ADB_SERVER_SOCKET: 'tcp:5039', ANDROID_ADB_SERVER_PORT: '5038' },
      { host: '127.0.0.1', port: 5039 },
    ],
    [{ ADB_SERVER_SOCKET: 'tcp:localhost:5040' }, { host: '127.0.0.1', port: 5040 }],
    [{ ADB_SERVER_SOCKET: 'tcp:[::1]:5040' }, { host: '::1', port: 5040 }],
    [{ ADB_SERVER_SOCKET: 'localfilesystem:/run/adb.sock' }, { path: '/run/adb.sock' }],
    // Headsets of another PC are not on this seat.
    [{ ADB_SERVER_SOCKET: 'tcp:192.0.2.1:5037' }, null],
    [{ ADB_SERVER_SOCKET: 'vsock:1:2' }, null],
  ])('by %o', (env, place) => expect(serverPlace(env)).toEqual(place));
});
