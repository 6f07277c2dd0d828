// npm run sbom: what is part of the program, as CycloneDX, to out/vrlab-check.cdx.json. npm lists everything that the lockfile has,
// for building and testing too; here is what is shipped, with Electron and the Node of the terminal command, which npm cannot know.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readShipped } from './licences.ts';
import { type Lockfile, nodePackage, readLockfile, runtimePackages } from './runtime-packages.ts';
import { nameOf, TARGETS, terminalTarget } from './target.ts';

export const BILL_OF_MATERIALS = 'vrlab-check.cdx.json';

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly scope?: string;
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
  readonly [more: string]: unknown;
}
export interface BillOfMaterials {
  readonly metadata: { readonly component: Component; readonly [more: string]: unknown };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
  readonly [more: string]: unknown;
}

/** What `npm sbom` says of the lockfile, without looking at what is installed. */
export function readWithNpm(root: string): BillOfMaterials {
  const npm = spawnSync(
    'npm',
    ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      // npm is a command file there, which only a shell starts.
      shell: process.platform === 'win32',
    },
  );
  if (npm.status !== 0) throw new Error(`npm sbom: ${npm.stderr || String(npm.error ?? npm.status)}`);
  return JSON.parse(npm.stdout) as BillOfMaterials;
}

/** Systems by package: those that only some packages hold are named. */
function systemsOf(lock: Lockfile): Map<string, string[]> {
  const systems = new Map<string, string[]>();
  for (const target of TARGETS) {
    const terminal = terminalTarget(target);
    const packages = [
      ...runtimePackages(lock, target),
      ...runtimePackages(lock, terminal),
      nodePackage(lock, terminal),
    ].map(({ name, version }) => `${name}@${version}`);
    for (const ref of new Set(packages)) systems.set(ref, [...(systems.get(ref) ?? []), nameOf(target)]);
  }
  return systems;
}

/** Leaves of npm's list what is shipped. The same each time: no time of making, no random number. @throws naming what npm does not know. */
export function billOfMaterials(root: string, everything: BillOfMaterials): BillOfMaterials {
  const systems = systemsOf(readLockfile(root));
  const electron = everything.components.filter(({ name }) => name === 'electron').map((one) => one['bom-ref']);
  const shipped = new Set([
    ...readShipped(root).map(({ name, version }) => `${name}@${version}`),
    ...systems.keys(),
    ...electron,
  ]);
  const listed = new Map(everything.components.map((one) => [`${one.name}@${one.version}`, one]));
  const unknown = [...shipped].filter((ref) => !listed.has(ref));
  if (unknown.length > 0) throw new Error(`Shipped, and not in package-lock.json: ${unknown.join(', ')}`);
  const components = [...shipped].toSorted().map((ref): Component => {
    const of = systems.get(ref) ?? [];
    const isForSome = of.length > 0 && of.length < TARGETS.length;
    return {
      ...listed.get(ref)!,
      scope: 'required',
      properties: isForSome ? [{ name: 'vrlab:systems', value: of.join(' ') }] : [],
    };
  });
  const { serialNumber: _random, metadata, ...rest } = everything;
  const { timestamp: _now, ...lasting } = metadata;
  const refs = new Set([...components.map((one) => one['bom-ref']), metadata.component['bom-ref']]);
  return {
    ...rest,
    metadata: { ...lasting, component: { ...metadata.component, name: 'vrlab-check' } },
    components,
    dependencies: everything.dependencies
      .filter(({ ref }) => refs.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.has(one)) })),
  };
}

/** @returns how many components were written. */
export function writeBillOfMaterials(root: string): number {
  const bill = billOfMaterials(root, readWithNpm(root));
  writeFileSync(path.join(root, 'out', BILL_OF_MATERIALS), `${JSON.stringify(bill, null, 2)}\n`);
  return bill.components.length;
}

if (import.meta.main) {
  const count = writeBillOfMaterials(path.resolve(import.meta.dirname, '../..'));
  process.stdout.write(`out/${BILL_OF_MATERIALS}: ${count} components\n`);
}
