import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { worldDescriptionSchema } from '../../../src/core/world/described/world-description.ts';
import type { z } from 'zod';
import { windowsDescriptionSchema } from './windows-description.ts';

const generatedWorldSchema = worldDescriptionSchema.extend({
  /** A Windows PC instead of the standard Linux one. */
  windows: windowsDescriptionSchema.optional(),
});
export type GeneratedWorld = z.infer<typeof generatedWorldSchema>;

export const WORLDS_FOLDER = path.resolve(import.meta.dirname, '..');

/** `described` holds worlds of one file each, which need nothing generated. */
const NO_WORLDS = new Set(['generator', 'described']);

/** Names of all worlds with generated files, in order. */
export const worldNames = (): string[] =>
  readdirSync(WORLDS_FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !NO_WORLDS.has(entry.name))
    .map((entry) => entry.name)
    .toSorted();

export const worldFile = (name: string, file: string): string => path.join(WORLDS_FOLDER, name, file);

const written = (name: string) => JSON.parse(readFileSync(worldFile(name, 'world.json'), 'utf8')) as { like?: string };

/** A world may be `like` another one: the same devices, described once. */
export function describedWorld(name: string): GeneratedWorld {
  const { like, ...own } = written(name);
  return generatedWorldSchema.parse(like === undefined ? own : { ...describedWorld(like), ...own });
}
