import { LESSON_PROBE_IDS, type LessonProbeId } from '../../shared/domain/probe-ids.ts';
import { foreignProblem } from '../../shared/domain/problem.ts';
import type { ProbeOutcome, ProbeOutcomes } from '../../shared/domain/snapshot.ts';
import type { HotPlugSource } from '../probes/hot-plug.ts';
import { attention, type Examination, failed, ok } from './examination.ts';

export const examineProbes = (outcomes: ProbeOutcomes): Examination[] =>
  LESSON_PROBE_IDS.map((id) => examineProbe(id, outcomes[id]));

function examineProbe(id: LessonProbeId, outcome: ProbeOutcome): Examination {
  if (outcome.status === 'ok') return ok(`probe-${id}`, { milliseconds: Math.round(outcome.durationMs) });
  return failed(`probe-${id}`, 'problem', foreignProblem(outcome.error.code, { detail: outcome.error.detail }));
}

export async function examineHotPlug(source: HotPlugSource): Promise<Examination> {
  const stop = await source.subscribe(() => undefined);
  stop?.();
  return stop === null ? attention('hot-plug') : ok('hot-plug');
}
