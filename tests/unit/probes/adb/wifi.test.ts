import { describe, expect, it } from 'vitest';
import { wifiReader } from '../../../../src/core/probes/adb/sections/wifi.ts';
import { isInNetwork } from '../../../../src/core/probes/adb/sections/same-network.ts';
import { answerOf, contextOf, FOCUS_3, PICO_4, QUEST_3, rawAnswer } from '../../../support/adb/answers.ts';
import { ADDRESS, COMPANION, networks, WIFI_SERVICE, WIFI_STATUS } from '../../../support/adb/headset-texts.ts';

const OLD = 'Unknown command: status\n';

describe('the Wi-Fi', () => {
  it('of a system that tells the standard', () => {
    const section = wifiReader.read(answerOf(WIFI_STATUS, '', '', ADDRESS, COMPANION), contextOf(QUEST_3));
    expect(section).toEqual({
      status: 'read',
      value: {
        enabled: true,
        connected: true,
        megahertz: 5180,
        dBm: -52,
        linkMbps: 866,
        generation: 6,
        randomisedAddress: true,
        captivePortal: false,
        sameNetworkAsPc: true,
      },
    });
  });

  it('of Android 10, where the name of the network looks like a value', () => {
    const answer = answerOf(OLD, WIFI_SERVICE, networks('INTERNET&CAPTIVE_PORTAL'), ADDRESS);
    expect(wifiReader.read(answer, contextOf(PICO_4, { networksOfPc: ['198.51.100.4/24'] }))).toEqual({
      status: 'read',
      value: {
        enabled: true,
        connected: true,
        megahertz: 2447,
        dBm: -61,
        linkMbps: 58,
        generation: null,
        randomisedAddress: true,
        captivePortal: true,
        sameNetworkAsPc: false,
      },
    });
  });

  it.each([
    ['BSSID: 00:', { randomisedAddress: true }],
    ['MAC: 00:00:5e:00:53:02', { randomisedAddress: false }],
    ['MAC: 02:00:00:00:00:00', { randomisedAddress: null }],
    ['Wi-Fi standard: 4', { generation: 4 }],
    ['Wi-Fi standard: 5', { generation: 5 }],
    ['Wi-Fi standard: 8', { generation: 7 }],
    ['Wi-Fi standard: 1', { generation: null }],
    ['Wi-Fi standard: 11be', { generation: 7 }],
    ['RSSI: -127', { dBm: null }],
    ['Frequency: -1MHz', { megahertz: null }],
    ['Link speed: -1Mbps', { linkMbps: null }],
    ['Supplicant state: DISCONNECTED', { connected: false, sameNetworkAsPc: null, dBm: null }],
  ])('with %s is %j', (field, value) => {
    const key = field.slice(0, field.indexOf(':'));
    const text = WIFI_STATUS.replace(new RegExp(`(?<!ed Tx |Tx |Rx )${key}: [^,]*`), field);
    const service = field.includes('DISCONNECTED') ? 'Wi-Fi is enabled\n' : '';
    expect(wifiReader.read(answerOf(text, service, '', ADDRESS), contextOf(FOCUS_3))).toMatchObject({ value });
  });

  it('that is lost has no address any more, whatever is still written of it', () => {
    const lost = 'Wifi is enabled\nWifi is not connected\n';
    expect(wifiReader.read(answerOf(lost, '', networks('VALIDATED'), ADDRESS, COMPANION), contextOf(QUEST_3))).toEqual({
      status: 'read',
      value: {
        enabled: true,
        connected: false,
        megahertz: null,
        dBm: null,
        linkMbps: null,
        generation: null,
        randomisedAddress: null,
        captivePortal: null,
        sameNetworkAsPc: null,
      },
    });
    expect(wifiReader.read(answerOf('Wifi is disabled\n', '', '', ''), contextOf(FOCUS_3))).toMatchObject({
      value: { enabled: false, connected: false },
    });
  });

  it('of a Quest that refuses is what Meta says of it', () => {
    const denied = 'Permission Denial: can not dump wifi\n';
    expect(wifiReader.read(answerOf(denied, denied, '', ADDRESS, COMPANION), contextOf(QUEST_3))).toMatchObject({
      value: { enabled: true, connected: true, megahertz: null, sameNetworkAsPc: true },
    });
    expect(wifiReader.read(answerOf(denied, denied, '', ADDRESS), contextOf(PICO_4))).toEqual({
      status: 'unread',
      reason: 'denied',
    });
    const noAccess = 'Uid 2000 does not have access to wifi commands\n';
    expect(wifiReader.read(answerOf(noAccess, noAccess, '', ''), contextOf(PICO_4))).toMatchObject({
      reason: 'denied',
    });
    expect(wifiReader.read(rawAnswer(WIFI_STATUS, 'no-answer'), contextOf(PICO_4))).toMatchObject({
      reason: 'no-answer',
    });
  });

  it('keeps no name and no address', () => {
    const told = JSON.stringify([
      wifiReader.read(
        answerOf(WIFI_STATUS, WIFI_SERVICE, networks('VALIDATED'), ADDRESS, COMPANION),
        contextOf(QUEST_3),
      ),
      wifiReader.read(answerOf(OLD, WIFI_SERVICE, '', ADDRESS), contextOf(PICO_4)),
    ]);
    expect(told).not.toMatch(/Room|5e:00|192\.0\.2/);
  });
});

describe('the network of the PC', () => {
  it.each([
    [['192.0.2.1/24'], true],
    [['198.51.100.1/24', '192.0.2.60/26'], true],
    [['192.0.2.129/25'], false],
    [['198.51.100.1/0'], true],
    [['192.0.2.41/32'], true],
    [['nonsense', '1.2.3/8', '300.0.0.1/8', '1.1.1.1/33', 'fe80::1/64'], null],
    [[], null],
    [null, null],
  ])('%j: %s', (pc, expected) => {
    expect(isInNetwork(ADDRESS, pc)).toBe(expected);
  });

  it('is not known without an address', () => {
    expect(isInNetwork('Device "wlan0" does not exist.\n', ['192.0.2.1/24'])).toBeNull();
    expect(isInNetwork('inet 999.1.1.1/24', ['192.0.2.1/24'])).toBeNull();
  });
});
