// npm run devices-page: writes docs/devices.md from the catalogue of the draft and the worlds of the tests.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type CatalogueEntry, catalogueSchema } from '../src/core/published/catalogue-schema.ts';
import { pinnedWorlds } from '../tests/worlds/generator/expected-world.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
export const DEVICES_PAGE = path.join(ROOT, 'docs/devices.md');

const expectationSchema = z.object({ expect: z.object({ devices: z.array(z.string()) }) });

/** Models that come out of the worlds of one file in a folder, by world: `viture@1-2 [boot]` is of a Viture. */
const modelsIn = (folder: string): (readonly [string, readonly string[]])[] =>
  readdirSync(path.join(ROOT, 'tests/worlds', folder))
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      const written: unknown = JSON.parse(readFileSync(path.join(ROOT, 'tests/worlds', folder, name), 'utf8'));
      const { expect } = expectationSchema.parse(written);
      return [name.replace('.json', ''), expect.devices.map((device) => device.split('@')[0]!)] as const;
    });

/** Worlds in which a model is recognised, by the systems on which they are read. */
function proofs(): ReadonlyMap<string, { both: string[]; windows: string[] }> {
  const found = new Map<string, { both: string[]; windows: string[] }>();
  const add = (system: 'both' | 'windows', world: string, models: readonly string[]) => {
    for (const model of new Set(models)) {
      const known = found.get(model) ?? { both: [], windows: [] };
      known[system].push(world);
      found.set(model, known);
    }
  };
  for (const [world, { devices }] of pinnedWorlds())
    add(
      'both',
      world,
      devices.map(({ model }) => model),
    );
  for (const [world, models] of modelsIn('described')) add('both', world, models);
  for (const [world, models] of modelsIn('windows')) add('windows', world, models);
  return found;
}

const idsOf = ({ parts }: Pick<CatalogueEntry, 'parts'>): string[] => [
  ...new Set(
    parts.flatMap(({ match }) =>
      match.flatMap((matcher) => {
        if (typeof matcher === 'string') return matcher;
        if ('usb' in matcher) return matcher.usb;
        return 'vendor' in matcher ? `${matcher.vendor}:*` : `family ${matcher.family}`;
      }),
    ),
  ),
];

const KNOWN: Readonly<Record<CatalogueEntry['status'], string>> = {
  'source-shown': 'a source shows it',
  'id-only': 'id only, **unverified**',
  conflict: 'sources contradict each other',
  'ambiguous-id': 'its id is shared',
  'firmware-configured': 'its firmware sets the id',
  'vendor-only': 'vendor only, **unverified**',
  partial: 'parts only, **unverified**',
  unverified: '**unverified**',
};

const SHOWN_WORLDS = 3;
const worldsIn = (worlds: readonly string[]): string =>
  worlds.length === 0
    ? '–'
    : `${worlds.slice(0, SHOWN_WORLDS).join(', ')}${worlds.length > SHOWN_WORLDS ? ` and ${worlds.length - SHOWN_WORLDS} more` : ''}`;

/** The page, as it has to be. */
export function devicesPage(): string {
  const file = path.join(ROOT, 'publication/draft/catalogue.json');
  const catalogue = catalogueSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const proven = proofs();
  const lines = catalogue.devices
    .toSorted((a, b) => a.vendor.localeCompare(b.vendor, 'en') || a.name.localeCompare(b.name, 'en'))
    .map((entry) => {
      const { both, windows } = proven.get(entry.id) ?? { both: [], windows: [] };
      const ids = [
        ...idsOf(entry),
        ...(entry.monitors ?? []).map((id) => `display ${id}`),
        ...(entry.adb === undefined ? [] : ['adb']),
      ];
      const cells = [entry.vendor, entry.name, `\`${entry.id}\``, ids.join(', '), KNOWN[entry.status]];
      return `| ${[...cells, entry.sources.join(', '), worldsIn(both), worldsIn(windows)].join(' | ')} |`;
    });
  return `# Devices

Written by \`npm run devices-page\` from the [catalogue](../publication/draft/catalogue.json) and the [worlds](../tests/worlds/README.md). A world proves an entry where the real native libraries read it and the model comes
out: on both systems, or on Windows alone. What no source shows on the device itself is unverified, and is called so wherever the program names it. \`adb\`: a stand-alone headset also says over adb that it is this model.

| maker | model | entry | recognised by | known how | sources | worlds on Linux and Windows | on Windows alone |
| --- | --- | --- | --- | --- | --- | --- | --- |
${lines.join('\n')}
`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(DEVICES_PAGE, devicesPage());
