import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { folderOfFile } from '../../support/temporary-folder.ts';

/** docs/add-a-check.md, followed to the letter in a copy of what checks need. */
const PAGE = readFileSync('docs/add-a-check.md', 'utf8');

const COPIED = [
  'package.json',
  'tsconfig.base.json',
  'vitest.config.ts',
  'publication',
  'resources/publication',
  'src/core',
  'src/shared',
  'tests/support',
  'tests/unit/checks',
  'tests/unit/shared/world-wording.test.ts',
  'tests/worlds',
];

/** A fenced block whose first line names a file: the whole file, lines to add, or keys to add. */
interface Block {
  readonly language: string;
  readonly file: string;
  readonly text: string;
}

const blocks: readonly Block[] = [...PAGE.matchAll(/^```(\w+) (\S+)\n(.*?)^```$/gms)].map(
  ([, language, file, text]) => ({ language: language!, file: file!, text: text! }),
);

type Json = { [key: string]: Json | string | string[] };

function addKeys(to: Json, keys: Json): Json {
  for (const [key, value] of Object.entries(keys)) {
    const known = to[key];
    if (typeof known === 'object' && !Array.isArray(known)) addKeys(known, value as Json);
    else if (known === undefined) to[key] = value;
    else throw new Error(`${key} is there already`);
  }
  return to;
}

/** Puts the lines marked `+` after the unmarked ones before them, which have to be there once. */
function addLines(text: string, diff: string): string {
  const lines = diff.trimEnd().split('\n');
  const before = lines
    .filter((line) => line.startsWith(' '))
    .map((line) => `${line.slice(1)}\n`)
    .join('');
  const added = lines
    .filter((line) => line.startsWith('+'))
    .map((line) => `${line.slice(1)}\n`)
    .join('');
  if (text.split(before).length !== 2) throw new Error(`not there once: ${before}`);
  return text.replace(before, before + added);
}

function written({ language, file, text }: Block, folder: string): string {
  const there = path.join(folder, file);
  if (!existsSync(there)) return text;
  if (language === 'diff') return addLines(readFileSync(there, 'utf8'), text);
  if (language === 'json')
    return JSON.stringify(addKeys(JSON.parse(readFileSync(there, 'utf8')) as Json, JSON.parse(text) as Json));
  throw new Error(`${file} is there already`);
}

const run = promisify(execFile);

/** @returns what the program printed, and its exit code. */
async function runTool(folder: string, tool: string, ...args: string[]) {
  const options = { cwd: folder, env: { ...process.env, NO_COLOR: '1' }, maxBuffer: 1 << 26 };
  try {
    const { stdout } = await run(process.execPath, [path.resolve('node_modules', tool), ...args], options);
    return { code: 0, output: stdout };
  } catch (cause) {
    const { code, stdout, stderr } = cause as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

const TSCONFIG = {
  extends: './tsconfig.base.json',
  compilerOptions: {
    composite: false,
    emitDeclarationOnly: false,
    noEmit: true,
    lib: ['ES2024', 'ESNext.Array', 'ESNext.Disposable'],
    types: ['node'],
  },
  files: ['src/core/checks/list.ts', 'tests/unit/checks/host-processor.test.ts'],
};

/** Seconds on an idle PC, minutes beside other work. */
const PATIENCE_MS = 300_000;

/** What `vitest --reporter json` writes, as far as it is looked at. */
interface SuiteReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

describe('docs/add-a-check.md', () => {
  const folder = folderOfFile();
  const report = path.join(folder, 'report.json');
  let compiled: ReturnType<typeof runTool>;
  let tested: ReturnType<typeof runTool>;

  beforeAll(() => {
    for (const one of COPIED) {
      mkdirSync(path.dirname(path.join(folder, one)), { recursive: true });
      cpSync(one, path.join(folder, one), {
        recursive: true,
        filter: (from) => path.basename(from) !== path.basename(import.meta.filename),
      });
    }
    symlinkSync(path.resolve('node_modules'), path.join(folder, 'node_modules'));
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
    for (const block of blocks) writeFileSync(path.join(folder, block.file), written(block, folder));
    compiled = runTool(folder, 'typescript/bin/tsc', '-p', '.');
    const toFile = ['--reporter', 'json', '--outputFile', report];
    tested = runTool(folder, 'vitest/vitest.mjs', 'run', '--project', 'unit', '--maxWorkers', '1', ...toFile);
  });

  it('adds a check in five files, none of them of a world', () => {
    expect([...new Set(blocks.map(({ file }) => file))]).toEqual([
      'src/core/checks/host-processor.ts',
      'src/core/checks/list.ts',
      'src/shared/locales/zh-CN/checks.json',
      'src/shared/locales/en/checks.json',
      'tests/unit/checks/host-processor.test.ts',
    ]);
    expect(PAGE).toContain('**five files**');
  });

  it('is followed by a check that compiles', { timeout: PATIENCE_MS }, async () => {
    expect(await compiled).toEqual({ code: 0, output: '' });
  });

  it('is followed by green checks in every world and with every text', { timeout: PATIENCE_MS }, async () => {
    const { code, output } = await tested;
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as SuiteReport;
    const results = testResults.flatMap(({ assertionResults }) => assertionResults);
    expect(results.filter(({ status }) => status !== 'passed').map(({ fullName }) => fullName)).toEqual([]);
    expect(code, output).toBe(0);
    const own = testResults.find(({ name }) => name.endsWith('host-processor.test.ts'));
    expect(own?.assertionResults.length).toBeGreaterThan(3);
    expect(results.length).toBeGreaterThan(300);
  });
});
