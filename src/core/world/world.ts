import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { DAY_MS, civilDateOf, daysBetween, formatInstant } from '../../shared/beijing-time.ts';
import type { AdbFacts } from '../../shared/domain/adb-facts.ts';
import { hostFactsSchema } from '../../shared/domain/host-facts.ts';
import { type LessonProbeId, NOT_TAKEN, type ProbeId } from '../../shared/domain/probe-ids.ts';
import { type Problem, problemParam } from '../../shared/domain/problem.ts';
import type { PcIdentity } from '../../shared/domain/pc-sockets.ts';
import { type Result, fail, succeed } from '../../shared/domain/result.ts';
import { SNAPSHOT_SCHEMA, STATION_SCHEMA } from '../../shared/domain/schema-names.ts';
import { type SecurityFacts, securityFactsSchema } from '../../shared/domain/security-facts.ts';
import { type ProbeFacts, type Snapshot, snapshotSchema } from '../../shared/domain/snapshot.ts';
import { runtimesFactsSchema, softwareFactsSchema } from '../../shared/domain/software-facts.ts';
import type { ExpectedDevice, Station } from '../../shared/domain/station.ts';
import { cleanIdentity } from '../../shared/pc-identity.ts';
import { applyFolderMode } from '../platform/access/file-mode.ts';
import { makeFolder } from '../platform/make-folder.ts';
import { readJsonFile } from '../platform/read-json-file.ts';
import { readRegularFileSync } from '../platform/regular-file.ts';
import { createAdbProbe } from '../probes/adb/adb-probe.ts';
import { type Probe, ProbeFailure, type Probes, type Reading } from '../probes/probe.ts';
import { isMocked } from './restart-in-world.ts';

/** A state of a lab in a folder, for demonstrations and tests. All records made in it are marked `demo`. */
export interface World {
  readonly name: string;
  readonly folder: string;
  /** `mocked`: the process runs under umockdev, and real probes see the world. `replayed`: facts come from the snapshot. */
  readonly kind: 'mocked' | 'replayed';
  readonly snapshot: Snapshot | null;
  /** Expected equipment of the seat, where the description has it; null: never learned. */
  readonly equipment?: readonly ExpectedDevice[] | null | undefined;
  /** What the firmware of its PC says, where the world is replayed and its description has it. */
  readonly pc?: PcIdentity | null | undefined;
}

/** Opens a world. @param folder of the world, or a file with its description. */
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
  if (!snapshot.ok) return snapshot;
  const pc = await pcBeside(folder);
  return pc.ok ? succeed({ name, folder, kind: 'replayed', snapshot: snapshot.value, pc: pc.value }) : pc;
}

/** A snapshot does not say what PC it was taken on; the description beside it may. */
async function pcBeside(folder: string): Promise<Result<PcIdentity | null>> {
  const file = path.join(folder, 'world.json');
  if (!existsSync(file)) return succeed(null);
  const { readPcOfWorld } = await import('./described/described-pc.ts');
  return await readPcOfWorld(file);
}

/** Opens a world with only a description: under umockdev the probes see it, elsewhere the facts are derived from it. */
async function openDescribed(name: string, folder: string): Promise<Result<World> | null> {
  const { descriptionFile, readDescription } = await import('./described/world-description.ts');
  const file = descriptionFile(folder);
  if (file === null) return null;
  const description = await readDescription(file);
  if (!description.ok) return description;
  const { equipment, pc } = description.value;
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
      adb: { ...found, facts: NO_HEADSETS },
    },
  };
  return succeed({ name, folder, kind: 'replayed', snapshot, equipment, pc: pc && cleanIdentity(pc) });
}
const MAX_STATION_BYTES = 1 << 20;

/** Creates the data folder of a demonstration, so that its records and station never mix with those of the real PC. */
export function prepareDemoFolder(world: World, dataDirectory: string): string {
  const demo = path.join(dataDirectory, 'demo', world.name);
  makeFolder(demo);
  const station = path.join(world.folder, 'station.json');
  const copy = path.join(demo, 'station.json');
  // What somebody has tried out in the demonstration stays, like everything else in its folder.
  if (existsSync(copy)) return demo;
  if (existsSync(station)) writeFileSync(copy, readRegularFileSync(station, MAX_STATION_BYTES));
  else if (world.equipment !== undefined)
    writeFileSync(copy, JSON.stringify(buildStation(world.name, world.equipment)));
  applyFolderMode(copy);
  return demo;
}

const buildStation = (name: string, expected: readonly ExpectedDevice[] | null): Station => ({
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
    read() {
      const outcome = snapshot.probes[id];
      if (outcome.status === 'ok')
        return Promise.resolve({ facts: outcome.facts, sources: outcome.sources } as Reading<Id>);
      const status = outcome.status === 'unsupported' ? 'unsupported' : 'failed';
      return Promise.reject(new ProbeFailure('world-file-unreadable', outcome.error.detail, { status }));
    },
  };
}

const unsupportedProbe = <Id extends ProbeId>(id: Id): Probe<Id> => ({
  id,
  deadlineMs: 1000,
  read: () => Promise.reject(new ProbeFailure('not-taken', '', { status: 'unsupported' })),
});

/** Probes that see the world instead of this PC. Files provide the facts that umockdev cannot simulate. */
export function worldProbes(world: World, real: Probes): Probes {
  const { snapshot } = world;
  // Never from this PC or a snapshot: how this PC is secured must not appear in a demonstration.
  const secured = fromFile(unsupportedProbe('security'), world, worldSecuritySchema, 'vrlab.security/1');
  if (snapshot !== null)
    return {
      usb: replay('usb', snapshot),
      hid: replay('hid', snapshot),
      host: replay('host', snapshot),
      runtimes: replay('runtimes', snapshot),
      software: replay('software', snapshot),
      adb: adbProbeOf(world) ?? replay('adb', snapshot),
      security: secured,
    };
  return {
    ...real,
    host: fromFile(real.host, world, hostFactsSchema, 'vrlab.host/1'),
    runtimes: fromFile(real.runtimes, world, runtimesFactsSchema, 'vrlab.runtimes/1'),
    software: fromFile(real.software, world, softwareFactsSchema, 'vrlab.software/1'),
    // Headsets of this PC are no part of a world.
    adb: adbProbeOf(world) ?? NOTHING_TO_ASK,
    security: secured,
  };
}

/** Asks the headsets that `adb.json` describes, through a server of their own on loopback. */
function adbProbeOf({ folder }: World): Probe<'adb'> | null {
  const file = path.join(folder, 'adb.json');
  if (!existsSync(file)) return null;
  return {
    ...NOTHING_TO_ASK,
    deadlineMs: 25_000,
    async read(signal, sameRun) {
      const { readAdbWorld } = await import('./adb/adb-world.ts');
      const described = await readAdbWorld(file);
      if (!described.ok) throw unreadable(file, described.problem);
      const { WorldAdbServer } = await import('./adb/adb-server.ts');
      const server = new WorldAdbServer(described.value);
      try {
        const place = { host: '127.0.0.1', port: await server.listen() };
        const probe = createAdbProbe({ server: place, packages: [], without: null });
        return { ...(await probe.read(signal, sameRun)), sources: [path.basename(file)] };
      } finally {
        await server.close();
      }
    },
  };
}

const NO_HEADSETS: AdbFacts = { way: 'none', serverVersion: null, foreignService: false, headsets: [] };
const NOTHING_TO_ASK = createAdbProbe({ server: null, packages: [], without: null });

const unreadable = (file: string, problem: Problem): ProbeFailure =>
  new ProbeFailure('world-file-unreadable', `${file}: ${problemParam(problem, 'field') ?? problem.code}`);

/** A probe with the facts in the world's `<probe>.json`, or the real probe where there is no such file. */
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
    async read() {
      const facts = await readJsonFile(file, schema, schemaName);
      if (facts.ok) return { facts: facts.value, sources: [path.basename(file)] };
      throw unreadable(file, facts.problem);
    },
  };
}

/** Moves the dates of a world, so that it looks the same on any day: they are relative to the day it was written for. */
function movedBy(days: number, facts: SecurityFacts): SecurityFacts {
  const moved = (at: string) => new Date(Date.parse(at) + days * DAY_MS);
  const day = (date: string | null) => (date === null ? null : moved(date).toISOString().slice(0, 10));
  const { antivirus, updates, timeSync } = facts;
  return {
    ...facts,
    antivirus: antivirus?.map((one) => ({ ...one, definitionsDate: day(one.definitionsDate) })) ?? null,
    updates: { ...updates, lastInstalled: day(updates.lastInstalled), pausedUntil: day(updates.pausedUntil) },
    timeSync: { ...timeSync, lastSync: timeSync.lastSync === null ? null : formatInstant(moved(timeSync.lastSync)) },
  };
}

/** Schema of `security.json` of a world; moves its dates to today. */
const worldSecuritySchema = securityFactsSchema
  .extend({ asOf: z.iso.date() })
  .transform(({ asOf, ...facts }) => movedBy(daysBetween(asOf, civilDateOf(new Date())), facts));
