import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { validateNamed } from '../platform/read-json-file.ts';
import { readSignedFile } from '../signing/signed-file.ts';
import { keyIdOf } from '../signing/signing-key.ts';
import { BACKUP_SCHEMA, type BackupManifest, backupManifestSchema, MAX_MANIFEST_BYTES } from './backup-manifest.ts';

/** @returns `backup-newer`, `backup-damaged`. */
export function readManifest({
  name,
  bytes,
}: {
  readonly name: string;
  readonly bytes: Uint8Array;
}): Result<{ manifest: BackupManifest; signer: string }> {
  const signed = readSignedFile(bytes, name, MAX_MANIFEST_BYTES);
  if (!signed.ok) return fail('backup-damaged', { file: name });
  const read = validateNamed(name, signed.value.value, backupManifestSchema, BACKUP_SCHEMA);
  if (!read.ok)
    return read.problem.code === 'file-newer-schema'
      ? fail('backup-newer', { file: name, program: programOf(signed.value.value) })
      : fail('backup-damaged', { file: name });
  const manifest = read.value;
  const areNamed = Object.entries(manifest.keys).every(([id, publicKey]) => keyIdOf(publicKey) === id);
  // The PC it comes from signs it itself.
  const isOwn = manifest.device === null || manifest.device === signed.value.keyId;
  if (!areNamed || !isOwn) return fail('backup-damaged', { file: name });
  return succeed({ manifest, signer: signed.value.keyId });
}

function programOf(value: unknown): string {
  const program = (value as { program?: unknown } | null)?.program;
  return typeof program === 'string' ? program.slice(0, 40) : '';
}
