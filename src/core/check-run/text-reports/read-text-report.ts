import path from 'node:path';
import { formatInstant } from '../../../shared/beijing-time.ts';
import { type Result, fail, succeed } from '../../../shared/domain/result.ts';
import { SNAPSHOT_SCHEMA } from '../../../shared/domain/schema-names.ts';
import type { ProbeOutcome, Snapshot } from '../../../shared/domain/snapshot.ts';
import { NOT_IN_REPORT, REPORT_NAMES, type ReportKind, UNPROVEN_KINDS } from '../../../shared/domain/text-report.ts';
import { parseSnapshot } from '../parse-snapshot.ts';
import { decodeText } from './decode-text.ts';
import { readLinuxReport } from './linux/linux-report.ts';
import { recogniseReport } from './recognise-report.ts';
import { type ReportReader, type ReportReading, withDoubt } from './report-reading.ts';
import { readSteamVrReport } from './steamvr-report.ts';
import { readPnputil } from './windows/pnputil.ts';
import { readUsbTreeView } from './windows/usb-tree-view.ts';

/** A file that somebody sent, and when it is read. `file` is named in problems. */
export interface SentFile {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly now: Date;
}

/**
 * Makes a snapshot of a text that somebody sent: a report of another program, told by its content, or a snapshot of this one.
 * @returns `text-report-unknown`, the problems of its reader, or those of a snapshot. Pure.
 */
export function readTextReport({ file, bytes, now }: SentFile): Result<Snapshot> {
  const text = decodeText(bytes);
  if (text === null) return fail('text-report-unknown', { file });
  if (/^\s*\{/.test(text)) return readSnapshot(file, isPrinted(bytes) ? new TextEncoder().encode(text) : bytes);
  const unquoted = withoutQuoting(text);
  const lines = OVERLONG.test(unquoted) ? unquoted.replaceAll(new RegExp(OVERLONG, 'gm'), '$1') : unquoted;
  const kinds = recogniseReport(lines);
  if (kinds.length === 0) return fail('text-report-unknown', { file });
  const read = readBy(kinds, file, lines);
  return read.ok ? succeed(snapshotOf(withDoubt(read.value, lines), file, now)) : read;
}

/** Other JSON, such as a field report, is no snapshot with a mistake. */
function readSnapshot(file: string, bytes: Uint8Array): Result<Snapshot> {
  const read = parseSnapshot(file, bytes);
  if (read.ok || read.problem.code !== 'file-invalid-field') return read;
  const { params } = read.problem;
  return 'field' in params && params.field === 'schema' ? fail('text-report-unknown', { file }) : read;
}

/** No tool prints such lines, and patterns take long for them. */
const OVERLONG = /^(.{1000}).+$/m;

/** Mail programs put `>` before every line of what is answered, once for each answer. */
function withoutQuoting(text: string): string {
  let rest = text;
  for (let level = 0; level < MOST_ANSWERS && rest.includes('>') && !/^[^>\n]/m.test(rest); level += 1)
    rest = rest.replaceAll(/^> ?/gm, '');
  return rest;
}
const MOST_ANSWERS = 5;

/** Not as this program writes a file, but as a terminal does what a program prints: PowerShell in UTF-16, others with colours. */
const isPrinted = (bytes: Uint8Array): boolean => bytes.includes(0) || bytes.includes(0x1b);

const WINDOWS_READERS: Readonly<Partial<Record<ReportKind, ReportReader>>> = {
  steamvr: readSteamVrReport,
  usbtreeview: readUsbTreeView,
  pnputil: readPnputil,
};

function readBy(kinds: readonly ReportKind[], file: string, text: string): Result<ReportReading> {
  const reader = kinds.map((kind) => WINDOWS_READERS[kind]).find((one) => one !== undefined);
  return reader === undefined ? readLinuxReport(file, text, kinds) : reader(file, text);
}

/** What the text does not hold counts as not probed: nobody takes it for examined. */
function snapshotOf(reading: ReportReading, file: string, now: Date): Snapshot {
  const { kinds, platform, usb, host, gaps, takenAt } = reading;
  const tool = kinds.map((kind) => REPORT_NAMES[kind]).join(' + ');
  const name = path.basename(file);
  const source = `${tool}: ${name}`;
  const lacking = {
    status: 'unsupported' as const,
    durationMs: 0,
    sources: [source],
    error: { code: NOT_IN_REPORT, detail: source },
  };
  const told = { status: 'ok' as const, durationMs: 0, sources: [source] };
  const usbOutcome: ProbeOutcome<'usb'> = usb === undefined ? lacking : { ...told, facts: usb };
  const hostOutcome: ProbeOutcome<'host'> = host === undefined ? lacking : { ...told, facts: host };
  return {
    schema: SNAPSHOT_SCHEMA,
    takenAt: formatInstant(takenAt === null ? now : new Date(takenAt)),
    tool,
    platform,
    demo: false,
    report: {
      kinds: [...kinds],
      file: name,
      unproven: kinds.some((kind) => UNPROVEN_KINDS.has(kind)),
      gaps: [...gaps],
      dated: takenAt !== null,
    },
    probes: { usb: usbOutcome, hid: lacking, host: hostOutcome, runtimes: lacking, software: lacking, adb: lacking },
  };
}
