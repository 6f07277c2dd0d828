import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { inOwnProcess } from '../support/program/own-process.ts';
import { ROOT } from '../support/vrlab.ts';

const OUT = path.join(ROOT, 'out');
const MAIN = path.join(OUT, 'main');

/** What a person or a worker starts; each is started by tests of its own, and does its work as soon as it is loaded. */
const STARTED_BY = {
  'index.js': 'tests/electron/startup.test.ts',
  'vrlab-publish.js': 'tests/support/program/vrlab-publish.ts',
  'vrlab.js': 'tests/machine/command-words.test.ts',
  'web.js': 'tests/machine/web-launch.test.ts',
  'systeminformation-worker.js': 'tests/machine/command-check.test.ts',
};

const isScript = (name: string) => /\.[cm]?js$/.test(name);
const scripts = readdirSync(OUT, { recursive: true, encoding: 'utf8' }).filter(isScript);
const chunks = readdirSync(MAIN).filter((name) => isScript(name) && !Object.hasOwn(STARTED_BY, name));

/** Code that compiles files as the engine does before it runs them, early errors included. @returns those it refuses. */
const COMPILE = `
  import { readFileSync } from 'node:fs';
  import vm from 'node:vm';
  const refused = [];
  for (const file of FILES) {
    const code = readFileSync(file, 'utf8');
    try {
      if (file.endsWith('.cjs')) vm.compileFunction(code, ['exports', 'require', 'module', '__filename', '__dirname']);
      else new vm.SourceTextModule(code, { importModuleDynamically: () => undefined });
    } catch (cause) {
      refused.push(file + ': ' + cause.message);
    }
  }
  console.log(JSON.stringify(refused));
`;

async function refusedIn(files: readonly string[]): Promise<unknown> {
  const code = COMPILE.replace('FILES', JSON.stringify(files));
  return JSON.parse(await inOwnProcess(code, [], ['--no-warnings', '--experimental-vm-modules']));
}

/** Code that loads every chunk and says which cannot be. What only Electron has is the stand-in. */
const LOAD = `
  import { registerHooks } from 'node:module';
  const standIn = ${JSON.stringify(path.join(ROOT, 'tests/electron/electron-stand-in.ts'))};
  registerHooks({ resolve: (name, context, next) =>
    name === 'electron' ? { url: 'file://' + standIn, format: 'module-typescript', shortCircuit: true } : next(name, context) });
  const broken = [];
  for (const file of FILES)
    try {
      await import('file://' + file);
    } catch (cause) {
      broken.push(file + ': ' + cause.message);
    }
  console.log(JSON.stringify(broken));
  process.exit();
`;

/** A chunk and everything that is loaded with it. */
function loadedWith(name: string): ReadonlySet<string> {
  const loaded = new Set([name]);
  for (const file of loaded)
    for (const [, imported] of readFileSync(path.join(MAIN, file), 'utf8').matchAll(/(?:from|import)"\.\/([^"]+)"/g))
      loaded.add(imported!);
  return loaded;
}

describe('what was built', () => {
  it('has scripts in all three parts, and every entry', () => {
    for (const part of ['main', 'preload', 'renderer'])
      expect(scripts.filter((name) => name.startsWith(part + path.sep)).length).toBeGreaterThan(0);
    expect(chunks.length).toBeGreaterThan(100);
    expect(readdirSync(MAIN)).toEqual(expect.arrayContaining(Object.keys(STARTED_BY)));
  });

  it('is valid, every file', async () => {
    expect(await refusedIn(scripts.map((name) => path.join(OUT, name)))).toEqual([]);
  });

  it('loads, every chunk of the programs, with what it imports', async () => {
    const files = chunks.map((name) => path.join(MAIN, name));
    expect(JSON.parse(await inOwnProcess(LOAD.replace('FILES', JSON.stringify(files))))).toEqual([]);
  });

  it('starts no program when a chunk is loaded: none imports an entry', () => {
    const entries = Object.keys(STARTED_BY).join('|');
    const imports = new RegExp(String.raw`["'\`]\./(?:${entries})["'\`]`);
    // Where the worker begins is a URL, given to Worker.
    const importing = chunks.filter((name) => imports.test(readFileSync(path.join(MAIN, name), 'utf8')));
    expect(importing).toEqual([]);
  });

  it('loads no validator for a check: zod and its schemas take longer than the check itself', () => {
    const app = chunks.find((name) => name.startsWith('app-'));
    const command = chunks.find((name) => /^check-[\w-]{8}\.js$/.test(name) && loadedWith(name).has(app!));
    const loaded = [...loadedWith('vrlab.js'), ...loadedWith(command!)];
    expect(loaded).toContain(app);
    expect(loaded.filter((name) => readFileSync(path.join(MAIN, name), 'utf8').includes('_zod'))).toEqual([]);
  });

  it('loads nothing that speaks adb before there is a headset to speak to, neither for a check nor in a host that rests', () => {
    const command = chunks.find((name) => /^check-[\w-]{8}\.js$/.test(name));
    const speaks = (name: string) =>
      /Socket open failed|No transport id for device|-L`,`tcp:/.test(readFileSync(path.join(MAIN, name), 'utf8'));
    const loaded = ['vrlab.js', command!, 'web.js', 'index.js'].flatMap((name) => [...loadedWith(name)]);
    expect(loaded.filter(speaks)).toEqual([]);
    expect(chunks.filter(speaks).length).toBeGreaterThan(1);
  });
});
