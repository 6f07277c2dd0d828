import { civilDateOf, formatInstant } from '../../../../shared/beijing-time.ts';
import type { CheckRun } from '../../../../shared/domain/check-run.ts';
import type { FileToKeep } from '../../../../shared/domain/request-record.ts';
import { fail, type Result, succeed } from '../../../../shared/domain/result.ts';
import { MAX_SIGNED_BYTES, signFile } from '../../../signing/signed-file.ts';
import type { SigningKey } from '../../../signing/signing-key.ts';
import { fileNameOf } from '../../../platform/file-name.ts';
import { fileToKeep } from '../../../platform/file-to-keep.ts';
import type { InspectionDependencies } from '../../inspection-dependencies.ts';
import { BUNDLE_EXTENSION, BUNDLE_SCHEMA, type StationBundle } from './station-bundle.ts';

/**
 * Checks this station and makes the signed file of it, e.g. `VR-301_07_261122.vrlab-station`.
 * @returns `bundle-without-station`, `bundle-interrupted`, `bundle-too-large`, or what station file and key have.
 */
export async function makeBundle(
  sources: Pick<InspectionDependencies, 'check' | 'station' | 'version' | 'now'>,
  deviceKey: () => Promise<Result<SigningKey>>,
  signal: AbortSignal,
): Promise<Result<FileToKeep>> {
  const station = await sources.station();
  if (!station.ok) return station;
  if (station.value === null) return fail('bundle-without-station');
  const key = await deviceKey();
  if (!key.ok) return key;
  const run = await checkToEnd(sources, signal);
  if (run === null) return fail('bundle-interrupted');
  // Somebody may have changed the seat while the probes ran: what the run was judged by counts.
  if (run.station === null) return fail('bundle-without-station');
  const now = sources.now();
  const bundle: StationBundle = {
    schema: BUNDLE_SCHEMA,
    station: run.station,
    run,
    program: sources.version,
    madeAt: formatInstant(now),
  };
  const bytes = signFile(bundle, key.value);
  const { lab, seat } = run.station;
  const fileName = fileNameOf([lab, seat, civilDateOf(now).slice(2).replaceAll('-', '')], BUNDLE_EXTENSION);
  if (bytes.length > MAX_SIGNED_BYTES) return fail('bundle-too-large', { file: fileName });
  return succeed(fileToKeep(fileName, 'application/json', bytes));
}

async function checkToEnd(
  { check }: Pick<InspectionDependencies, 'check'>,
  signal: AbortSignal,
): Promise<CheckRun | null> {
  for await (const step of check(signal)) if (step.type === 'finished') return step.run;
  return null;
}
