import type { ReportKind } from '../../../shared/domain/text-report.ts';

/**
 * What each kind of text has and no other: programs of Windows translate the names of their fields, so these are ids, banners and
 * words that are no words of a language.
 */
const SIGNS: readonly { readonly kind: ReportKind; readonly shows: readonly RegExp[] }[] = [
  { kind: 'steamvr', shows: [/^SteamVR System Report created |^SteamVR Version:\t|^Watchman Firmware:[ \t]/m] },
  {
    kind: 'usbtreeview',
    shows: [/^[ \t]*={10,}[^=\n]*\d[ \t]*={10,}[ \t]*$/m, /^[ \t]*\S[^:\n]*: 0x0\d \(/m],
  },
  {
    kind: 'pnputil',
    shows: [
      /^[ \t]*[^:：\n\\]{2,40}[:：][ \t]*[A-Z_0-9]+\\[^\\\s]+\\\S/im,
      /\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}|\.inf[ \t]*$|CM_PROB_/im,
    ],
  },
];

/** Tools of Linux, whose texts people paste one below the other. */
const LINUX_SIGNS: readonly { readonly kind: ReportKind; readonly shows: RegExp }[] = [
  { kind: 'lsusb-verbose', shows: /^[ \t]*Device Descriptor:[ \t]*\n[ \t]*bLength[ \t]+\d/m },
  { kind: 'lsusb-tree', shows: /^[ \t>]*\/:[ \t]+Bus \d+\.Port \d+: Dev \d+,/m },
  { kind: 'lsusb', shows: /^[ \t>]*Bus \d{3} Device \d{3}: ID [0-9a-f]{4}:[0-9a-f]{4}/m },
  {
    kind: 'dmesg',
    shows:
      /\b(?:usb (?:usb)?\d+[-.\d]*(?:-port\d+)?: (?:new |USB disconnect|device |unable to |Product: )|xhci_hcd \S+: (?:HC died|xHCI Host))/i,
  },
];

/** The kinds of report a text consists of; empty: none that is known. Only texts of Linux tools come together. */
export function recogniseReport(text: string): ReportKind[] {
  const windows = SIGNS.find(({ shows }) => shows.every((sign) => sign.test(text)));
  if (windows !== undefined) return [windows.kind];
  const linux = LINUX_SIGNS.filter(({ shows }) => shows.test(text)).map(({ kind }) => kind);
  // The headings of `lsusb -v` are the lines of `lsusb`.
  return linux.includes('lsusb-verbose') ? linux.filter((kind) => kind !== 'lsusb') : linux;
}
