import { LESSON_PROBE_IDS, type ProbeId } from '../../shared/domain/probe-ids.ts';
import type { ProbeError, ProbeFacts, ProbeOutcome, ProbeOutcomes } from '../../shared/domain/snapshot.ts';
import { messageOf } from '../platform/message-of.ts';
import { NativeLibraryMissing } from '../platform/native-library.ts';
import { ALONE, type Probe, ProbeFailure, type Probes, type SameRun } from './probe.ts';

export type ProbeProgress =
  | { readonly probe: ProbeId; readonly state: 'started' }
  | { readonly probe: ProbeId; readonly state: 'finished'; readonly outcome: ProbeOutcome };

/** Runs one probe. Never rejects, and takes no longer than the probe's deadline. */
export async function runProbe<Id extends ProbeId>(
  probe: Probe<Id>,
  cancel: AbortSignal,
  sameRun: SameRun = ALONE,
): Promise<ProbeOutcome<Id>> {
  const begun = performance.now();
  const deadline = AbortSignal.timeout(probe.deadlineMs);
  const signal = AbortSignal.any([cancel, deadline]);
  const stopped = Promise.withResolvers<never>();
  const stop = () => {
    stopped.reject(
      cancel.aborted
        ? new ProbeFailure('cancelled', 'cancelled')
        : new ProbeFailure('deadline', `no answer within ${probe.deadlineMs} ms`),
    );
  };
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  const elapsed = () => Math.round((performance.now() - begun) * 10) / 10;
  try {
    const { facts, sources } = await Promise.race([probe.read(signal, sameRun), stopped.promise]);
    return { status: 'ok', durationMs: elapsed(), sources: [...sources], facts } as ProbeOutcome<Id>;
  } catch (cause) {
    return { ...statusOf(cause), durationMs: elapsed(), sources: [] } as ProbeOutcome<Id>;
  } finally {
    signal.removeEventListener('abort', stop);
    stopped.promise.catch(() => undefined);
  }
}

function statusOf(cause: unknown): { status: 'failed' | 'timeout' | 'unsupported'; error: ProbeError } {
  if (cause instanceof NativeLibraryMissing)
    return { status: 'failed', error: { code: 'native-library-missing', detail: cause.message } };
  if (!(cause instanceof ProbeFailure))
    return { status: 'failed', error: { code: 'unexpected', detail: messageOf(cause) } };
  const status = cause.code === 'deadline' ? 'timeout' : cause.status;
  return { status, error: { code: cause.code, detail: cause.message } };
}

/**
 * Runs probes in parallel; each fails alone. Progress is reported as it happens.
 * @param wanted probes in addition to those of every check.
 */
export async function runProbes(
  probes: Probes,
  cancel: AbortSignal,
  onProgress: (progress: ProbeProgress) => void = () => undefined,
  wanted: readonly ProbeId[] = LESSON_PROBE_IDS,
): Promise<ProbeOutcomes> {
  const run = async <Id extends ProbeId>(probe: Probe<Id>, sameRun?: SameRun): Promise<ProbeOutcome<Id>> => {
    onProgress({ probe: probe.id, state: 'started' });
    const outcome = await runProbe(probe, cancel, sameRun);
    onProgress({ probe: probe.id, state: 'finished', outcome });
    return outcome;
  };
  const connected = run(probes.usb);
  const [usb, hid, host, runtimes, software, adb, security] = await Promise.all([
    connected,
    run(probes.hid),
    run(probes.host),
    run(probes.runtimes),
    run(probes.software),
    run(probes.adb, { usb: factsOf(connected) }),
    wanted.includes('security') ? run(probes.security) : undefined,
  ]);
  return { usb, hid, host, runtimes, software, adb, ...(security !== undefined && { security }) };
}

/** What a probe of this run finds, for those that look closer at it. */
export const factsOf = async <Id extends ProbeId>(
  outcome: Promise<ProbeOutcome<Id>>,
): Promise<ProbeFacts<Id> | null> => {
  const ended: ProbeOutcome = await outcome;
  return ended.status === 'ok' ? ended.facts : null;
};
