import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import path from 'node:path';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { modeForFile } from '../platform/access/file-mode.ts';
import { makeFolder } from '../platform/make-folder.ts';
import { messageOf } from '../platform/message-of.ts';
import { syncFolder } from '../platform/write-durably.ts';
import { isAddress, openAddress, reasonOf } from '../publication/sources/http-source.ts';
import { updatesFolderIn } from './update-state.ts';
import { type Installer, INSTALLERS } from './updates-schema.ts';

/** A place that sends nothing for so long has stopped. */
const STALL_MS = 60_000;

export interface StageOptions {
  readonly dataDirectory: string;
  readonly version: string;
  readonly installer: Installer;
  /** Folder or http(s) address of the repository. */
  readonly place: string;
  readonly signal: AbortSignal;
  readonly stallMs?: number;
}

/** `<data>/updates/<version>/<file>` */
export const stagedFileIn = (dataDirectory: string, version: string, file: string): string =>
  path.join(updatesFolderIn(dataDirectory), version, file);

/**
 * Downloads an installer to where it waits. A download that was interrupted is continued; where the place cannot continue, or what
 * is there turns out wrong, it begins again, once. Other versions that wait are removed.
 * @returns the file, whole and with the hashes that were signed.
 */
export async function stageInstaller(options: StageOptions): Promise<Result<string>> {
  const { dataDirectory, version, installer } = options;
  const target = stagedFileIn(dataDirectory, version, installer.file);
  const part = `${target}.part`;
  try {
    makeFolder(path.dirname(target));
    if (existsSync(target) && (await isAsSigned(target, installer))) return succeed(target);
    for (;;) {
      const continued = existsSync(part);
      const got = await download(part, options);
      if (!got.ok) return got;
      if (await isAsSigned(part, installer)) break;
      rmSync(part, { force: true });
      if (!continued) return fail('update-installer-mismatch', { file: installer.file });
    }
    renameSync(part, target);
    syncFolder(path.dirname(target));
    removeOthers(dataDirectory, version);
    return succeed(target);
  } catch (cause) {
    const isFull = (cause as { code?: unknown }).code === 'ENOSPC';
    if (isFull) rmSync(part, { force: true });
    return isFull
      ? fail('disk-full', { file: target })
      : fail('update-not-kept', { folder: path.dirname(target), detail: messageOf(cause) });
  }
}

/** Whether a file is what was signed, read once more from the disk. */
export async function isAsSigned(file: string, { bytes, sha256, sha512 }: Installer): Promise<boolean> {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFile() !== true || found.size !== bytes) return false;
  const [short, long] = [createHash('sha256'), createHash('sha512')];
  for await (const chunk of createReadStream(file) as AsyncIterable<Uint8Array>) {
    short.update(chunk);
    long.update(chunk);
  }
  return short.digest('hex') === sha256 && long.digest('hex') === sha512;
}

async function download(part: string, options: StageOptions): Promise<Result<null>> {
  const { installer, stallMs = STALL_MS } = options;
  const held = statSync(part, { throwIfNoEntry: false })?.size ?? 0;
  const from = held < installer.bytes ? held : 0;
  const stalled = new AbortController();
  const signal = AbortSignal.any([options.signal, stalled.signal]);
  const arm = () => setTimeout(() => stalled.abort(new Error(`nothing for ${stallMs} ms`)), stallMs);
  let watch = arm();
  let handle: FileHandle | null = null;
  try {
    const opened = await openInstaller(options, from, signal);
    if (!opened.ok) return opened;
    const { content, begins } = opened.value;
    handle = await open(part, begins === 0 ? 'w' : 'r+', modeForFile(part));
    let at = begins;
    for await (const chunk of content) {
      clearTimeout(watch);
      watch = arm();
      // More than was signed is never written.
      if (at + chunk.length > installer.bytes) return fail('update-installer-mismatch', { file: installer.file });
      await handle.write(chunk, 0, chunk.length, at);
      at += chunk.length;
    }
    await handle.sync();
    return at === installer.bytes ? succeed(null) : unreachable(options, `${at} / ${installer.bytes}`);
  } catch (cause) {
    if ((cause as { code?: unknown }).code === 'ENOSPC') throw cause;
    return unreachable(options, reasonOf(signal.aborted ? signal.reason : cause));
  } finally {
    clearTimeout(watch);
    await handle?.close();
  }
}

const unreachable = ({ place, installer }: StageOptions, detail: string): Result<never> =>
  fail('publication-unreachable', { address: `${place} (${installer.file})`, detail });

interface Opened {
  readonly content: AsyncIterable<Uint8Array>;
  /** Where in the file the content begins: a server that cannot continue begins at 0. */
  readonly begins: number;
}

async function openInstaller(
  { place, installer: { file } }: StageOptions,
  from: number,
  signal: AbortSignal,
): Promise<Result<Opened>> {
  if (!isAddress(place)) {
    const source = path.join(place, INSTALLERS, file);
    const found = await lstat(source).catch(() => null);
    if (found === null) return fail('update-installer-missing', { file: source });
    if (!found.isFile()) return fail('publication-file-not-plain', { file: source });
    return succeed({ content: createReadStream(source, { start: from, signal }), begins: from });
  }
  const url = new URL(`${INSTALLERS}/${file}`, place.endsWith('/') ? place : `${place}/`);
  const opened = await openAddress(url, from === 0 ? {} : { range: `bytes=${from}-` }, signal);
  if (!opened.ok) return opened;
  if (opened.value === null) return fail('update-installer-missing', { file: url.href });
  const { status, headers, body } = opened.value;
  const continues = status === 206 && headers.get('content-range')?.startsWith(`bytes ${from}-`) === true;
  return succeed({ content: (body ?? []) as AsyncIterable<Uint8Array>, begins: continues ? from : 0 });
}

/** One update waits at a time. A file that is open elsewhere is removed the next time. */
function removeOthers(dataDirectory: string, version: string): void {
  const folder = updatesFolderIn(dataDirectory);
  for (const name of readdirSync(folder)) {
    if (!/^\d+\.\d+\.\d+$/.test(name) || name === version) continue;
    try {
      rmSync(path.join(folder, name), { recursive: true, force: true });
    } catch {
      // Later.
    }
  }
}
