import { promisesFor } from '../../src/core/requests/promises/promises.ts';
import {
  campusZoneSchema,
  requestKindSchema,
  serviceLevelSchema,
  urgencySchema,
  workSchema,
} from '../../src/shared/domain/service-terms.ts';
import { rules } from '../../tests/support/request/promises.ts';
import { atLeast, type Figure } from './figure.ts';

const SECONDS = 2;

/** Everything that requests of all kinds, levels and zones are promised, filed around a year border, on one core. */
export function deadlines(): Figure[] {
  const all = requestKindSchema.options.flatMap((kind) =>
    workSchema.options.flatMap((work) =>
      urgencySchema.options.flatMap((urgency) =>
        campusZoneSchema.options.flatMap((zone) =>
          serviceLevelSchema.options.map((level) => ({ kind, work, urgency, zone, level })),
        ),
      ),
    ),
  );
  const from = Date.parse('2026-12-01T00:00:00+08:00');
  let [given, round] = [0, 0];
  const calculate = () => {
    round += 1;
    const filed = from + (round % 1500) * 3_000_000;
    const since = { filed, 'last-progress': filed, 'remote-failed': filed, closed: filed };
    for (const promise of promisesFor(all[round % all.length]!, since, rules)) given += 1 + promise.overruled.length;
  };
  for (let warm = 0; warm < 2000; warm += 1) calculate();
  given = 0;
  const begun = performance.now();
  while (performance.now() - begun < SECONDS * 1000) calculate();
  return [atLeast('deadlines of requests', (given * 1000) / (performance.now() - begun), 20_000, 'deadlines/s')];
}
