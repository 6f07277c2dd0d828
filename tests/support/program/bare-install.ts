import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fetchPackage, packageFolder, type PinnedPackage } from '../../../scripts/pinned-package.mjs';
import { ROOT } from '../vrlab.ts';

const npm = (version: string, sha512: string): PinnedPackage => ({ name: 'npm', version, sha512 });

/** What people have: npm of Node 20 and 22, of Node 24, and the newest when this was written. Each runs under Node 24. */
export const NPMS: readonly PinnedPackage[] = [
  npm('10.9.4', 'OnUG836FwboQIbqtefDNlyR0gTHzIfwRfE3DuiNewBvnMnWEpB0VEXwBlFVgqpNzIgYo/MHh3d2Hel/pszapAA=='),
  npm('11.6.4', 'ERjKtGoFpQrua/9bG0+h3xiv/4nVdGViCjUYA1AmlV24fFvfnSB7B7dIfZnySQ1FDLd0ZVrWPsLLp78dCtJdRQ=='),
  npm('12.2.2', 'KglgbZyacf7jH+FHuNRqVuCzQi8VhI2a7J87Ix43FsPTuZoGWmIXXGdZtBUOA79vwL+IJREqURVzupA7PsQTcA=='),
];

/** The script of a pinned npm, fetched where it is missing. */
export function npmScript(pinned: PinnedPackage): string {
  const problem = fetchPackage(pinned);
  if (problem !== null) throw new Error(problem);
  return path.join(packageFolder(pinned), 'bin/npm-cli.js');
}

/**
 * The environment of a PC that has Node and nothing else: no compiler, no make, no Python. Packages come from npm's usual
 * cache, and from the network only where they are not in it.
 * @param node the Node that is on the PATH.
 */
export function bareEnvironment(folder: string, node = process.execPath): Record<string, string> {
  const bin = path.join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  symlinkSync(node, path.join(bin, 'node'));
  // Every Linux has it, and npm starts scripts with it.
  symlinkSync('/bin/sh', path.join(bin, 'sh'));
  const inherited = Object.entries(process.env).filter(
    ([name, value]) => value !== undefined && (!/^npm_/i.test(name) || name === 'npm_config_cache'),
  );
  return {
    ...(Object.fromEntries(inherited) as Record<string, string>),
    PATH: bin,
    npm_config_prefer_offline: 'true',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
  };
}

interface Lock {
  readonly packages: Record<string, { optionalDependencies?: Record<string, string> }>;
}

/**
 * A project with the packages of this one but without Node itself, which takes 120 MB and has nothing to compile.
 * @param settings the file .npmrc.
 */
export function projectWithoutNode(folder: string, settings: string): void {
  const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    optionalDependencies?: Record<string, string>;
  };
  const lock = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as Lock;
  for (const name of Object.keys(manifest.optionalDependencies ?? {})) delete lock.packages[`node_modules/${name}`];
  delete manifest.optionalDependencies;
  delete lock.packages['']!.optionalDependencies;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(lock));
  writeFileSync(path.join(folder, '.npmrc'), settings);
}

/** Code that uses every native library of this system and prints the files that were loaded, from the folder it runs in. */
export const LOAD_NATIVES = `
  const loaded = [];
  const { dlopen } = process;
  process.dlopen = (module, file, ...rest) => (loaded.push(file), dlopen.call(process, module, file, ...rest));
  const Database = require('better-sqlite3');
  if (new Database(':memory:').prepare('SELECT 1 + 1').pluck().get() !== 2) throw new Error('SQLite');
  require('node-hid').devices();
  if (require('koffi').sizeof('int') !== 4) throw new Error('koffi');
  if (process.platform === 'win32') require('native-reg').openKey(require('native-reg').HKLM, 'SOFTWARE', 0x20019);
  const { WebUSB } = require('usb');
  // Where the kernel knows no USB, the library itself says so.
  const look = new WebUSB({ allowAllDevices: true }).getDevices();
  look.catch((cause) => { if (!/^getDevices error/.test(cause.message)) throw cause; })
    .then(() => console.log(JSON.stringify(loaded)));
`;
