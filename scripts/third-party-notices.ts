import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

/** One package that is shipped, as Vite's `build.license` writes it as JSON. */
interface Notice {
  readonly name: string;
  readonly version: string;
  readonly identifier?: string;
  readonly text?: string;
}

/** Where Vite puts what it bundled into each part of the program. */
export const BUNDLED_LICENCES = 'bundled-licences.json';
/** At the top of what is built: in the package, and beside the web host. */
export const NOTICES = 'THIRD-PARTY-NOTICES.txt';
/** The same packages without the texts; for the bill of materials, and not packed. */
export const SHIPPED = 'shipped-packages.json';

export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

const PARTS = ['main', 'preload', 'renderer'] as const;
const LICENCE_FILE = /^(licen[cs]e|copying)/i;
const NOTICE_FILE = /^notice(\.|$)/i;

/** Makes the notices once the last part is built. */
export const thirdPartyNotices = (root: string): Plugin => ({
  name: 'third-party-notices',
  apply: 'build',
  closeBundle: {
    order: 'post',
    handler() {
      writeNotices(root);
    },
  },
});

/**
 * Puts together what was bundled and what is loaded from node_modules at run time, with the texts of their licences.
 * @throws naming the packages without one: their texts belong into `resources/licences`.
 */
function writeNotices(root: string): void {
  const out = path.join(root, 'out');
  const bundled = PARTS.flatMap((part) => {
    const file = path.join(out, part, BUNDLED_LICENCES);
    if (!existsSync(file)) return [];
    const notices = JSON.parse(readFileSync(file, 'utf8')) as Notice[];
    rmSync(file);
    return notices;
  });
  const notices = new Map<string, Notice>();
  for (const notice of [...bundled, ...runtimePackages(root)])
    notices.set(`${notice.name}@${notice.version}`, withText(root, notice));
  const sorted = [...notices.entries()]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, notice]) => notice);
  const silent = sorted.filter(({ text, identifier }) => text === undefined || identifier === undefined);
  if (silent.length > 0) {
    const names = silent.map(
      ({ name, version, identifier }) => `${name}@${version} (${identifier ?? 'no licence named'})`,
    );
    throw new Error(`Shipped without the text of its licence: ${names.join(', ')}. Put it into resources/licences.`);
  }
  writeFileSync(path.join(out, NOTICES), textOf(sorted));
  const shipped = sorted.map(({ name, version, identifier }): ShippedPackage => ({
    name,
    version,
    licence: identifier!,
  }));
  writeFileSync(path.join(out, SHIPPED), `${JSON.stringify(shipped, null, 2)}\n`);
}

/** Native libraries stay outside the bundles, with everything they load. */
function runtimePackages(root: string): Notice[] {
  const { dependencies } = manifestOf(root);
  const found = new Map<string, Notice>();
  const waiting = Object.keys(dependencies ?? {}).map((name) => ({ name, parent: '' }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { name, parent } = next;
    const folder = path.join(root, 'node_modules', name);
    // Libraries of other systems are not installed; each package is built on its own.
    if (found.has(name) || !existsSync(folder)) continue;
    const { version, license, dependencies: own, optionalDependencies } = manifestOf(folder);
    // A package of one system is part of the one that asks for it.
    const isPart = Object.hasOwn(manifestOf(parent === '' ? folder : parent).optionalDependencies ?? {}, name);
    const text = { ...(isPart && textIn(parent)), ...textIn(folder) };
    found.set(name, { name, version, ...(license !== undefined && { identifier: license }), ...text });
    waiting.push(...Object.keys({ ...own, ...optionalDependencies }).map((one) => ({ name: one, parent: folder })));
  }
  return [...found.values()];
}

interface Manifest {
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}
const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;

function textIn(folder: string): Pick<Notice, 'text'> {
  const names = readdirSync(folder).toSorted();
  const texts = [LICENCE_FILE, NOTICE_FILE].flatMap((pattern) =>
    names.filter((name) => pattern.test(name)).slice(0, 1),
  );
  return texts.length === 0 || !LICENCE_FILE.test(texts[0]!)
    ? {}
    : { text: texts.map((name) => readFileSync(path.join(folder, name), 'utf8').trim()).join('\n\n') };
}

/** Some packages only name their licence; whose they are is listed by name, and the text of the licence once. */
function withText(root: string, notice: Notice): Notice {
  const folder = path.join(root, 'resources', 'licences');
  const file = path.join(folder, `${notice.identifier}.txt`);
  if (notice.text !== undefined || !existsSync(file)) return notice;
  const holders = JSON.parse(readFileSync(path.join(folder, 'copyright-holders.json'), 'utf8')) as Record<
    string,
    string
  >;
  const holder = holders[notice.name];
  return holder === undefined ? notice : { ...notice, text: `${holder}\n\n${readFileSync(file, 'utf8').trim()}` };
}

const RULE = '-'.repeat(80);

const textOf = (notices: readonly Notice[]): string =>
  [
    'VR Lab Check contains the following third-party software. Electron and Chromium, where they are part of the',
    'package, bring their own notices (LICENSE.electron.txt, LICENSES.chromium.html).',
    '',
    ...notices.flatMap(({ name, version, identifier, text }) => [
      RULE,
      `${name} ${version} (${identifier})`,
      RULE,
      '',
      text,
      '',
    ]),
  ].join('\n');
