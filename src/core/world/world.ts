import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { hostFactsSchema } from '../../shared/domain/host-facts.ts';
import type { ProbeId } from '../../shared/domain/probe-ids.ts';
import { SNAPSHOT_SCHEMA } from '../../shared/domain/schema-names.ts';
import { type Snapshot, snapshotSchema } from '../../shared/domain/snapshot.ts';
import { type Probe, ProbeFailure, type Probes, type Reading } from '../probes/probe.ts';
import { readJsonFile } from '../read-json-file.ts';
import { isMocked } from './enter-world.ts';

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
  mkdirSync(demo, { recursive: true });
  const station = path.join(world.folder, 'station.json');
  if (existsSync(station)) copyFileSync(station, path.join(demo, 'station.json'));
  return demo;
}

function replay<Id extends ProbeId>(id: Id, snapshot: Snapshot): Probe<Id> {
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

/** Probes that see the world instead of this PC; `host.json` stands for what a machine cannot show in a test. */
export function worldProbes(world: World, real: Probes): Probes {
  const { snapshot } = world;
  if (snapshot !== null)
    return {
      usb: replay('usb', snapshot),
      hid: replay('hid', snapshot),
      host: replay('host', snapshot),
      runtimes: replay('runtimes', snapshot),
      software: replay('software', snapshot),
    };
  const hostFile = path.join(world.folder, 'host.json');
  if (!existsSync(hostFile)) return real;
  const host: Probe<'host'> = {
    ...real.host,
    async look() {
      const facts = await readJsonFile(hostFile, hostFactsSchema, 'vrlab.host/1');
      if (!facts.ok)
        throw new ProbeFailure(
          'world-file-unreadable',
          `${hostFile}: ${String(facts.problem.params['field'] ?? facts.problem.code)}`,
        );
      return { facts: facts.value, sources: ['host.json'] };
    },
  };
  return { ...real, host };
}
