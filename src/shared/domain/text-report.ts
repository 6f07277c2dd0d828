/** Texts of other programs that can be judged, told apart by their content. */
export const REPORT_KINDS = [
  'steamvr',
  'usbtreeview',
  'pnputil',
  'lsusb-verbose',
  'lsusb-tree',
  'lsusb',
  'dmesg',
] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** The programs as they call themselves, in every language. */
export const REPORT_NAMES: Readonly<Record<ReportKind, string>> = {
  steamvr: 'SteamVR System Report',
  usbtreeview: 'UsbTreeView',
  pnputil: 'pnputil /enum-devices',
  'lsusb-verbose': 'lsusb -v',
  'lsusb-tree': 'lsusb -t',
  lsusb: 'lsusb',
  dmesg: 'dmesg',
};

/** Readers that were written after descriptions and fragments: nobody has held them against whole reports of real PCs yet. */
export const UNPROVEN_KINDS: ReadonlySet<ReportKind> = new Set(['steamvr', 'usbtreeview', 'pnputil']);

/** Code of a probe whose facts a text does not hold. */
export const NOT_IN_REPORT = 'not-in-report';

/** Why a list of USB devices proves what it names and nothing by what it leaves out. */
export const REPORT_GAPS = ['list-incomplete', 'places-unknown', 'some-places-unknown'] as const;
export type ReportGap = (typeof REPORT_GAPS)[number];

/** Where a snapshot comes from that no probe has taken. */
export interface ReportMark {
  /** All that were found in the text. */
  readonly kinds: readonly ReportKind[];
  /** Name of the file. */
  readonly file: string;
  readonly unproven: boolean;
  readonly gaps: readonly ReportGap[];
  /** The text says when it was made; else the snapshot has the instant at which it was read. */
  readonly dated: boolean;
}
