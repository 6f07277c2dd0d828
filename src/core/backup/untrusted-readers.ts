import { type Result, succeed } from '../../shared/domain/result.ts';
import { defineReader } from '../platform/untrusted/untrusted-reader.ts';
import type { BackupManifest } from './backup-manifest.ts';

interface ReadManifest {
  readonly manifest: BackupManifest;
  /** Of the key it is signed with. */
  readonly signer: string;
}

/** What a backup says it holds, with a valid signature. */
export const backupManifestReader = defineReader(
  'backup-manifest',
  async ({
    file,
  }: {
    readonly file: { readonly name: string; readonly bytes: Uint8Array };
  }): Promise<Result<ReadManifest>> => {
    const { readManifest } = await import('./read-manifest.ts');
    return readManifest(file);
  },
);

/** Some years of photos are read page by page. */
const DATABASE_LIMITS = { deadlineMs: 600_000, maxBytes: 512 * 2 ** 20 };

/** A database of a backup, by its path: intact, of its version, and with nothing in it that runs but what this program put there. */
export const backupDatabaseReader = defineReader(
  'backup-database',
  async ({ file, version }: { readonly file: string; readonly version: number }): Promise<Result<null>> => {
    const { examineBackupDatabase } = await import('./examine-backup-database.ts');
    const problem = examineBackupDatabase(file, version);
    return problem === null ? succeed(null) : { ok: false, problem };
  },
  DATABASE_LIMITS,
);
