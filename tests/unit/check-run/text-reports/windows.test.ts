import { describe, expect, it } from 'vitest';
import { judgeSnapshot } from '../../../../src/core/check-run/judge-snapshot.ts';
import { station } from '../../../support/pc/facts.ts';
import { assess, publication } from '../../../support/pc/judge.ts';
import { NOW, devicesFrom, sent, snapshotFrom, usbFrom } from '../../../support/reports/read-text.ts';
import { PC_NODES, PNPUTIL, STEAMVR, pnputilText } from '../../../support/reports/sample-texts.ts';
import {
  CHINESE,
  ENGLISH,
  GERMAN,
  INDEX_PORTS,
  portText,
  treeText,
} from '../../../support/reports/usb-tree-view-text.ts';

describe('UsbTreeView', () => {
  it.each([
    ['English', ENGLISH],
    ['German', GERMAN],
    ['Chinese', CHINESE],
  ])('in %s gives a complete Index with both halves of its socket', (_, words) => {
    const { report, probes, platform } = snapshotFrom(treeText(INDEX_PORTS, words));
    expect([report?.gaps, report?.unproven, platform]).toEqual([[], true, 'win32']);
    const [headset, ...others] = assess(probes).devices;
    expect(others).toEqual([]);
    expect(headset).toMatchObject({ model: 'valve-index', port: '14.0-2', speed: 'super', serial: 'LHR-00000001' });
    expect(headset?.parts.filter(({ key }) => key === null)).toEqual([]);
  });

  it('gives what dumps and ids say', () => {
    const devices = devicesFrom(treeText(INDEX_PORTS));
    expect(devices['14.0-2.3.1']).toMatchObject({
      product: 'Valve VR Radio & HMD Mic',
      serial: 'RADIO',
      release: '2.21',
      speed: 'full',
      canSuperSpeed: false,
      driver: { service: 'HidUsb', inf: 'input.inf', version: '10.0.19041.868', date: '2021-04-18' },
      interfaces: [{ classCode: 3, endpointCount: 1, driver: 'HidUsb' }],
    });
    expect(devices['14.0-10']).toMatchObject({ bus: '14.0/super', companionPorts: [2], hubPorts: 4 });
    expect(devices['14.0-2']).toMatchObject({ socketHasSuperSpeed: true });
  });

  it('shows a missing driver of a function, a switched off device and a USB 2 link', () => {
    const slow = INDEX_PORTS.filter(({ chain }) => chain !== '1-10').map((port) =>
      port.chain === '1-2-3-2'
        ? { ...port, functions: [{ classCode: 3 }, { classCode: 3, problem: 28 }] }
        : port.chain === '1-2-3-1'
          ? { ...port, problem: 22 }
          : port,
    );
    const text = treeText(slow);
    const devices = devicesFrom(text);
    expect(devices['14.0-2.3.2']?.interfaces?.[1]).toMatchObject({ problem: { code: 28 } });
    expect(devices['14.0-2.3.1']).toMatchObject({ problem: { code: 22 }, disabled: true });
    const { findings } = assess(snapshotFrom(text).probes);
    expect(findings.find(({ check }) => check === 'headset-usb-speed')).toMatchObject({ cause: 'usb2-link' });
  });

  it('shows a port whose device does not answer', () => {
    const text = treeText([{ chain: '1-4', status: 2, problem: 43 }, ...INDEX_PORTS]);
    expect(usbFrom(text).troubledPorts).toMatchObject([
      { key: '14.0-4', trouble: 'enumeration-failed', failure: 'DEVICE_DESCRIPTOR_FAILURE', problem: { code: 43 } },
    ]);
  });

  it('of one port says nothing of the others', () => {
    expect(snapshotFrom(portText(INDEX_PORTS[0]!)).report?.gaps).toEqual(['list-incomplete']);
  });

  it('that ends within a device is refused', () => {
    const text = portText(INDEX_PORTS[3]!);
    const end = text.indexOf('Configuration Descriptor -') + 150;
    expect(sent(text.slice(0, end))).toMatchObject({ problem: { code: 'text-report-cut' } });
  });
});

describe('pnputil', () => {
  const driverMissing = [
    ...PC_NODES,
    { instance: 'USB\\VID_2833&PID_0186\\1WMHH0000000000', inf: 'usb.inf' },
    {
      instance: 'USB\\VID_2833&PID_0186&MI_00\\7&2B&0&0000',
      state: 'broken' as const,
      problem: '28 (0x1C) [CM_PROB_FAILED_INSTALL]',
      problemStatus: '0xC0000490',
    },
    {
      instance: 'USB\\VID_0000&PID_0002\\5&1A2B3C&0&4',
      state: 'broken' as const,
      problem: '43 (0x2B) [CM_PROB_FAILED_POST_START]',
      more: ['Hardware IDs:               USB\\DEVICE_DESCRIPTOR_FAILURE'],
    },
  ];

  it.each(['en', 'zh', 'de'] as const)(
    'in %s gives ids, drivers and problems, and what is gone is not there',
    (language) => {
      const healthy = pnputilText(
        [
          ...PC_NODES,
          { instance: 'USB\\VID_28DE&PID_2101\\A', inf: 'input.inf' },
          { instance: 'USB\\VID_28DE&PID_2102\\B', state: 'gone' },
        ],
        language,
      );
      expect(usbFrom(healthy).devices).toMatchObject([
        { productId: '2101', serial: 'A', driver: { inf: 'input.inf' } },
      ]);
      const { devices, troubledPorts } = usbFrom(pnputilText(driverMissing, language));
      expect(devices).toMatchObject([
        { vendorId: '2833', serial: '1WMHH0000000000', problem: { code: 28, status: 'c0000490' }, speed: null },
      ]);
      expect(troubledPorts).toMatchObject([{ failure: 'DEVICE_DESCRIPTOR_FAILURE', problem: { code: 43 } }]);
    },
  );

  it('names a hub that stopped: what is behind it is not in the list', () => {
    const problem = '43 (0x2B) [CM_PROB_FAILED_POST_START]';
    const hub = {
      instance: 'USB\\VID_05E3&PID_0610\\5&1A2B3C&0&4',
      state: 'broken' as const,
      problem,
      inf: 'usbhub3.inf',
    };
    const text = pnputilText([...PC_NODES, hub]);
    expect(usbFrom(text).silentHubs).toEqual([{ key: hub.instance, reason: 'problem 43', hasFailed: true }]);
    const { findings } = judgeSnapshot(snapshotFrom(text), station(null), publication, NOW, null);
    expect(findings).toContainEqual(
      expect.objectContaining({ check: 'port-problem', outcome: 'warn', cause: 'hub-failed' }),
    );
  });

  it('has places only where location paths are in it', () => {
    expect(snapshotFrom(PNPUTIL).report?.gaps).toEqual(['places-unknown']);
    const placed = pnputilText([
      ...PC_NODES,
      {
        instance: 'USB\\VID_28DE&PID_2613\\5&1A2B3C&0&2',
        more: ['    DEVPKEY_Device_LocationPaths: PCIROOT(0)#PCI(1400)#USBROOT(0)#USB(2)'],
      },
    ]);
    expect(snapshotFrom(placed).report?.gaps).toEqual([]);
    expect(devicesFrom(placed)['14.0-2']).toMatchObject({ ports: [2], bus: '14.0' });
  });

  it('of one class may leave out anything', () => {
    const text = pnputilText([{ instance: 'USB\\VID_28DE&PID_2300\\LHR-00000001' }]);
    expect(snapshotFrom(text).report?.gaps).toContain('list-incomplete');
  });

  it('in another language is refused rather than guessed', () => {
    const french = PNPUTIL.replaceAll('Started', 'Démarré').replaceAll('Status:', 'Status: ');
    expect(sent(french)).toMatchObject({ problem: { code: 'text-report-language', params: { word: 'Démarré' } } });
  });
});

describe('a SteamVR System Report', () => {
  it('gives the system, the adapter once, its driver and when it was made', () => {
    const { report, takenAt, probes } = snapshotFrom(STEAMVR);
    expect([report?.dated, takenAt]).toEqual([true, '2026-11-21T10:20:30.000+08:00']);
    expect(probes.host).toMatchObject({
      status: 'ok',
      facts: {
        os: { platform: 'win32', name: 'Windows 11', build: '22631' },
        memory: null,
        gpus: [{ name: 'NVIDIA GeForce RTX 4070', pciId: '10de:2786', driverVersion: '566.36' }],
      },
    });
    expect(probes.usb).toMatchObject({ status: 'unsupported', error: { code: 'not-in-report' } });
  });

  it('without its end is refused', () => {
    expect(sent(STEAMVR.slice(0, STEAMVR.indexOf('</Report>')))).toMatchObject({
      problem: { code: 'text-report-cut' },
    });
    expect(sent('Watchman Firmware: \t1562916277 / 0\n')).toMatchObject({ problem: { code: 'text-report-cut' } });
  });
});
