import { readFileSync } from 'node:fs';
import { contextAt } from '../../src/core/checks/context.ts';
import { runChecks } from '../../src/core/checks/run-checks.ts';
import type { Snapshot } from '../../src/shared/domain/snapshot.ts';
import type { Station } from '../../src/shared/domain/station.ts';
import { publication } from '../../tests/support/pc/judge.ts';
import { worldFile } from '../../tests/worlds/generator/world-folders.ts';
import { atLeast, type Figure } from './figure.ts';

const SECONDS = 2;

/** Recognition and all checks on the complete Index with a learned station, on one core. */
export function checksAlone(): Figure[] {
  const read = (file: string): unknown => JSON.parse(readFileSync(worldFile('index-complete', file), 'utf8'));
  const { probes } = read('snapshot.json') as Snapshot;
  const station = read('station.json') as Station;
  const context = contextAt(new Date(), publication, { station }, null);
  for (let warm = 0; warm < 500; warm += 1) runChecks(probes, context);
  const begun = performance.now();
  let judged = 0;
  while (performance.now() - begun < SECONDS * 1000) {
    runChecks(probes, context);
    judged += 1;
  }
  return [atLeast('checks alone', (judged * 1000) / (performance.now() - begun), 2000, 'snapshots/s')];
}
