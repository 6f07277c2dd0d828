import type { ReportKind } from '../../../shared/domain/text-report.ts';

/**
 * What a kind of text has and no other: programs of Windows translate the names of their fields, so these are ids, banners and words
 * that are no words of a language. The literals are looked for first, which is quick in texts of megabytes.
 */
interface Sign {
  readonly kind: ReportKind;
  readonly literals: readonly string[];
  readonly shows: readonly RegExp[];
}

const WINDOWS_SIGNS: readonly Sign[] = [
  {
    kind: 'steamvr',
    literals: ['SteamVR', 'Watchman Firmware'],
    shows: [/^SteamVR System Report created |^SteamVR Version:\t|^Watchman Firmware:[ \t]/m],
  },
  {
    kind: 'usbtreeview',
    literals: ['=========='],
    shows: [/^[ \t]*={10,}[^=\n]*\d[ \t]*={10,}[ \t]*$/m, /^[ \t]*\S[^:\n]*: 0x0\d \(/m],
  },
  {
    kind: 'pnputil',
    literals: ['\\'],
    shows: [
      /^[ \t]*[^:：\n\\]{2,40}[:：][ \t]*[A-Z_0-9]+\\[^\\\s]+\\\S/im,
      /\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}|\.inf[ \t]*$|CM_PROB_/im,
    ],
  },
];

/** Tools of Linux, whose texts people paste one below the other. */
const LINUX_SIGNS: readonly Sign[] = [
  {
    kind: 'lsusb-verbose',
    literals: ['Device Descriptor:'],
    shows: [/^[ \t]*Device Descriptor:[ \t]*\n[ \t]*bLength[ \t]+\d/m],
  },
  { kind: 'lsusb-tree', literals: ['Class=root_hub'], shows: [/^[ \t>]*\/:[ \t]+Bus \d+\.Port \d+: Dev \d+,/m] },
  {
    kind: 'lsusb',
    literals: [': ID '],
    shows: [/^[ \t>]*Bus \d{3} Device \d{3}: ID [0-9a-f]{4}:[0-9a-f]{4}/im],
  },
  {
    kind: 'dmesg',
    literals: ['usb ', 'xhci_hcd '],
    shows: [
      /\b(?:usb (?:usb)?\d+[-.\d]*(?:-port\d+)?: (?:new |USB disconnect|device |unable to |Product: )|xhci_hcd \S+: (?:HC died|xHCI Host))/i,
    ],
  },
];

const isShown =
  (text: string) =>
  ({ literals, shows }: Sign): boolean =>
    literals.some((literal) => text.includes(literal)) && shows.every((sign) => sign.test(text));

/** The kinds of report a text consists of; empty: none that is known. Only texts of Linux tools come together. */
export function recogniseReport(text: string): ReportKind[] {
  const windows = WINDOWS_SIGNS.find(isShown(text));
  if (windows !== undefined) return [windows.kind];
  const linux = LINUX_SIGNS.filter(isShown(text)).map(({ kind }) => kind);
  // The headings of `lsusb -v` are the lines of `lsusb`.
  return linux.includes('lsusb-verbose') ? linux.filter((kind) => kind !== 'lsusb') : linux;
}
