import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { anonymise, writeFieldReport } from '../../../src/core/doctor/field-report.ts';
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

it('is written into a new file, and never over another one', async () => {
  const file = path.join(temporaryFolder(), 'report.json');
  const probes = {
    usb: answering('usb', { devices: [usb('1-2', '28de:2300', { serial: 'LHR-1A2B3C4D', product: 'LHR' })] }),
    hid: answering('hid', { devices: [hidraw('1-2', '28de:2300', { serial: 'LHR-1A2B3C4D' })] }),
  };
  expect(await writeFieldReport(file, probes, catalogue)).toEqual({ ok: true, value: file });
  const report = JSON.parse(readFileSync(file, 'utf8')) as { schema: string; usb: { facts: { devices: unknown[] } } };
  expect(report).toMatchObject({ schema: 'vrlab.field-report/1', usb: { status: 'ok' } });
  expect(report.usb.facts.devices).toMatchObject([{ product: 'LHR', serial: 'serial-1' }]);

  writeFileSync(file, 'mine');
  expect(await writeFieldReport(file, probes, catalogue)).toMatchObject({
    ok: false,
    problem: { code: 'file-not-written', params: { file } },
  });
  expect([existsSync(file), readFileSync(file, 'utf8')]).toEqual([true, 'mine']);
});
