import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, statfsSync, writeSync } from 'node:fs';
import { constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { makeFolder } from '../platform/make-folder.ts';
import { refusalOf } from '../platform/regular-file.ts';
import { readApart } from '../platform/untrusted/read-apart.ts';
import { syncFolder } from '../platform/write-durably.ts';
import { MIGRATIONS } from '../store/migrations/list.ts';
import {
  type BackupFile,
  type BackupManifest,
  DATABASE_NAME,
  MANIFEST_NAME,
  MAX_BACKUP_BYTES,
  MAX_MANIFEST_BYTES,
} from './backup-manifest.ts';
import { announcedBytes, BLOCK_BYTES, END_BYTES, paddedBytes, tarHeader } from './tar.ts';
import { backupDatabaseReader, backupManifestReader } from './untrusted-readers.ts';

/** A backup whose list of contents is proved; none of the contents has been read. */
export interface OpenedBackup {
  readonly file: string;
  readonly manifest: BackupManifest;
  /** Id of the key it is signed with. */
  readonly signer: string;
  /**
   * Writes everything into a new folder and proves it: sizes, digests, and the database in a process of its own.
   * @returns `backup-damaged`, `backup-database-damaged`, `backup-database-foreign`, `disk-full`.
   * @throws the error of the operating system, and where it is cancelled.
   */
  stage(folder: string, signal: AbortSignal): Promise<Result<null>>;
  close(): Promise<void>;
}

const PIECE_BYTES = 1 << 20;
/** For the tables brought up to date, and what else is written at once. */
const ROOM_BYTES = 64 * 2 ** 20;
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** @returns `file-not-regular`, `file-unreadable`, `file-too-large`, `backup-none`, `backup-damaged`, `backup-newer`. */
export async function openBackup(file: string): Promise<Result<OpenedBackup>> {
  let handle: FileHandle | null = null;
  try {
    // Opening some devices has an effect.
    if (!(await stat(file)).isFile()) return fail('file-not-regular', { file });
    handle = await open(file, OPEN_FLAGS);
    const { size } = await handle.stat();
    if (size > MAX_BACKUP_BYTES) return fail('file-too-large', { file, megabytes: Math.round(size / 1_000_000) });
    const opened = await readHead(file, size, handle);
    if (!opened.ok) await handle.close();
    return opened;
  } catch (cause) {
    await handle?.close();
    return refusalOf(cause, file);
  }
}

async function readHead(file: string, size: number, handle: FileHandle): Promise<Result<OpenedBackup>> {
  const name = path.basename(file);
  const header = await readAt(handle, 0, BLOCK_BYTES);
  const length = header.length === BLOCK_BYTES ? announcedBytes(header, MANIFEST_NAME) : null;
  if (length === null || length > MAX_MANIFEST_BYTES) return fail('backup-none', { file });
  const bytes = await readAt(handle, BLOCK_BYTES, length);
  const read = await readApart(backupManifestReader, { file: { name, bytes } });
  if (!read.ok) return read;
  const { manifest, signer } = read.value;
  if (manifest.database > (MIGRATIONS.at(-1)?.version ?? 0))
    return fail('backup-newer', { file: name, program: manifest.program });
  const begin = BLOCK_BYTES + paddedBytes(length);
  const whole = manifest.files.reduce((sum, one) => sum + BLOCK_BYTES + paddedBytes(one.bytes), begin) + END_BYTES;
  if (whole !== size) return fail('backup-damaged', { file: name });
  return succeed({
    file,
    manifest,
    signer,
    stage: (folder, signal) => stage({ name, handle, manifest, begin, size }, folder, signal),
    close: () => handle.close(),
  });
}

interface Archive {
  readonly name: string;
  readonly handle: FileHandle;
  readonly manifest: BackupManifest;
  readonly begin: number;
  readonly size: number;
}

async function stage(archive: Archive, folder: string, signal: AbortSignal): Promise<Result<null>> {
  const { name, handle, manifest, size } = archive;
  const { bavail, bsize } = statfsSync(path.dirname(folder));
  if (bavail * bsize < size + ROOM_BYTES) return fail('disk-full', { file: folder });
  makeFolder(folder, 0o700);
  let at = archive.begin;
  for (const one of manifest.files) {
    const header = await readAt(handle, at, BLOCK_BYTES);
    const isWhole = header.equals(tarHeader(one.path, one.bytes)) && (await extract(archive, at, one, folder, signal));
    if (!isWhole) return fail('backup-damaged', { file: name });
    at += BLOCK_BYTES + paddedBytes(one.bytes);
  }
  syncFolder(folder);
  return await readApart(
    backupDatabaseReader,
    { file: path.join(folder, DATABASE_NAME), version: manifest.database },
    signal,
  );
}

/** @returns whether it is what the manifest says. */
async function extract(
  { handle }: Archive,
  at: number,
  { path: name, bytes, sha256 }: BackupFile,
  folder: string,
  signal: AbortSignal,
): Promise<boolean> {
  const target = path.join(folder, ...name.split('/'));
  makeFolder(path.dirname(target), 0o700);
  const descriptor = openSync(target, 'wx', 0o600);
  const hash = createHash('sha256');
  try {
    for (let read = 0; read < bytes;) {
      signal.throwIfAborted();
      const piece = await readAt(handle, at + BLOCK_BYTES + read, Math.min(PIECE_BYTES, bytes - read));
      if (piece.length === 0) return false;
      hash.update(piece);
      for (let written = 0; written < piece.length;) written += writeSync(descriptor, piece, written);
      read += piece.length;
    }
    fsyncSync(descriptor);
    return hash.digest('hex') === sha256;
  } finally {
    closeSync(descriptor);
  }
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
