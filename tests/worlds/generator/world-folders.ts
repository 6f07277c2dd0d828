import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { worldDescriptionSchema } from '../../../src/core/world/described/world-description.ts';
import type { Snapshot } from '../../../src/shared/domain/snapshot.ts';
import type { Station } from '../../../src/shared/domain/station.ts';
import type { z } from 'zod';
import { linuxDescriptionSchema } from './linux-description.ts';
import { windowsDescriptionSchema } from './windows-description.ts';

const generatedWorldSchema = worldDescriptionSchema.extend({
  /** A Windows PC instead of the standard Linux one. */
  windows: windowsDescriptionSchema.optional(),
  /** Software of the Linux PC. */
  linux: linuxDescriptionSchema.optional(),
});
export type GeneratedWorld = z.infer<typeof generatedWorldSchema>;

export const WORLDS_FOLDER = path.resolve(import.meta.dirname, '..');

/** `described` and `windows` hold worlds of one file each, which need nothing generated. */
const NO_WORLDS = new Set(['generator', 'described', 'windows']);

/** Names of all worlds with generated files, in order. */
export const worldNames = (): string[] =>
  readdirSync(WORLDS_FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !NO_WORLDS.has(entry.name))
    .map((entry) => entry.name)
    .toSorted();

export const worldFile = (name: string, file: string): string => path.join(WORLDS_FOLDER, name, file);

const written = (name: string) => JSON.parse(readFileSync(worldFile(name, 'world.json'), 'utf8')) as { like?: string };

const saved = (name: string, file: string): unknown => JSON.parse(readFileSync(worldFile(name, file), 'utf8'));

/** What the probes read in a world when it was made. */
export const savedSnapshot = (name: string): Snapshot => saved(name, 'snapshot.json') as Snapshot;

/** The station of a world that has one. */
export const savedStation = (name: string): Station | null =>
  existsSync(worldFile(name, 'station.json')) ? (saved(name, 'station.json') as Station) : null;

/** A world may be `like` another one: the same devices, described once, on a PC of its own. */
export function describedWorld(name: string): GeneratedWorld {
  const { like, ...own } = written(name);
  return generatedWorldSchema.parse(like === undefined ? own : { ...describedWorld(like), pc: undefined, ...own });
}
