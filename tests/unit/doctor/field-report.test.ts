import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { anonymise } from '../../../src/core/doctor/anonymise.ts';
import { writeFieldReport } from '../../../src/core/doctor/field-report.ts';
import { createIncidentLog } from '../../../src/core/incidents/incident-log.ts';
import type { Incident } from '../../../src/core/incidents/incident.ts';
import { answering, hidraw, usb } from '../../support/pc/facts.ts';
import { publication } from '../../support/pc/judge.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const { catalogue } = publication;
const lists = (vendorId: string, productId: string) => catalogue.lists(vendorId, productId);

it('replaces serial numbers by the same name everywhere, in paths and in any case', () => {
  const text = anonymise(
    {
      devices: [{ vendorId: '28de', productId: '2300', serial: 'LHR-1A2B3C4D', product: 'LHR' }],
      nodes: [
        { instance: String.raw`USB\VID_28DE&PID_2300\LHR-1A2B3C4D`, parent: String.raw`USB\VID_28DE&PID_2613\5&1&0&3` },
      ],
      path: String.raw`\\?\usb#vid_28de&pid_2300#lhr-1a2b3c4d#{a5dcbf10}`,
    },
    lists,
  );
  expect(text).not.toMatch(/1a2b3c4d/i);
  expect(text.match(/serial-1/g)).toHaveLength(3);
  // What Windows makes of the place is no serial number.
  expect(text).toContain(String.raw`5&1&0&3`);
});

it('leaves out what devices call themselves that have nothing to do with VR', () => {
  const text = anonymise(
    {
      devices: [
        { vendorId: '28de', productId: '2300', product: 'LHR' },
        { vendorId: '05ac', productId: '12a8', product: '王老师的 iPhone', manufacturer: 'Apple Inc.' },
      ],
      nodes: [{ instance: String.raw`USB\VID_05AC&PID_12A8\0000`, busReported: '王老师的 iPhone' }],
    },
    lists,
  );
  expect(text).toContain('LHR');
  expect(text).not.toContain('iPhone');
});

it('leaves out the addresses of Bluetooth devices, names of people and of this PC', () => {
  const text = anonymise(
    {
      collections: [
        {
          instance: String.raw`HID\{00001812-0000-1000-8000-00805F9B34FB}_DEV_VID&02054C_PID&0E45_REV&0100_A4C138B0C1D2&COL01\9&2A&0&0000`,
          path: String.raw`\\?\hid#{00001812-0000-1000-8000-00805f9b34fb}_dev_vid&02054c_pid&0e45_rev&0100_a4c138b0c1d2&col01#9&2a&0&0000#{4d1e55b2}`,
        },
      ],
      nodes: [
        {
          instance: String.raw`HID\{00001124-0000-1000-8000-00805F9B34FB}_VID&0002054C_PID&0E5E\8&1&0&0000`,
          parent: String.raw`BTHENUM\{00001124-0000-1000-8000-00805F9B34FB}_VID&0002054C_PID&0E5E\7&1BE4E5CB&0&A4C138B0C1D3_C00000000`,
        },
      ],
      usb: {
        error: {
          detail: String.raw`Cannot load C:\Users\王 老师\AppData\koffi.node, /home/wang/x or ${os.homedir()}/y`,
        },
      },
      timings: [{ path: String.raw`\\?\bthledevice#{0000180f}_dev_vid&02054c#8&1&0&a4:c1:38:b0:c1:d4` }],
    },
    lists,
  );
  expect(text).not.toMatch(/a4:?c1:?38:?b0|王|wang/i);
  expect(text).toContain(String.raw`C:\\Users\\…\\AppData\\koffi.node, /home/…/x`);
  expect(text).toContain('0000180f');
});

it('stays readable where serial numbers look like anything else', () => {
  const serials = ['2026', '0000', '1000', 'true', 'port', 'serial', '2833', '00000001', '5000'];
  const report = {
    nodes: serials.map((serial, at) => ({
      instance: ['USB', `VID_2833&PID_000${at}`, serial].join('\\'),
      port: 5000,
      isHub: true,
      removedAt: '2026-11-30T08:00:00Z',
      deviceDescriptor: '120100020000004033280000000001020301',
      controller: 'PCIROOT(0)#PCI(1000)',
      serial,
    })),
  };
  const read = JSON.parse(anonymise(report, lists)) as typeof report;
  expect(read.nodes).toEqual(
    report.nodes.map((node, at) => {
      const serial = expect.stringMatching(/^serial-\d$/) as string;
      const instance = expect.stringMatching(new RegExp(String.raw`^USB\\VID_2833&PID_000${at}\\serial-\d$`)) as string;
      return { ...node, instance, serial };
    }),
  );
});

it('is written into a new file, and never over another one', async () => {
  const file = path.join(temporaryFolder(), 'report.json');
  const probes = {
    usb: answering('usb', { devices: [usb('1-2', '28de:2300', { serial: 'LHR-1A2B3C4D', product: 'LHR' })] }),
    hid: answering('hid', { devices: [hidraw('1-2', '28de:2300', { serial: 'LHR-1A2B3C4D' })] }),
  };
  const data = temporaryFolder();
  const failed = {
    kind: 'screen-gone',
    where: os.homedir(),
    message: '王老师 13812345678',
    stack: '',
    answer: 'noted',
  };
  createIncidentLog(data).add(failed as Incident);
  expect(await writeFieldReport(file, probes, catalogue, data)).toEqual({ ok: true, value: file });
  const report = JSON.parse(readFileSync(file, 'utf8')) as { schema: string; usb: { facts: { devices: unknown[] } } };
  expect(report).toMatchObject({ schema: 'vrlab.field-report/1', usb: { status: 'ok' } });
  expect(report).toMatchObject({ log: [{ kind: 'screen-gone', message: '… …' }] });
  expect(report.usb.facts.devices).toMatchObject([{ product: 'LHR', serial: 'serial-1' }]);

  writeFileSync(file, 'mine');
  expect(await writeFieldReport(file, probes, catalogue)).toMatchObject({
    ok: false,
    problem: { code: 'file-exists', params: { file } },
  });
  const nowhere = path.join(temporaryFolder(), 'missing', 'report.json');
  expect(await writeFieldReport(nowhere, probes, catalogue)).toMatchObject({
    problem: { code: 'file-not-written', params: { file: nowhere } },
  });
  expect([existsSync(file), readFileSync(file, 'utf8')]).toEqual([true, 'mine']);
});
