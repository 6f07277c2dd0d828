import type { AdbIdentity } from '../../../../shared/domain/adb-facts.ts';
import type { SectionReader } from '../section.ts';
import { forEachLine, label, wholeNumber, within } from './lines.ts';
import { type Maker, makerOf } from './maker.ts';
import { answersIn, scriptOf, sectionOf } from './script.ts';

type Properties = ReadonlyMap<string, string>;

/** Fields that are a property as it stands. */
const FIELDS = {
  manufacturer: 'ro.product.manufacturer',
  model: 'ro.product.model',
  product: 'ro.product.name',
  device: 'ro.product.device',
  odmModel: 'ro.product.odm.model',
  hardwareModel: 'pxr.vendorhw.product.model',
  androidRelease: 'ro.build.version.release',
  fingerprint: 'ro.build.fingerprint',
} as const;

/** Where a version stands: a property, and which part of it; the first that is there counts. */
type VersionPlaces = readonly (readonly [property: string, part?: RegExp])[];

const DOTTED = /^(\d+(?:\.\w+)+)$/;
/** Where each maker writes the version of its system and the build. `null`: any other. */
const VERSIONS: readonly { maker: Maker | null; system: VersionPlaces; build: VersionPlaces }[] = [
  { maker: 'meta', system: [['ro.vros.build.version']], build: [['ro.build.version.incremental']] },
  {
    maker: 'pico',
    system: [
      ['ro.pui.build.version'],
      ['ro.build.display.id', DOTTED],
      ['ro.pvr.internal.version', /_sv(\d+(?:\.\w+?)+)_/],
    ],
    build: [['ro.pvr.internal.version'], ['ro.picovr.internal.version'], ['ro.build.version.incremental']],
  },
  {
    maker: 'htc',
    system: [['ro.product.version']],
    build: [['ro.build.display.id'], ['ro.build.version.incremental']],
  },
  {
    maker: 'play-for-dream',
    system: [['ro.build.display.id', /^(?:[A-Z]\d+_)?(\d+(?:\.\d+)+)$/], ['ro.build.display.id']],
    build: [['ro.build.display.id']],
  },
  {
    maker: null,
    system: [['ro.build.version.lumin'], ['ro.build.display.id']],
    build: [['ro.build.version.incremental']],
  },
];

const WANTED: ReadonlySet<string> = new Set([
  ...Object.values(FIELDS),
  'ro.build.version.sdk',
  'ro.build.version.security_patch',
  ...VERSIONS.flatMap(({ system, build }) => [...system, ...build].map(([property]) => property)),
]);

/** Properties that are wanted, of `[name]: [value]` lines. A value of several lines is none of them. */
function propertiesIn(text: string): Properties {
  const found = new Map<string, string>();
  forEachLine(text, (line) => {
    if (!line.startsWith('[') || !line.endsWith(']')) return;
    const at = line.indexOf(']: [');
    const name = line.slice(1, Math.max(1, at));
    if (WANTED.has(name) && !found.has(name)) found.set(name, line.slice(at + 4, -1));
  });
  return found;
}

function versionAt(properties: Properties, places: VersionPlaces): string | null {
  for (const [property, part] of places) {
    const value = label(properties.get(property));
    const version = part === undefined || value === null ? value : (part.exec(value)?.[1] ?? null);
    if (version !== null) return version;
  }
  return null;
}

/** A day that exists, `2023-10-06`. */
function dayOf(text: string | undefined): string | null {
  if (text === undefined || !/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.valueOf()) && at.toISOString().startsWith(text) ? text : null;
}

function identityIn(text: string): AdbIdentity | null {
  const properties = propertiesIn(text);
  const plain = (field: keyof typeof FIELDS) => label(properties.get(FIELDS[field]));
  const manufacturer = plain('manufacturer');
  const maker = makerOf({ manufacturer });
  const { system, build } = VERSIONS.find((row) => row.maker === maker)!;
  const identity: AdbIdentity = {
    manufacturer,
    model: plain('model'),
    product: plain('product'),
    device: plain('device'),
    odmModel: plain('odmModel'),
    hardwareModel: plain('hardwareModel'),
    androidRelease: plain('androidRelease'),
    sdk: within(wholeNumber(properties.get('ro.build.version.sdk')), 1, 10_000),
    securityPatch: dayOf(properties.get('ro.build.version.security_patch')),
    fingerprint: plain('fingerprint'),
    system: versionAt(properties, system),
    build: versionAt(properties, build),
  };
  return identity.manufacturer === null && identity.model === null && identity.product === null ? null : identity;
}

export const identityReader: SectionReader<'identity'> = {
  name: 'identity',
  deadlineMs: 5000,
  command: () => scriptOf('properties'),
  read(answer) {
    const [properties] = answersIn(answer, 1);
    return sectionOf(properties ? identityIn(properties.text) : null, answer, properties);
  },
};
