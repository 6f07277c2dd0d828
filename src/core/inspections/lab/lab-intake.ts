import type { InspectionHeader } from '../../../shared/domain/inspection/inspection-session.ts';
import { fileToKeep, fileNameOf } from '../../platform/file-to-keep.ts';
import { civilDateOf, formatInstant } from '../../../shared/beijing-time.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import type { SigningKey } from '../../signing/signing-key.ts';
import { readApart } from '../../platform/untrusted/read-apart.ts';
import { assetRegisterReader, bundleReader } from '../untrusted-readers.ts';
import type { InspectionSessions, LabIntake, InspectionDependencies } from '../inspections.ts';
import type { OpenSession } from '../../records/material.ts';
import type { InspectionRules } from '../../published/inspection-rules.ts';
import { judgeBundle, findKnownKeys } from './bundle/judge-bundle.ts';
import type { CheckRun } from '../../../shared/domain/check-run.ts';
import type { FileToKeep } from '../../../shared/domain/request-record.ts';
import { MAX_SIGNED_BYTES, signFile } from '../../signing/signed-file.ts';
import { BUNDLE_EXTENSION, BUNDLE_SCHEMA, type StationBundle } from './bundle/station-bundle.ts';

interface LabIntakeDependencies extends Pick<
  InspectionDependencies,
  'check' | 'station' | 'version' | 'now' | 'session'
> {
  readonly open: OpenSession;
  readonly get: InspectionSessions['get'];
  /** This PC's signing key. */
  readonly deviceKey: () => Promise<Result<SigningKey>>;
  readonly rulesOf: (header: InspectionHeader) => InspectionRules['readings'];
}

/** Imports readings of the other PCs of the lab, and the school's asset register. */
export function createLabIntake(deps: LabIntakeDependencies): LabIntake {
  const { open, get, deviceKey, rulesOf } = deps;
  return {
    async takeBundle(id, file) {
      const opened = await readApart(bundleReader, { file });
      if (!opened.ok) return opened;
      const material = await open.material(id);
      if (!material.ok) return material;
      const { station, run, keyId } = opened.value;
      const own = await deps.station();
      const ownSeat = own.ok ? (own.value?.seat ?? null) : null;
      const knownKeys = await findKnownKeys(deps.session, material.value.header.lab, station.seat);
      if (!knownKeys.ok) return knownKeys;
      const ownKey = await deviceKey();
      const now = deps.now();
      const context = {
        now,
        rules: rulesOf(material.value.header),
        ownSeat,
        ownKey: ownKey.ok ? ownKey.value.keyId : null,
        knownKeys: knownKeys.value,
      };
      const judged = judgeBundle(file.name, opened.value, material.value, context);
      if (!judged.ok) return judged;
      const { seat } = station;
      if (judged.value.result === 'known') {
        const held = material.value.seats.find((one) => one.seat === seat)?.reading;
        const session = await get(id);
        return session.ok
          ? succeed({ result: 'known', seat, marks: [...(held?.marks ?? [])], session: session.value })
          : session;
      }
      const { marks } = judged.value;
      const reading = { seat, run, source: 'bundle', keyId, marks, takenInAt: formatInstant(now) } as const;
      const session = await open.takeReading(id, reading);
      return session.ok ? succeed({ result: 'taken', seat, marks, session: session.value }) : session;
    },
    bundle: (signal) => makeBundle(deps, signal),
    async takeBooks(id, file) {
      const session = await open.material(id);
      if (!session.ok) return session;
      const register = await readApart(assetRegisterReader, { file, now: deps.now() });
      return register.ok ? await open.replaceAssetRegister(id, register.value) : register;
    },
    removeBooks: (id) => open.replaceAssetRegister(id, null),
  };
}

/**
 * Checks this station and makes the signed file of it, e.g. `VR-301_07_261122.vrlab-station`.
 * @returns `bundle-without-station`, `bundle-interrupted`, `bundle-too-large`, or problems of the station file and the signing key.
 */
export async function makeBundle(
  deps: Pick<LabIntakeDependencies, 'check' | 'station' | 'version' | 'now' | 'deviceKey'>,
  signal: AbortSignal,
): Promise<Result<FileToKeep>> {
  const station = await deps.station();
  if (!station.ok) return station;
  if (station.value === null) return fail('bundle-without-station');
  const key = await deps.deviceKey();
  if (!key.ok) return key;
  const run = await checkToEnd(deps, signal);
  if (run === null) return fail('bundle-interrupted');
  // Somebody may have changed the seat while the probes ran: the station of the run counts.
  if (run.station === null) return fail('bundle-without-station');
  const now = deps.now();
  const bundle: StationBundle = {
    schema: BUNDLE_SCHEMA,
    station: run.station,
    run,
    program: deps.version,
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
