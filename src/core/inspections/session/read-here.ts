import { formatInstant } from '../../../shared/beijing-time.ts';
import type { InspectionSession } from '../../../shared/domain/inspection/inspection-session.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import type { Station } from '../../../shared/domain/station.ts';
import type { ReadingProgress } from '../../../shared/inspection-contract.ts';
import type { StationReading } from '../../records/material.ts';
import type { InspectionDependencies } from '../inspection-dependencies.ts';

/** Where this PC stands. @returns `inspection-needs-station`. */
export async function stationHere({ station }: Pick<InspectionDependencies, 'station'>): Promise<Result<Station>> {
  const read = await station();
  if (!read.ok) return read;
  return read.value === null ? fail('inspection-needs-station') : succeed(read.value);
}

export const failed = (problem: Problem): ReadingProgress => ({ type: 'failed', problem });

/**
 * Reads this station, telling its probes as they end, and hands what was read over; the session is told last.
 * Ending the iteration or aborting the signal before that hands over nothing.
 * @param handOver answers null where the signal made it keep nothing.
 */
export async function* readHere(
  sources: Pick<InspectionDependencies, 'check' | 'now'>,
  { seat }: Station,
  signal: AbortSignal,
  handOver: (reading: StationReading) => Promise<Result<InspectionSession> | null>,
): AsyncGenerator<ReadingProgress> {
  for await (const step of sources.check(signal)) {
    if (step.type === 'probe') {
      yield step;
      continue;
    }
    if (signal.aborted) return;
    const takenInAt = formatInstant(sources.now());
    const taken = await handOver({ seat, run: step.run, source: 'here', keyId: null, marks: [], takenInAt });
    if (taken === null) return;
    yield taken.ok ? { type: 'finished', session: taken.value } : failed(taken.problem);
  }
}
