import { existsSync, writeFileSync } from 'node:fs';
import { problemParam } from '../../shared/domain/problem.ts';
import path from 'node:path';
import type { z } from 'zod';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { hostFactsSchema } from '../../shared/domain/host-facts.ts';
import { type LessonProbeId, NOT_TAKEN, type ProbeId } from '../../shared/domain/probe-ids.ts';
import { formatInstant } from '../../shared/beijing-time.ts';
import { SNAPSHOT_SCHEMA, STATION_SCHEMA } from '../../shared/domain/schema-names.ts';
import type { ExpectedDevice, Station } from '../../shared/domain/station.ts';
import { type ProbeFacts, type Snapshot, snapshotSchema } from '../../shared/domain/snapshot.ts';
import { runtimesFactsSchema, softwareFactsSchema } from '../../shared/domain/software-facts.ts';
import { giveModeByFolder } from '../platform/access/file-mode.ts';
import { makeFolder } from '../platform/make-folder.ts';
import { type Probe, ProbeFailure, type Probes, type Reading } from '../probes/probe.ts';
import { readJsonFile } from '../platform/read-json-file.ts';
import { readRegularFileSync } from '../platform/regular-file.ts';
import { isMocked } from './enter-world.ts';
import { securityOfWorldSchema } from './security-of-world.ts';

/** A lab state kept in a folder, to demonstrate or test the program in. Everything made in it is marked `demo`. */
export interface World {
  readonly name: string;
  readonly folder: string;
  /** `mocked`: this process runs under umockdev and real probes see the world. `replayed`: the saved snapshot answers. */
  readonly kind: 'mocked' | 'replayed';
  readonly snapshot: Snapshot | null;
  /** The equipment of the seat, where a description says it; null: never learned. */
  readonly equipment?: readonly ExpectedDevice[] | null | undefined;
}

/** @param folder of the world, or a file that describes one. */
export async function openWorld(folder: string): Promise<Result<World>> {
  const name = path.basename(path.resolve(folder)).replace(/\.json$/, '');
  const file = path.join(folder, 'snapshot.json');
  if (!existsSync(file) && !existsSync(path.join(folder, 'usb.umockdev'))) {
    const described = await openDescribed(name, folder);
    if (described !== null) return described;
  }
  if (isMocked()) return succeed({ name, folder, kind: 'mocked', snapshot: null });
  if (!existsSync(file)) return fail('world-unusable', { folder, detail: file });
  const snapshot = await readJsonFile(file, snapshotSchema, SNAPSHOT_SCHEMA);
  return snapshot.ok ? succeed({ name, folder, kind: 'replayed', snapshot: snapshot.value }) : snapshot;
}

/** A world of which there is only a description: under umockdev the probes see it, elsewhere its facts are made from it. */
async function openDescribed(name: string, folder: string): Promise<Result<World> | null> {
  const { descriptionFile, readDescription } = await import('./described/read-description.ts');
  const file = descriptionFile(folder);
  if (file === null) return null;
  const description = await readDescription(file);
  if (!description.ok) return description;
  const { equipment } = description.value;
  if (isMocked()) return succeed({ name, folder, kind: 'mocked', snapshot: null, equipment });
  const { describedFacts } = await import('./described/described-facts.ts');
  const { usb, hid } = describedFacts(description.value, () => true);
  const found = { status: 'ok' as const, durationMs: 0, sources: [path.basename(file)] };
  const snapshot: Snapshot = {
    schema: SNAPSHOT_SCHEMA,
    takenAt: formatInstant(new Date()),
    tool: 'world',
    platform: process.platform,
    demo: true,
    probes: {
      usb: { ...found, facts: usb },
      hid: { ...found, facts: hid },
      host: NOT_TAKEN,
      runtimes: NOT_TAKEN,
      software: NOT_TAKEN,
    },
  };
  return succeed({ name, folder, kind: 'replayed', snapshot, equipment });
}
const MAX_STATION_BYTES = 1 << 20;

/** A demonstration keeps its own records and station, so that it never mixes with those of the real PC. */
export function prepareDemoFolder(world: World, dataDirectory: string): string {
  const demo = path.join(dataDirectory, 'demo', world.name);
  makeFolder(demo);
  const station = path.join(world.folder, 'station.json');
  const copy = path.join(demo, 'station.json');
  if (existsSync(station)) writeFileSync(copy, readRegularFileSync(station, MAX_STATION_BYTES));
  else if (world.equipment !== undefined) writeFileSync(copy, JSON.stringify(stationOf(world.name, world.equipment)));
  giveModeByFolder(copy);
  return demo;
}

const stationOf = (name: string, expected: readonly ExpectedDevice[] | null): Station => ({
  schema: STATION_SCHEMA,
  school: 'Demo',
  campusZone: 'urban',
  lab: 'Demo',
  seat: name.slice(0, 80),
  expected: expected === null ? null : [...expected],
});

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
      const place = problemParam(facts.problem, 'field') ?? facts.problem.code;
      throw new ProbeFailure('world-file-unreadable', `${file}: ${place}`);
    },
  };
}
