import { SNAPSHOT_SCHEMA } from '../../../../shared/domain/schema-names.ts';
import { snapshotSchema } from '../../../../shared/domain/snapshot.ts';
import { fail, type Result, succeed } from '../../../../shared/domain/result.ts';
import type { Station } from '../../../../shared/domain/station.ts';
import { unseenInFile } from '../../../../shared/domain/unseen-characters.ts';
import { MAX_SIGNED_BYTES, readSignedFile } from '../../../signing/signed-file.ts';
import { validateNamed } from '../../../platform/read-json-file.ts';
import type { HandedFile } from '../../inspections.ts';
import { BUNDLE_SCHEMA, type StationBundle, stationBundleSchema } from './station-bundle.ts';

/** A bundle as its PC signed it. */
export interface OpenedBundle extends StationBundle {
  readonly station: Station;
  readonly keyId: string;
}

/**
 * Opens a bundle, whoever signed it: every PC of a lab has its own key, which nobody certifies.
 * @returns `bundle-too-large`, `bundle-altered`, `bundle-newer`, `bundle-no-seat`, `file-invalid-field` (an invisible
 * character in the name of the station), `bundle-not` (anything else).
 */
export function openBundle({ name: file, bytes }: HandedFile): Result<OpenedBundle> {
  const not = fail('bundle-not', { file });
  if (bytes.length > MAX_SIGNED_BYTES) return fail('bundle-too-large', { file });
  const content = readSignedFile(bytes, file);
  if (!content.ok) {
    if (content.problem.code === 'file-newer-schema') return newer(file);
    return content.problem.code === 'signed-file-altered' ? fail('bundle-altered', { file }) : not;
  }
  if (!isVerbatim(bytes)) return fail('bundle-altered', { file });
  const { value, keyId } = content.value;
  const bundle = validateNamed(file, value, stationBundleSchema, BUNDLE_SCHEMA);
  if (!bundle.ok) return isNewer(value) || bundle.problem.code === 'file-newer-schema' ? newer(file) : not;
  const { station, run } = bundle.value;
  if (station === null || run.station === null) return fail('bundle-no-seat', { file });
  const unseen = unseenInFile(file, null, { station });
  if (unseen !== null) return { ok: false, problem: unseen };
  const isOne =
    station.school === run.station.school && station.lab === run.station.lab && station.seat === run.station.seat;
  return isOne ? succeed({ ...bundle.value, station, keyId }) : not;
}

const newer = (file: string): Result<never> => fail('bundle-newer', { file });

/** Whether a newer program made the snapshot, although the bundle itself has the present schema. */
function isNewer(value: unknown): boolean {
  const snapshot = (value as { run?: { snapshot?: unknown } | null } | null)?.run?.snapshot;
  const checked = validateNamed('', snapshot, snapshotSchema, SNAPSHOT_SCHEMA);
  return !checked.ok && checked.problem.code === 'file-newer-schema';
}

/**
 * Whether every byte is as it was written. The signature covers the content; spaces around it, and the unused bits of base64, could
 * be changed without breaking it.
 */
function isVerbatim(bytes: Uint8Array): boolean {
  const envelope = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, string>;
  const isExact = (base64: string | undefined) => Buffer.from(base64 ?? '', 'base64').toString('base64') === base64;
  const written = Buffer.from(`${JSON.stringify(envelope, null, 1)}\n`);
  return written.equals(bytes) && ['payload', 'publicKey', 'signature'].every((part) => isExact(envelope[part]));
}
