import { textReportReader } from '../../src/core/check-run/untrusted-readers.ts';
import { UntrustedFiles } from '../../src/core/platform/untrusted/read-apart.ts';
import type { ReadAnswer } from '../../src/core/platform/untrusted/reader-protocol.ts';
import { PNPUTIL, DMESG, verboseText } from '../../tests/support/reports/sample-texts.ts';
import { INDEX_PORTS, treeText } from '../../tests/support/reports/usb-tree-view-text.ts';
import { type Figure, atMost } from './figure.ts';
import { startObserved } from './untrusted-files.ts';

const ROUNDS = 7;
const BYTES = 5_000_000;

/** A text of 5 MB, of as many different devices as are left when they have to fit. */
const fill = (piece: (at: number) => string): string => {
  const pieces: string[] = [];
  for (let length = 0, at = 0; length < BYTES; at += 1) {
    pieces.push(piece(at));
    length += pieces.at(-1)!.length;
  }
  return pieces.join('\n');
};
/** Eighty devices, more than a lab PC has; ports with a camera or a sound chip take 50 kB, most of it descriptors spelled out in words as well. */
const WORDS = '\nwMaxPacketSize           : 0x0040 (64 bytes)'.repeat(1000);
const portOf = (at: number): string =>
  INDEX_PORTS.map((port) => treeText([{ ...port, chain: port.chain.replace('1-', `1-${1 + at}-`) }]) + WORDS).join(
    '\n',
  );
/** What a log says of other things than USB is most of it. */
const noise = (at: number) =>
  `[${at}.000000] nvidia-modeset: Loading NVIDIA Kernel Mode Setting Driver for UNIX platforms\n`;

const TEXTS: Readonly<Record<string, string>> = {
  UsbTreeView: fill(portOf),
  pnputil: PNPUTIL + fill((at) => PNPUTIL.replaceAll(/USB\\VID_\w+/g, `PCI\\VEN_${at}`)),
  'lsusb -v': fill((at) =>
    verboseText(`Bus 001 Device ${String(at % 120).padStart(3, '0')}`, '28de:2300', {
      interfaces: Array.from({ length: 100 }, () => [3, 3]),
    }),
  ),
  dmesg: DMESG + fill(noise),
};

/** What it takes to read a text of 5 MB that somebody sent, in the process that reads such files. */
export async function sentText(): Promise<Figure[]> {
  let last: ReadAnswer | null = null;
  const start = startObserved((answer) => (last = answer));
  const figures: Figure[] = [];
  for (const [kind, text] of Object.entries(TEXTS)) {
    const files = new UntrustedFiles(start);
    const took: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const read = await files.read(textReportReader, { file: 't.txt', bytes: Buffer.from(text), now: new Date() });
      if (!read.ok) throw new Error(`${kind}: ${JSON.stringify(read.problem)}`);
      took.push(last!.milliseconds);
    }
    files.close();
    // The quickest round: whatever else the machine does only adds to it.
    figures.push(atMost(`reading 5 MB of ${kind}`, Math.min(...took), 300, 'ms', 0));
  }
  return figures;
}
