import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fetchPackage, packageFolder, type PinnedPackage } from '../pinned-package.mjs';
import { packedFiles } from './packed-files.ts';
import { nodePackage, readLockfile, runtimePackages } from './runtime-packages.ts';
import { BILL_OF_MATERIALS } from './sbom.ts';
import { nameOf, type Target, terminalTarget } from './target.ts';

/** What electron-builder.yml takes from `prepared/<platform>-<arch>`. */
export interface Prepared {
  /** Becomes node_modules of the app. */
  readonly modules: string;
  /** Becomes resources/vrlab: the terminal command, with a Node of its own because the fuses forbid the app to be one. */
  readonly terminal: string;
  /** Lies beside the program. electron-builder leaves out of the app what it is told to put there: so these are copies. */
  readonly beside: string;
}

/** Loaded by Electron, by the web host and by operations only. */
const NOT_IN_TERMINAL = new Set(['index.js', 'web.js', 'vrlab-publish.js']);
const RESOURCES = ['publication', 'templates', 'updates'];

export const preparedFor = (root: string, target: Target): Prepared => {
  const folder = path.join(root, 'prepared', nameOf(target));
  return {
    modules: path.join(folder, 'node_modules'),
    terminal: path.join(folder, 'vrlab'),
    beside: path.join(folder, 'beside'),
  };
};

/**
 * Puts together what a package needs beside the built program. Packages of another system, which npm does not install, are fetched and
 * checked against the lockfile.
 */
export function prepare(root: string, target: Target): Prepared {
  const prepared = preparedFor(root, target);
  rmSync(path.dirname(prepared.modules), { recursive: true, force: true });
  copyModules(root, target, prepared.modules);
  prepareTerminal(root, terminalTarget(target), prepared.terminal);
  prepareBeside(root, target, prepared.beside);
  return prepared;
}

/** Licences and parts of what is inside, to be read without opening the program, and the way to the terminal command. */
function prepareBeside(root: string, target: Target, folder: string): void {
  const command = target.platform === 'win32' ? 'vrlab.cmd' : 'vrlab';
  const files = [
    ['LICENSE', 'LICENSE.txt'],
    ['out/THIRD-PARTY-NOTICES.txt', 'THIRD-PARTY-NOTICES.txt'],
    [`out/${BILL_OF_MATERIALS}`, BILL_OF_MATERIALS],
    [`resources/terminal/${command}`, command],
  ] as const;
  for (const [from, to] of files) copy(path.join(root, from), path.join(folder, to));
}

function prepareTerminal(root: string, target: Target, folder: string): void {
  const lock = readLockfile(root);
  const node = nodePackage(lock, target);
  const from = locate(root, node);
  const program = path.basename(node.program);
  linkOrCopy(path.join(from, node.program), path.join(folder, program));
  // The package for Windows brings none.
  copy(path.join(root, 'resources/licences/Node.js.txt'), path.join(folder, 'LICENSE.node.txt'));
  copyModules(root, target, path.join(folder, 'node_modules'));
  copy(path.join(root, 'bin/vrlab.mjs'), path.join(folder, 'bin/vrlab.mjs'));
  copy(path.join(root, 'out/THIRD-PARTY-NOTICES.txt'), path.join(folder, 'out/THIRD-PARTY-NOTICES.txt'));
  copyTree(
    path.join(root, 'out/main'),
    path.join(folder, 'out/main'),
    (file) => !NOT_IN_TERMINAL.has(file) && !file.endsWith('.map'),
  );
  for (const name of RESOURCES) copyTree(path.join(root, 'resources', name), path.join(folder, 'resources', name));
  const { name, version, license, type } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  writeFileSync(
    path.join(folder, 'package.json'),
    `${JSON.stringify({ name, version, license, type, private: true }, null, 2)}\n`,
  );
}

function copyModules(root: string, target: Target, to: string): void {
  for (const one of runtimePackages(readLockfile(root), target)) {
    const folder = locate(root, one);
    for (const file of packedFiles(one.name, folder, target))
      copy(path.join(folder, file), path.join(to, one.name, file));
  }
}

/** Installed by npm for this system, or fetched. */
function locate(root: string, pinned: PinnedPackage): string {
  const installed = path.join(root, 'node_modules', pinned.name);
  if (existsSync(installed)) {
    const { version } = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8')) as { version: string };
    if (version !== pinned.version)
      throw new Error(`${pinned.name} ${version} is installed, package-lock.json has ${pinned.version}: npm ci`);
    return installed;
  }
  const problem = fetchPackage(pinned);
  if (problem !== null) throw new Error(problem);
  return packageFolder(pinned);
}

function copyTree(from: string, to: string, wanted: (file: string) => boolean = () => true): void {
  if (!existsSync(from)) return;
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.relative(from, path.join(entry.parentPath, entry.name));
    if (wanted(file)) copy(path.join(from, file), path.join(to, file));
  }
}

/** For 120 MB that are packed as they are. */
function linkOrCopy(from: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true });
  try {
    linkSync(from, to);
  } catch {
    copy(from, to);
    chmodSync(to, 0o755);
  }
}

function copy(from: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true });
  copyFileSync(from, to, constants.COPYFILE_FICLONE);
}
