import { EventEmitter, on } from 'node:events';
import type { CheckProgress, Keeping } from '../../shared/contract.ts';
import type { CheckPurpose } from '../../shared/domain/probe-ids.ts';
import type { CheckRun } from '../../shared/domain/check-run.ts';
import type { Snapshot } from '../../shared/domain/snapshot.ts';
import { type SnapshotSource, takeSnapshot } from './take-snapshot.ts';

export interface CheckRunSteps {
  readonly source: SnapshotSource;
  readonly purpose: CheckPurpose;
  readonly judge: (snapshot: Snapshot, startedAt: Date) => Promise<CheckRun>;
  readonly keep: (run: CheckRun) => Promise<Keeping>;
}

/**
 * One check from probes to persisted record, reported step by step. Ending the iteration or aborting the signal stops the probes;
 * a check that was stopped is not persisted.
 */
export async function* checkRunSteps(
  { source, purpose, judge, keep }: CheckRunSteps,
  signal: AbortSignal,
): AsyncGenerator<CheckProgress> {
  const left = new AbortController();
  const stopped = AbortSignal.any([signal, left.signal]);
  const steps = new EventEmitter();
  const reported = on(steps, 'step', { close: ['end'] });
  const report = (step: CheckProgress) => steps.emit('step', step);
  const check = async () => {
    const startedAt = new Date();
    const snapshot = await takeSnapshot(
      source,
      stopped,
      (step) =>
        report({ type: 'probe', probe: step.probe, state: step.state === 'started' ? 'started' : step.outcome.status }),
      purpose,
    );
    if (stopped.aborted) return;
    const run = await judge(snapshot, startedAt);
    report({ type: 'finished', run, keeping: await keep(run) });
  };
  const checking = check().finally(() => steps.emit('end'));
  try {
    for await (const [step] of reported) yield step as CheckProgress;
  } finally {
    left.abort();
    await checking;
  }
}
