import { cpSync, existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { formatInstant } from '../../shared/beijing-time.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { accessFileIn, applyModes, readAccess } from '../platform/access/data-folder-access.ts';
import { useOfFolder } from '../platform/access/data-folder-entries.ts';
import { shareFolder } from '../platform/access/share-folder.ts';
import { makeFolder } from '../platform/make-folder.ts';
import { messageOf } from '../platform/message-of.ts';
import { syncFolder } from '../platform/write-durably.ts';
import { createAuditLog } from '../roles/audit-log.ts';
import { auditMarkIn } from '../roles/audit-mark.ts';
import { createOpener } from '../signing/sealing.ts';
import type { Secrets } from '../signing/secret-store.ts';
import { createPlainSecretStore } from '../signing/secrets-file.ts';
import { idOfStoredKey, isOfPc, type PcMarks, storedDeviceKey, takeOverKeys } from '../signing/signing-key.ts';
import { databaseFileIn, openDatabase } from '../store/database.ts';
import { type BackupManifest, SEALED_NAME } from './backup-manifest.ts';
import { foldersBeside } from './folders-beside.ts';
import { sealedPlace } from './make-backup.ts';
import { type OpenedBackup, openBackup } from './stage-backup.ts';

export interface RestoreOrder {
  readonly file: string;
  readonly dataDirectory: string;
  /** Moves away what is in the data folder, whole. */
  readonly setAside: boolean;
  /** Without them channels are set up anew, and this PC gets a key of its own. */
  readonly withoutSecrets: boolean;
  /** Asked once, and only where secrets are sealed; null where nobody can be asked. */
  readonly passPhrase: () => Promise<string | null>;
  readonly marks: () => Promise<PcMarks>;
  readonly now: Date;
}

export interface RestoredBackup {
  readonly manifest: BackupManifest;
  readonly signer: string;
  /** The PC that the data comes from is this one: it keeps its key. */
  readonly isSamePc: boolean;
  /** Whether the secrets of channels came along. */
  readonly secrets: boolean;
  /** Where the former data folder is now; null where there was none. */
  readonly setAside: string | null;
}

/** Proves that a backup can be restored: reads all of it, and leaves nothing behind. @param near folder with room for it. */
export async function verifyBackup(
  file: string,
  near: string,
  signal: AbortSignal,
): Promise<Result<Pick<RestoredBackup, 'manifest' | 'signer'>>> {
  const opened = await openBackup(file);
  if (!opened.ok) return opened;
  const { manifest, signer } = opened.value;
  const folder = path.join(near, `vrlab-backup-${process.pid}`);
  try {
    const staged = await opened.value.stage(folder, signal);
    return staged.ok ? succeed({ manifest, signer }) : staged;
  } catch (cause) {
    return failureOf(cause, file, signal);
  } finally {
    await opened.value.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Restores a backup: everything is written beside the data folder and proved first, then takes its place in one step. A PC that is
 * not the one the data comes from gets a key of its own, and takes over the history.
 * @returns `data-folder-foreign`, `restore-folder-used`, `restore-program-running`, `backup-pass-needed`, `backup-pass-wrong`,
 * `backup-cancelled`, `backup-not-restored`, and why the backup is refused. Whenever it is refused, nothing has changed.
 */
export async function restoreBackup(order: RestoreOrder, signal: AbortSignal): Promise<Result<RestoredBackup>> {
  const folder = path.resolve(order.dataDirectory);
  const use = useOfFolder(folder);
  if (use === 'foreign') return fail('data-folder-foreign', { folder });
  if (use === 'unreadable') return fail('data-folder-not-folder', { folder });
  if (use === 'ours' && !order.setAside) return fail('restore-folder-used', { folder });
  const opened = await openBackup(order.file);
  if (!opened.ok) return opened;
  const { draft, ready } = foldersBeside(folder);
  try {
    for (const left of [draft, ready]) rmSync(left, { recursive: true, force: true });
    const prepared = await prepare(opened.value, draft, order, signal);
    if (!prepared.ok) return prepared;
    signal.throwIfAborted();
    if (use === 'ours') {
      const isFree = await releaseDatabase(folder);
      if (!isFree.ok) return isFree;
    }
    const rights = await takeRights(folder, draft);
    if (!rights.ok) return rights;
    const setAside = putInPlace(folder, draft, ready, use === 'ours', order.now);
    return succeed({ ...prepared.value, setAside });
  } catch (cause) {
    return failureOf(cause, order.file, signal);
  } finally {
    await opened.value.close();
    rmSync(draft, { recursive: true, force: true });
    // Where the former data folder could not be moved back, the next start puts this one in its place.
    if (existsSync(folder) || use === 'absent') rmSync(ready, { recursive: true, force: true });
  }
}

function failureOf(cause: unknown, file: string, signal: AbortSignal): Result<never> {
  if (signal.aborted) return fail('backup-cancelled', { file });
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return fail('disk-full', { file });
  return fail('backup-not-restored', { file, detail: messageOf(cause) });
}

/** Everything of the new data folder, complete, in the draft. */
async function prepare(
  backup: OpenedBackup,
  draft: string,
  order: RestoreOrder,
  signal: AbortSignal,
): Promise<Result<Omit<RestoredBackup, 'setAside'>>> {
  const { file, manifest, signer } = backup;
  const isSealed = manifest.secrets === 'sealed' && !order.withoutSecrets;
  const passPhrase = isSealed ? await order.passPhrase() : null;
  if (isSealed && passPhrase === null) return fail('backup-pass-needed', { file });
  const staged = await backup.stage(draft, signal);
  if (!staged.ok) return staged;
  const secrets = passPhrase === null ? succeed({}) : await openSecrets(draft, passPhrase, signer, file);
  if (!secrets.ok) return secrets;
  rmSync(path.join(draft, SEALED_NAME), { force: true });
  const own = await ownKey(secrets.value, manifest, order);
  const stored = await storeSecrets(draft, secrets.value, own, manifest);
  if (!stored.ok) return stored;
  const noted = await noteRestore(draft, manifest, own !== null, order.now);
  if (!noted.ok) return noted;
  return succeed({ manifest, signer, isSamePc: own !== null, secrets: passPhrase !== null });
}

type OpenedSecrets = Readonly<Record<string, string>>;

async function openSecrets(
  draft: string,
  passPhrase: string,
  signer: string,
  file: string,
): Promise<Result<OpenedSecrets>> {
  const sealed = readFileSync(path.join(draft, SEALED_NAME), 'utf8');
  const opened = await createOpener(passPhrase)(sealed, sealedPlace(signer));
  return opened === null ? fail('backup-pass-wrong', { file }) : succeed(opened);
}

const DEVICE_KEY = 'device-key';

/** The key of the PC the data comes from, where that is this PC; from the backup, or from the data folder that is set aside. */
async function ownKey(
  secrets: OpenedSecrets,
  { device }: BackupManifest,
  order: RestoreOrder,
): Promise<Secrets | null> {
  const sealed = secrets[DEVICE_KEY];
  const here = await storedDeviceKey(createPlainSecretStore(order.dataDirectory));
  const marks = await order.marks();
  const candidates = [sealed === undefined ? null : (JSON.parse(sealed) as Secrets), here.ok ? here.value : null];
  return candidates.find((one) => one !== null && idOfStoredKey(one) === device && isOfPc(one, marks)) ?? null;
}

async function storeSecrets(
  draft: string,
  secrets: OpenedSecrets,
  own: Secrets | null,
  { keys, device }: BackupManifest,
): Promise<Result<void>> {
  const store = createPlainSecretStore(draft);
  const former = Object.fromEntries(Object.entries(keys).filter(([id]) => own === null || id !== device));
  const taken = await takeOverKeys(store, former, own);
  if (!taken.ok) return taken;
  for (const [name, value] of Object.entries(secrets)) {
    if (name === DEVICE_KEY) continue;
    const written = await store.write(name, JSON.parse(value) as Secrets);
    if (!written.ok) return written;
  }
  return succeed(undefined);
}

/** Brings the tables up to date, and writes into the audit log what happened here. */
async function noteRestore(
  draft: string,
  { device }: BackupManifest,
  isSamePc: boolean,
  now: Date,
): Promise<Result<null>> {
  const database = await openDatabase(databaseFileIn(draft));
  if (!database.ok) return database;
  try {
    createAuditLog(database.value, auditMarkIn(draft)).append(formatInstant(now), {
      what: isSamePc ? 'restored' : 'taken-over',
      role: 'system',
      // The former PC by its key, which signed what is in the records.
      procedure: isSamePc ? null : device,
    });
    database.value.pragma('wal_checkpoint(TRUNCATE)');
    return succeed(null);
  } finally {
    database.value.close();
  }
}

/**
 * Nobody else may have the database open: only then can SQLite leave its write-ahead log, which also puts all of it into the one file.
 * A database that cannot be opened is moved away as it is.
 */
async function releaseDatabase(folder: string): Promise<Result<null>> {
  const file = databaseFileIn(folder);
  if (!existsSync(file)) return succeed(null);
  const { default: Sqlite } = await import('better-sqlite3');
  try {
    const database = new Sqlite(file, { timeout: 1500, fileMustExist: true });
    try {
      database.pragma('journal_mode = DELETE');
      return succeed(null);
    } finally {
      database.close();
    }
  } catch (cause) {
    const { code = '' } = cause as { code?: string };
    return code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')
      ? fail('restore-program-running', { folder })
      : succeed(null);
  }
}

/** The restored folder belongs to whom the data folder belonged, and is shared with the same group. */
async function takeRights(folder: string, draft: string): Promise<Result<unknown>> {
  if (!existsSync(folder)) return succeed(null);
  const access = readAccess(folder);
  if (process.platform === 'win32')
    return access.kind === 'shared' ? await shareFolder(draft, access.group) : succeed(null);
  const { uid, gid } = statSync(folder);
  if (process.geteuid?.() === 0) {
    const { chownSync } = await import('node:fs');
    chownSync(draft, uid, gid);
  }
  if (access.kind === 'shared') cpSync(accessFileIn(folder), accessFileIn(draft));
  applyModes(draft, access.kind === 'shared' ? access.gid : null);
  return succeed(null);
}

/** @returns where the former folder is now. @throws the error of the operating system; then the former folder is in its place. */
function putInPlace(folder: string, draft: string, ready: string, isSetAside: boolean, now: Date): string | null {
  makeFolder(path.dirname(folder));
  // From here on the next start finishes it where there is no data folder.
  renameSync(draft, ready);
  const before = `${folder}.before-restore-${formatInstant(now).replaceAll(/\D/g, '').slice(0, 14)}`;
  const isThere = existsSync(folder);
  if (isThere) renameSync(folder, before);
  try {
    renameSync(ready, folder);
  } catch (cause) {
    if (isThere) renameSync(before, folder);
    throw cause;
  }
  if (isThere && !isSetAside) rmSync(before, { recursive: true, force: true });
  syncFolder(path.dirname(folder));
  return isSetAside ? before : null;
}
