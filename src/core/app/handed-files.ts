import { problemParam } from '../../shared/domain/problem.ts';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import type { Station } from '../../shared/domain/station.ts';
import type { HandedFile } from '../inspections/inspections.ts';
import { BUNDLE_EXTENSION, BUNDLE_LIMIT } from '../inspections/lab/bundle/station-bundle.ts';
import { REPORT_LIMIT } from '../inspections/record/record-file.ts';
import { isLikeQrText } from '../inspections/record/qr-text.ts';
import { bundleReader } from '../inspections/untrusted-readers.ts';
import { messageOf } from '../platform/message-of.ts';
import { readRegularFile } from '../platform/regular-file.ts';
import { readApart } from '../platform/untrusted/read-apart.ts';
import { writeDurably } from '../platform/write-durably.ts';
import { readNamedStation } from '../settings/settings-files.ts';
import { SIGNED_FILE_LIMIT } from '../signing/signed-file.ts';

/*
 * Files that people name by their path, for hosts without a screen: what is imported, and the bundle that is exported into a folder
 * of many PCs.
 */

const LIMITS = { bundle: BUNDLE_LIMIT, report: REPORT_LIMIT, updates: SIGNED_FILE_LIMIT };

/** A file to import; its base name is shown in problems. */
export async function readHandedFile(file: string, kind: keyof typeof LIMITS): Promise<Result<HandedFile>> {
  const bytes = await readRegularFile(file, LIMITS[kind]);
  return bytes.ok ? succeed({ name: path.basename(file), bytes: bytes.value }) : bytes;
}

/** The settings of another PC of the lab. */
export const readHandedStation = (file: string): Promise<Result<Station>> => readNamedStation(file);

/** A report to verify: a file, or the text of its QR code. */
export const readHandedReport = async (named: string): Promise<Result<HandedFile>> =>
  isLikeQrText(named) ? succeed({ name: '', bytes: Buffer.from(named) }) : await readHandedFile(named, 'report');

const BUNDLE_ENDING = `.${BUNDLE_EXTENSION}`;

/** Files as they were named, and in the place of folders the bundles in them. */
export async function bundlesIn(places: readonly string[]): Promise<string[]> {
  const files = places.map(async (place) => {
    const names = await readdir(place).catch(() => null);
    if (names === null) return [place];
    const ours = names.filter((name) => name.toLowerCase().endsWith(BUNDLE_ENDING));
    return ours.toSorted().map((name) => path.join(place, name));
  });
  return (await Promise.all(files)).flat();
}

/**
 * Writes the bundle of this station into a folder that many PCs share: whole or not at all, and only in the place of what this PC
 * wrote there for this seat.
 * @param place file, or a folder that gets the file of that name. @returns the file, or `bundle-file-taken`, `file-not-written`.
 */
export async function writeBundle(place: string, name: string, bytes: Buffer): Promise<Result<string>> {
  const isFolder = await stat(place).then(
    (about) => about.isDirectory(),
    () => false,
  );
  const file = isFolder ? path.join(place, name) : place;
  const before = await readHandedFile(file, 'bundle');
  const detail = before.ok ? '' : String(problemParam(before.problem, 'detail') ?? '');
  if (before.ok || TAKEN.has(before.problem.code)) {
    if (!before.ok || !(await isOurs(before.value.bytes, bytes))) return fail('bundle-file-taken', { file });
  } else if (!detail.startsWith('ENOENT')) return fail('file-not-written', { file, detail });
  try {
    writeDurably(file, bytes);
    return succeed(file);
  } catch (cause) {
    return fail('file-not-written', { file, detail: messageOf(cause) });
  }
}

/** There is something under the name, and it is no bundle. */
const TAKEN: ReadonlySet<string> = new Set(['file-not-regular', BUNDLE_LIMIT.code]);

async function isOurs(before: Uint8Array, now: Uint8Array): Promise<boolean> {
  const [old, made] = await Promise.all(
    [before, now].map((bytes) => readApart(bundleReader, { file: { name: '', bytes } })),
  );
  return (
    old?.ok === true &&
    made?.ok === true &&
    old.value.keyId === made.value.keyId &&
    old.value.station.lab === made.value.station.lab &&
    old.value.station.seat === made.value.station.seat
  );
}
