import { describe, expect, it } from 'vitest';
import { sent, usbFrom } from '../../../support/reports/read-text.ts';
import {
  DMESG,
  DMESG_TROUBLE,
  LSUSB,
  LSUSB_TREE,
  LSUSB_VERBOSE,
  NEW_LSUSB_TREE,
  PC_NODES,
  PNPUTIL,
  pnputilText,
  STEAMVR,
} from '../../../support/reports/sample-texts.ts';
import { INDEX_PORTS, treeText } from '../../../support/reports/usb-tree-view-text.ts';

// Who pastes one look below the other may mean another PC, or the same one before and after: a mixture of both is neither.

const withoutHeadset = LSUSB.replaceAll(/^.*(?:28de|0424).*\n/gm, '');
const unplugged = NEW_LSUSB_TREE.replaceAll(/^.*(?:2833|Port 002).*\n/gm, '');

it.each([
  ['UsbTreeView', treeText(INDEX_PORTS) + treeText([{ chain: '1-3', status: 0 }])],
  ['pnputil', PNPUTIL + pnputilText(PC_NODES)],
  ['lsusb', LSUSB + withoutHeadset],
  ['lsusb with lsusb -v of another moment', LSUSB + LSUSB_VERBOSE],
  ['lsusb -v', LSUSB_VERBOSE + LSUSB_VERBOSE],
  ['lsusb -tv', NEW_LSUSB_TREE + unplugged],
  ['SteamVR', STEAMVR + STEAMVR],
])('two looks of %s in one text are refused', (_, text) => {
  expect(sent(text)).toMatchObject({ problem: { code: 'text-report-several' } });
});

it('different tools below each other are one look', () => {
  expect(sent(LSUSB + LSUSB_TREE).ok).toBe(true);
  expect(sent(`${LSUSB_VERBOSE}Bus 001 Device 003: ID 2833:0001\nBus 001 Device 001: ID 1d6b:0002\n`).ok).toBe(true);
});

describe('a kernel log', () => {
  const keys = (text: string) => usbFrom(text).devices.map(({ key }) => key);
  const nextStart = DMESG.split('\n')
    .filter((line) => !/ 1-2/.test(line))
    .join('\n');
  const inOrderOf = (text: string, change: (lines: string[]) => string[]) =>
    `${change(text.trimEnd().split('\n')).join('\n')}\n`;

  it('of several starts shows what came since the last one', () => {
    expect(keys(DMESG)).toEqual(['1-2', '1-2.3']);
    expect(keys(DMESG + nextStart)).toEqual([]);
    expect(keys(nextStart + DMESG)).toEqual(['1-2', '1-2.3']);
    // As `grep usb` leaves it: the clock of the kernel starts anew.
    const grepped = (DMESG_TROUBLE + nextStart).replaceAll(/^.*Linux version.*\n/gm, '');
    expect(usbFrom(grepped)).toMatchObject({ devices: [], troubledPorts: [] });
    // As `journalctl` writes it, without the clock of the kernel.
    const journal = (DMESG + '-- Boot 1f2e3d4c --\n' + nextStart).replaceAll(
      /^\[[^\]]*\]/gm,
      'Nov 30 08:00:00 pc kernel:',
    );
    expect(keys(journal.replaceAll(/^.*Linux version.*\n/gm, ''))).toEqual([]);
  });

  it('with the newest line first is read from its end', () => {
    expect(keys(inOrderOf(DMESG_TROUBLE, (lines) => lines.toReversed()))).toEqual(keys(DMESG_TROUBLE));
    expect(keys(inOrderOf(DMESG + nextStart, (lines) => lines.toReversed()))).toEqual([]);
  });

  it('with lines that were lost may leave out devices', () => {
    const lost = DMESG.replace('[    3.000000]', '[    2.900000] systemd-journald[211]: Missed 31 kernel messages\n$&');
    expect(sent(lost)).toMatchObject({ value: { report: { gaps: ['list-incomplete'] } } });
  });

  it('shows no controller as dead that came back', () => {
    const back = `${DMESG_TROUBLE}[14.000000] xhci_hcd 0000:26:00.0: new USB bus registered, assigned bus number 3\n`;
    expect(usbFrom(DMESG_TROUBLE).silentHubs).toHaveLength(1);
    expect(usbFrom(back).silentHubs).toBeUndefined();
  });
});
