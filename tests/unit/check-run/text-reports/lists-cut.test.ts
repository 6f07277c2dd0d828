import { describe, expect, it } from 'vitest';
import { judgeSnapshot } from '../../../../src/core/check-run/judge-snapshot.ts';
import { station } from '../../../support/pc/facts.ts';
import { publication } from '../../../support/pc/judge.ts';
import { NOW, sent, snapshotFrom } from '../../../support/reports/read-text.ts';
import { DMESG, NEW_LSUSB_TREE, PC_NODES, pnputilText } from '../../../support/reports/sample-texts.ts';
import { INDEX_PORTS, treeText } from '../../../support/reports/usb-tree-view-text.ts';

// A text that ends too early between two devices looks whole. What is not in it must not be said to be missing.

const gapsOf = (text: string) => snapshotFrom(text).report?.gaps;
const troublesOf = (text: string) =>
  judgeSnapshot(snapshotFrom(text), station([{ model: 'valve-index', count: 1 }]), publication, NOW, null)
    .findings.filter(({ outcome }) => outcome === 'fail')
    .map(({ check, cause }) => `${check} ${cause}`);

describe('UsbTreeView', () => {
  const whole = treeText(INDEX_PORTS);
  const ports = [...whole.matchAll(/\n +=+ USB Port\d+ =+\n/g)].map(({ index }) => index + 1);

  it('shows every port of its hubs, or is incomplete', () => {
    expect(gapsOf(whole)).toEqual([]);
    for (const end of ports.slice(1)) {
      const cut = whole.slice(0, end);
      expect([gapsOf(cut), troublesOf(cut)]).toEqual([['list-incomplete'], []]);
    }
  });

  it('that shows not every part says of none that its drivers work', () => {
    const disabled = treeText(INDEX_PORTS.map((port) => (port.id === '28de:2300' ? { ...port, problem: 22 } : port)));
    const lighthouse = disabled.indexOf('VID_28DE&PID_2300');
    const { findings } = judgeSnapshot(
      snapshotFrom(disabled.slice(0, disabled.lastIndexOf('    ==', disabled.lastIndexOf('USB Port', lighthouse)))),
      station(null),
      publication,
      NOW,
      null,
    );
    expect(findings.find(({ check }) => check === 'headset-present')).toMatchObject({ outcome: 'pass' });
    expect(findings.filter(({ check }) => check === 'device-problem')).toMatchObject([{ outcome: 'unknown' }]);
  });

  it('without its hex dumps is refused, and without those of speeds says nothing of speeds', () => {
    const plain = whole.replaceAll(/^(?:Data \(HexDump\)|  +[0-9A-F]{2} ).*\n/gm, '');
    expect(sent(plain)).toMatchObject({ problem: { code: 'text-report-without-dumps' } });
    const speechless = whole.replaceAll(/-+ Connection Information(?: V2)? -+\n.*\n(?: {20,}.*\n)*/g, '');
    expect(speechless).not.toContain('Connection Information');
    expect(troublesOf(speechless)).toEqual([]);
  });

  it('without the number of ports, or of a second controller alone, proves nothing by what is not there', () => {
    expect(gapsOf(whole.replaceAll(/^.*bNumberOfPorts.*\n/gm, ''))).toEqual(['list-incomplete']);
    const second = treeText(INDEX_PORTS.map((port) => ({ ...port, chain: port.chain.replace(/^1/, '2') })));
    expect(gapsOf(second)).toEqual(['list-incomplete']);
  });
});

it('pnputil that names devices it does not show is incomplete', () => {
  const at = (path: string) => `    DEVPKEY_Device_LocationPaths: PCIROOT(0)#PCI(1400)#USBROOT(0)#${path}`;
  const hub = String.raw`USB\VID_28DE&PID_2613\5&1&0&2`;
  const inner = String.raw`USB\VID_0424&PID_2744\6&2&0&3`;
  const children = ['    DEVPKEY_Device_Children [String List]:', `        ${inner}`];
  const cut = pnputilText([...PC_NODES, { instance: hub, more: [at('USB(2)'), ...children] }]);
  expect([gapsOf(cut), troublesOf(cut)]).toEqual([['list-incomplete'], []]);
  const whole = pnputilText([
    ...PC_NODES,
    { instance: hub, more: [at('USB(2)'), ...children] },
    { instance: inner, more: [at('USB(2)#USB(3)')] },
  ]);
  expect(gapsOf(whole)).toEqual([]);
});

it('a text without any device says nothing about headsets', () => {
  const beforeDevices = DMESG.slice(0, DMESG.indexOf('[    3.0'));
  for (const text of [
    pnputilText(PC_NODES),
    beforeDevices,
    NEW_LSUSB_TREE.replaceAll(/^.*(?:Port 002|2833).*\n/gm, ''),
  ])
    expect([gapsOf(text), troublesOf(text)]).toEqual([['list-incomplete'], []]);
});

it('a text whose last line does not end may have been cut there', () => {
  const cut = NEW_LSUSB_TREE.slice(0, NEW_LSUSB_TREE.indexOf('Dev 003'));
  expect(gapsOf(cut)).toEqual(['list-incomplete']);
  expect(gapsOf(NEW_LSUSB_TREE)).toEqual([]);
  expect(gapsOf(NEW_LSUSB_TREE.trimEnd())).toEqual(['list-incomplete']);
  expect(sent(`${NEW_LSUSB_TREE.trimEnd()}\r\n`)).toMatchObject({ value: { report: { gaps: [] } } });
});
