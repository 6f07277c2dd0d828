import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import type { Channels } from '../../shared/domain/channel.ts';
import { formatInstant } from '../../shared/beijing-time.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { channelSecretName, channelsFileIn, readChannels } from '../delivery/channel-settings.ts';
import type { Dependencies } from '../dependencies/dependencies.ts';
import { applyFolderMode, modeForFile } from '../platform/access/file-mode.ts';
import { messageOf } from '../platform/message-of.ts';
import { readRegularFileSync } from '../platform/regular-file.ts';
import { syncFolder } from '../platform/write-durably.ts';
import { createSealer, PASS_PHRASE_LENGTH } from '../signing/sealing.ts';
import { signFile } from '../signing/signed-file.ts';
import { generateSigningKey, keyIdOf, type SigningKey, storedDeviceKey } from '../signing/signing-key.ts';
import { databaseFileIn, describeDatabaseError } from '../store/database.ts';
import {
  BACKUP_SCHEMA,
  type BackupFile,
  type BackupManifest,
  DATABASE_NAME,
  FOLDER_NAMES,
  isBackupPath,
  MANIFEST_NAME,
  MAX_FILE_BYTES,
  SEALED_NAME,
  SETTINGS_NAMES,
} from './backup-manifest.ts';
import { END_BYTES, paddedBytes, tarHeader } from './tar.ts';

export type BackupDependencies = Pick<
  Dependencies,
  'version' | 'dataDirectory' | 'session' | 'secrets' | 'deviceKey' | 'formerKeys' | 'station' | 'now'
>;

/** What was made. */
export interface MadeBackup {
  readonly file: string;
  readonly bytes: number;
  readonly manifest: BackupManifest;
}

const PIECE_BYTES = 1 << 20;

/** Where the secrets of a backup belong: under the key that signed it, whose id is in what is signed. */
export const sealedPlace = (signer: string) => ({ kind: 'backup', address: signer });

interface Content {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Writes one file with the history of this PC, while the program may go on working. Never over one that is there; a failed or
 * cancelled one leaves nothing.
 * @param passPhrase seals the secrets; null: they are left out, and the public keys alone come along.
 * @returns `backup-pass-short`, `file-exists`, `disk-full`, `backup-cancelled`, `backup-not-made`, or why the data cannot be read.
 */
export async function makeBackup(
  file: string,
  passPhrase: string | null,
  deps: BackupDependencies,
  signal: AbortSignal,
): Promise<Result<MadeBackup>> {
  const { least, most } = PASS_PHRASE_LENGTH;
  if (passPhrase !== null && (passPhrase.length < least || passPhrase.length > most))
    return fail('backup-pass-short', { least, most });
  if (existsSync(file)) return fail('file-exists', { file });
  const signer = await signerOf(deps);
  if (!signer.ok) return signer;
  const { key, isDevice } = signer.value;
  const station = await deps.station();
  if (!station.ok) return station;
  const former = await deps.formerKeys();
  if (!former.ok) return former;
  const sealed = passPhrase === null ? succeed(null) : await sealSecrets(passPhrase, key.keyId, deps);
  if (!sealed.ok) return sealed;
  const copy = `${databaseFileIn(deps.dataDirectory)}.backup-${process.pid}.part`;
  const draft = `${file}.part`;
  try {
    // Marks before the database: they may know less than it does, never more.
    const contents = readContents(deps.dataDirectory);
    if (sealed.value !== null) contents.unshift({ path: SEALED_NAME, bytes: Buffer.from(sealed.value) });
    const copied = await copyDatabase(copy, !isDevice, deps);
    if (!copied.ok) return copied;
    const files: BackupFile[] = contents.map(({ path: at, bytes }) => ({
      path: at,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    }));
    files.push({ path: DATABASE_NAME, ...(await digestOf(copy, signal)) });
    const { school = '', lab = '', seat = '' } = station.value ?? {};
    const manifest: BackupManifest = {
      schema: BACKUP_SCHEMA,
      id: randomUUID(),
      createdAt: formatInstant(deps.now()),
      program: deps.version,
      database: copied.value.version,
      device: isDevice ? key.keyId : null,
      keys: {
        ...Object.fromEntries(former.value),
        ...copied.value.keys,
        ...(isDevice && { [key.keyId]: key.publicKey }),
      },
      station: station.value === null ? null : { school, lab, seat },
      secrets: sealed.value === null ? 'left-out' : 'sealed',
      files,
    };
    const signed = signFile(manifest, key);
    const bytes = await writeArchive(draft, [{ path: MANIFEST_NAME, bytes: signed }, ...contents], copy, signal);
    if (existsSync(file)) return fail('file-exists', { file });
    renameSync(draft, file);
    syncFolder(path.dirname(file));
    return succeed({ file, bytes, manifest });
  } catch (cause) {
    if (signal.aborted) return fail('backup-cancelled', { file });
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') return fail('disk-full', { file });
    return fail('backup-not-made', { file, detail: messageOf(cause) });
  } finally {
    for (const left of [copy, `${copy}-journal`]) rmSync(left, { force: true });
    if (existsSync(draft)) rmSync(draft, { force: true });
  }
}

/**
 * This PC's key. Where the desktop program sealed it for an account, a key for this one file: making another one for the PC would
 * take the place of the sealed one.
 */
async function signerOf({
  secrets,
  deviceKey,
}: BackupDependencies): Promise<Result<{ key: SigningKey; isDevice: boolean }>> {
  const stored = await storedDeviceKey(secrets);
  if (isSealed(stored)) return succeed({ key: generateSigningKey().key, isDevice: false });
  if (!stored.ok) return stored;
  const key = await deviceKey();
  return key.ok ? succeed({ key: key.value, isDevice: true }) : key;
}

/** The desktop program's own, which only it can open: left out. */
const isSealed = (stored: Result<unknown>): boolean => !stored.ok && stored.problem.code === 'secrets-sealed';

async function sealSecrets(
  passPhrase: string,
  signer: string,
  { dataDirectory, secrets }: BackupDependencies,
): Promise<Result<string>> {
  const channels: Result<Channels> = await readChannels(channelsFileIn(dataDirectory));
  if (!channels.ok) return channels;
  const all: Record<string, string> = {};
  for (const { id } of channels.value.channels) {
    const stored = await secrets.read(channelSecretName(id));
    if (isSealed(stored)) continue;
    if (!stored.ok) return stored;
    if (stored.value !== null) all[channelSecretName(id)] = JSON.stringify(stored.value);
  }
  const key = await storedDeviceKey(secrets);
  if (!key.ok && !isSealed(key)) return key;
  if (key.ok && key.value !== null) all['device-key'] = JSON.stringify(key.value);
  return succeed((await createSealer(passPhrase))(all, sealedPlace(signer)));
}

function readContents(dataDirectory: string): Content[] {
  const contents: Content[] = [];
  const add = (at: string) => {
    const file = path.join(dataDirectory, ...at.split('/'));
    const about = lstatSync(file, { throwIfNoEntry: false });
    if (about === undefined) return;
    if (about.isDirectory()) for (const name of readdirSync(file).toSorted()) add(`${at}/${name}`);
    // Drafts, and what else lies there, do not come along.
    else if (about.isFile() && isBackupPath(at))
      contents.push({ path: at, bytes: readRegularFileSync(file, MAX_FILE_BYTES) });
  };
  for (const name of [...SETTINGS_NAMES, ...FOLDER_NAMES]) add(name);
  return contents;
}

interface CopiedDatabase {
  readonly version: number;
  /** Keys of checkpoints that cannot be known otherwise, by their id. */
  readonly keys: Readonly<Record<string, string>>;
}

/** One state of the database, whatever is being written to it. */
async function copyDatabase(
  copy: string,
  isKeyUnknown: boolean,
  { session }: Pick<BackupDependencies, 'session'>,
): Promise<Result<CopiedDatabase>> {
  const copied = await session.use((database): Result<CopiedDatabase> => {
    try {
      rmSync(copy, { force: true });
      database.prepare('VACUUM INTO ?').run(copy);
      applyFolderMode(copy);
      const version = database.pragma('user_version', { simple: true }) as number;
      const signers = database.prepare<[], string>('SELECT DISTINCT public_key FROM audit_checkpoints').pluck();
      const keys = isKeyUnknown ? signers.all().map((publicKey) => [keyIdOf(publicKey), publicKey]) : [];
      return succeed({ version, keys: Object.fromEntries(keys) as Record<string, string> });
    } catch (cause) {
      return { ok: false, problem: describeDatabaseError(cause, copy) };
    }
  });
  return copied.ok ? copied.value : copied;
}

async function digestOf(file: string, signal: AbortSignal): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of piecesOf(file)) {
    signal.throwIfAborted();
    hash.update(piece);
    bytes += piece.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

async function* piecesOf(file: string): AsyncGenerator<Buffer> {
  const handle: FileHandle = await open(file, 'r');
  try {
    for (;;) {
      const { bytesRead, buffer } = await handle.read({ buffer: Buffer.alloc(PIECE_BYTES) });
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

/** @returns the size of the archive. */
async function writeArchive(
  draft: string,
  contents: readonly Content[],
  database: string,
  signal: AbortSignal,
): Promise<number> {
  rmSync(draft, { force: true });
  const descriptor = openSync(draft, 'wx', modeForFile(draft));
  let total = 0;
  const write = (bytes: Uint8Array) => {
    signal.throwIfAborted();
    for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
    total += bytes.length;
  };
  try {
    for (const { path: at, bytes } of contents) {
      write(tarHeader(at, bytes.length));
      write(bytes);
      write(Buffer.alloc(paddedBytes(bytes.length) - bytes.length));
    }
    const { size } = lstatSync(database);
    write(tarHeader(DATABASE_NAME, size));
    for await (const piece of piecesOf(database)) write(piece);
    write(Buffer.alloc(paddedBytes(size) - size + END_BYTES));
    fsyncSync(descriptor);
    return total;
  } finally {
    closeSync(descriptor);
  }
}
