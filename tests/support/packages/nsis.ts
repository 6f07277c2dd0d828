import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../vrlab.ts';
import { standInPlugin } from './stand-in-plugin.ts';

const MAKENSIS = '/usr/bin/makensis';
const TEMPLATES = path.join(ROOT, 'node_modules/app-builder-lib/templates/nsis');
/** Plugins that electron-builder downloads and Debian does not have. */
const PLUGINS = ['Nsis7z', 'SpiderBanner', 'StdUtils', 'UAC', 'WinShell', 'inetc', 'nsProcess', 'nsisunz'];

/** Why an installer cannot be compiled here; null where it can. */
export const whyNoNsis = (): string | null =>
  existsSync(MAKENSIS) ? null : 'makensis is not installed: apt-get install nsis';

/** What electron-builder is told by its environment: Debian's compiler, plugins without code, an archiver and a Wine that pretend. */
export function nsisEnvironment(folder: string): Readonly<Record<string, string>> & { readonly log: string } {
  const log = path.join(folder, 'makensis.log');
  const script = (name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${text}\n`);
    chmodSync(path.join(folder, name), 0o755);
  };
  script('nsis/makensis', `NSISDIR=/usr/share/nsis exec ${MAKENSIS} -V4 "$@" >> '${log}' 2>&1`);
  writeFileSync(path.join(folder, 'nsis/elevate.exe'), '');
  script('7za', 'for word; do case $word in *.7z) echo > "$word" ;; esac; done');
  // electron-builder runs the first installer under Wine, 32 bit, for it to write the uninstaller.
  script('bin/wine', 'cp "$1" "${1%exe}__uninstaller.exe"');
  const plugins = path.join(folder, 'resources/plugins/x86-unicode');
  mkdirSync(plugins, { recursive: true });
  const called = calledFunctions();
  for (const name of PLUGINS)
    writeFileSync(path.join(plugins, `${name}.dll`), standInPlugin(name, called.get(name) ?? []));
  return {
    PATH: `${path.join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
    ELECTRON_BUILDER_NSIS_DIR: path.join(folder, 'nsis'),
    ELECTRON_BUILDER_NSIS_RESOURCES_DIR: path.join(folder, 'resources'),
    ELECTRON_BUILDER_7ZIP_PATH: path.join(folder, '7za'),
    log,
  };
}

/** Functions of plugins that electron-builder's scripts call. */
function calledFunctions(): Map<string, string[]> {
  const called = new Map<string, Set<string>>();
  for (const file of readdirSync(TEMPLATES, { recursive: true, encoding: 'utf8' })) {
    if (!/\.ns[hi]$/.test(file)) continue;
    for (const [, plugin, name] of readFileSync(path.join(TEMPLATES, file), 'utf8').matchAll(/\b(\w+)::(\w+)/g))
      called.set(plugin!, (called.get(plugin!) ?? new Set()).add(name!));
  }
  return new Map([...called].map(([plugin, names]) => [plugin, [...names]]));
}
