import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type WorldDescription, worldDescriptionSchema } from './world-description.ts';

export const WORLDS_FOLDER = path.resolve(import.meta.dirname, '..');

/** Names of all worlds, in order. */
export const worldNames = (): string[] =>
  readdirSync(WORLDS_FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'generator')
    .map((entry) => entry.name)
    .toSorted();

export const worldFile = (name: string, file: string): string => path.join(WORLDS_FOLDER, name, file);

const written = (name: string) => JSON.parse(readFileSync(worldFile(name, 'world.json'), 'utf8')) as { like?: string };

/** A world may be `like` another one: the same devices, described once. */
export function describedWorld(name: string): WorldDescription {
  const { like, ...own } = written(name);
  return worldDescriptionSchema.parse(like === undefined ? own : { ...describedWorld(like), ...own });
}
