import { copyFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { hostFactsSchema } from '../../shared/domain/host-facts.ts';
import type { LessonProbeId, ProbeId } from '../../shared/domain/probe-ids.ts';
import { SNAPSHOT_SCHEMA } from '../../shared/domain/schema-names.ts';
import { type ProbeFacts, type Snapshot, snapshotSchema } from '../../shared/domain/snapshot.ts';
import { runtimesFactsSchema, softwareFactsSchema } from '../../shared/domain/software-facts.ts';
import { giveModeByFolder } from '../access/file-mode.ts';
import { makeFolder } from '../make-folder.ts';
import { type Probe, ProbeFailure, type Probes, type Reading } from '../probes/probe.ts';
import { readJsonFile } from '../read-json-file.ts';
import { isMocked } from './enter-world.ts';
import { securityOfWorldSchema } from './security-of-world.ts';

/** A lab state kept in a folder, to demonstrate or test the program in. Everything made in it is marked `demo`. */
export interface World {
  readonly name: string;
  readonly folder: string;
  /** `mocked`: this process runs under umockdev and real probes see the world. `replayed`: the saved snapshot answers. */
  readonly kind: 'mocked' | 'replayed';
  readonly snapshot: Snapshot | null;
}

export async function openWorld(folder: string): Promise<Result<World>> {
  const name = path.basename(path.resolve(folder));
  if (isMocked()) return succeed({ name, folder, kind: 'mocked', snapshot: null });
  const file = path.join(folder, 'snapshot.json');
  if (!existsSync(file)) return fail('world-unusable', { folder, detail: file });
  const snapshot = await readJsonFile(file, snapshotSchema, SNAPSHOT_SCHEMA);
  return snapshot.ok ? succeed({ name, folder, kind: 'replayed', snapshot: snapshot.value }) : snapshot;
}

/** A demonstration keeps its own records and station, so that it never mixes with those of the real PC. */
export function prepareDemoFolder(world: World, dataDirectory: string): string {
  const demo = path.join(dataDirectory, 'demo', world.name);
  makeFolder(demo);
  const station = path.join(world.folder, 'station.json');
  if (existsSync(station)) {
    const copy = path.join(demo, 'station.json');
    copyFileSync(station, copy);
    giveModeByFolder(copy);
  }
  return demo;
}

function replay<Id extends LessonProbeId>(id: Id, snapshot: Snapshot): Probe<Id> {
  return {
    id,
    deadlineMs: 1000,
    look() {
      const outcome = snapshot.probes[id];
      if (outcome.status === 'ok')
        return Promise.resolve({ facts: outcome.facts, sources: outcome.sources } as Reading<Id>);
      const status = outcome.status === 'unsupported' ? 'unsupported' : 'failed';
      return Promise.reject(new ProbeFailure('world-file-unreadable', outcome.error.detail, { status }));
    },
  };
}

const notTaken = <Id extends ProbeId>(id: Id): Probe<Id> => ({
  id,
  deadlineMs: 1000,
  look: () => Promise.reject(new ProbeFailure('not-taken', '', { status: 'unsupported' })),
});

/** Probes that see the world instead of this PC; files stand for what a machine cannot show in a test. */
export function worldProbes(world: World, real: Probes): Probes {
  const { snapshot } = world;
  // No snapshot of a world holds it, and how this very PC is secured is no business of a demonstration.
  const inWorld = fromFile(notTaken('security'), world, securityOfWorldSchema, 'vrlab.security/1');
  if (snapshot !== null)
    return {
      usb: replay('usb', snapshot),
      hid: replay('hid', snapshot),
      host: replay('host', snapshot),
      runtimes: replay('runtimes', snapshot),
      software: replay('software', snapshot),
      security: inWorld,
    };
  return {
    ...real,
    host: fromFile(real.host, world, hostFactsSchema, 'vrlab.host/1'),
    runtimes: fromFile(real.runtimes, world, runtimesFactsSchema, 'vrlab.runtimes/1'),
    software: fromFile(real.software, world, softwareFactsSchema, 'vrlab.software/1'),
    security: inWorld,
  };
}

/** The facts in the world's `<probe>.json`, or the real probe where the world has no such file. */
function fromFile<Id extends ProbeId>(
  real: Probe<Id>,
  world: World,
  schema: z.ZodType<ProbeFacts<Id>>,
  schemaName: string,
): Probe<Id> {
  const file = path.join(world.folder, `${real.id}.json`);
  if (!existsSync(file)) return real;
  return {
    ...real,
    async look() {
      const facts = await readJsonFile(file, schema, schemaName);
      if (facts.ok) return { facts: facts.value, sources: [path.basename(file)] };
      const { code, params } = facts.problem;
      throw new ProbeFailure('world-file-unreadable', `${file}: ${String(params['field'] ?? code)}`);
    },
  };
}
