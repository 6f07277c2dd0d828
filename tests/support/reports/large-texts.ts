import { DMESG, PNPUTIL, verboseText } from './sample-texts.ts';
import { INDEX_PORTS, type ShownPort, treeText } from './usb-tree-view-text.ts';

const BYTES = 5_000_000;

/** A text of 5 MB. */
const fill = (piece: (at: number) => string): string => {
  const pieces: string[] = [];
  for (let length = 0, at = 0; length < BYTES; at += 1) {
    pieces.push(piece(at));
    length += pieces.at(-1)!.length;
  }
  return pieces.join('\n');
};

/** Descriptors spelled out in words, most of a report. */
const WORDS = 'wMaxPacketSize           : 0x0040 (64 bytes)\n'.repeat(1000);
/** More devices than a lab PC has: twenty hubs with an Index at each. */
const HUBS = Array.from({ length: 20 }, (_, at): readonly ShownPort[] => [
  { chain: `1-${at + 1}`, id: '05e3:0610', classCode: 9, service: 'USBHUB3' },
  ...INDEX_PORTS.map((port) => ({
    ...port,
    chain: port.chain.replace('1-', `1-${at + 1}-`),
    ...(port.companion !== undefined && { companion: port.companion.replace('1-', `1-${at + 1}-`) }),
  })),
]);

const three = (number: number) => String(number).padStart(3, '0');

/** What a log says of other things than USB is most of it. */
const noise = (at: number) =>
  `[${at}.000000] nvidia-modeset: Loading NVIDIA Kernel Mode Setting Driver for UNIX platforms\n`;

/** Texts of 5 MB that one PC may have. */
export const largeTexts = (): Readonly<Record<string, string>> => ({
  UsbTreeView: treeText(HUBS.flat()).replaceAll(/^(?= {4}-+ Configuration Descriptor )/gm, WORDS),
  pnputil: PNPUTIL + fill((at) => PNPUTIL.replaceAll(/(?:USB|PCI|ACPI)\\/g, `SWD\\PC${at}-`)),
  'lsusb -v': fill((at) =>
    verboseText(`Bus ${three(1 + Math.floor(at / 120))} Device ${three(1 + (at % 120))}`, '28de:2300', {
      interfaces: Array.from({ length: 100 }, () => [3, 3]),
    }),
  ),
  dmesg: DMESG + fill(noise),
});
