import type { HostFacts } from '../../../shared/domain/host-facts.ts';
import { type Result, fail } from '../../../shared/domain/result.ts';
import { REPORT_NAMES, type ReportGap, type ReportKind } from '../../../shared/domain/text-report.ts';
import type { UsbFacts } from '../../../shared/domain/usb-facts.ts';

/** What a text holds. Facts that are left out are not known. */
export interface ReportReading {
  readonly kinds: readonly ReportKind[];
  readonly platform: 'win32' | 'linux';
  readonly usb?: UsbFacts;
  readonly host?: HostFacts;
  readonly gaps: readonly ReportGap[];
  /** When it was made, where it says so. */
  readonly takenAt: string | null;
}

/** More than one PC can have: USB addresses go to 127 on each bus. */
const MOST_DEVICES = 2000;

/** Reads the texts of one program. @param file named in problems. */
export type ReportReader = (file: string, text: string) => Result<ReportReading>;

/** @param missing what should follow where the text ends. */
export const cut = (file: string, kind: ReportKind, missing: string): Result<never> =>
  fail('text-report-cut', { file, kind: REPORT_NAMES[kind], missing });

/**
 * Nobody can tell a text that was cut between two devices from a whole one. Two things give it away: its last line does not end, or
 * no device is left of a PC on which somebody works.
 */
export function withDoubt(reading: ReportReading, text: string): ReportReading {
  const { usb, gaps } = reading;
  if (usb === undefined || gaps.includes('list-incomplete')) return reading;
  const isEmpty = usb.devices.length + (usb.troubledPorts ?? []).length === 0;
  return isEmpty || !/\n[ \t]*$/.test(text.slice(-200)) ? { ...reading, gaps: ['list-incomplete', ...gaps] } : reading;
}

/** Some tools list devices without saying where they are; another one in the same text may tell it of some. */
export function placesGap(devices: readonly { readonly ports?: readonly number[] | undefined }[]): ReportGap[] {
  const placed = devices.filter(({ ports = [] }) => ports.length > 0).length;
  if (placed === devices.length) return [];
  return [placed === 0 ? 'places-unknown' : 'some-places-unknown'];
}

/** Two looks in one text: of two PCs, or of two moments. */
export const several = (file: string, kind: ReportKind): Result<never> =>
  fail('text-report-several', { file, kind: REPORT_NAMES[kind] });

/** Whether a value is there twice. */
export const repeats = (values: readonly string[]): boolean => new Set(values).size < values.length;

/** The problem of a list that no PC can have; null where the count is possible. */
export const tooMany = (file: string, kind: ReportKind, count: number): Result<never> | null =>
  count > MOST_DEVICES ? fail('text-report-crowded', { file, kind: REPORT_NAMES[kind], count }) : null;
