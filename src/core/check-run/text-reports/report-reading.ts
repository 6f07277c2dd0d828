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

/** The problem of a list that no PC can have; null where the count is possible. */
export const tooMany = (file: string, kind: ReportKind, count: number): Result<never> | null =>
  count > MOST_DEVICES ? fail('text-report-crowded', { file, kind: REPORT_NAMES[kind], count }) : null;
