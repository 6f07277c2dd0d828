import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { COMMAND_NAMES, declaredCommand, optionsOf } from '../../../src/cli/command-line.ts';
import { VRLAB } from '../vrlab.ts';
import { ODD_TEXTS } from './mutate.ts';

const LIMIT_MS = 60_000;
/** Runs until it is interrupted. */
const ENDLESS = new Set(['watch']);
const GOOD_CODES = new Set([0, 1, 2, 3, 64]);

/**
 * Commands write where they are told, and some of the names lead upwards or to devices. So nothing is run as root, all of it
 * runs so deep in a folder of its own that `../../../../` stays inside, and no absolute path but two devices leaves it.
 */
const DEEP = 'a/b/c/d/e/f/g/h';
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** Forty odd things to be named, in a folder that everybody may use. */
export function oddThings(folder: string): string[] {
  mkdirSync(path.join(folder, DEEP), { recursive: true });
  execFileSync('chmod', ['-R', 'a+rwX', folder]);
  const write = (name: string, content: string | Uint8Array) => {
    writeFileSync(path.join(folder, name), content);
    return path.join(folder, name);
  };
  mkdirSync(path.join(folder, 'empty'));
  execFileSync('mkfifo', [path.join(folder, 'pipe')]);
  for (const name of ['pipe', 'empty']) chmodSync(path.join(folder, name), 0o777);
  // Where the program itself could not be read, every call would end oddly for a reason that is not the call's.
  const version = execFileSync(process.execPath, [VRLAB, '--version'], { cwd: folder, encoding: 'utf8', ...NOBODY });
  if (!/^\d+\.\d+\.\d+$/.test(version.trim())) throw new Error(`the command cannot be run: ${version}`);
  return [
    path.join(folder, 'pipe'),
    path.join(folder, 'empty'),
    path.join(folder, 'absent'),
    '/dev/zero',
    '/dev/null',
    write('zeros', Buffer.alloc(100_000)),
    write('deep.json', '['.repeat(300_000)),
    write('half.json', '{"schema":"vrlab.snapshot/1","takenAt":'),
    write('null.json', 'null'),
    write('newer.json', '{"schema":"vrlab.snapshot/99"}'),
    write('gbk.csv', Buffer.from([0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xd0, 0xf2])),
    write('name\u001b[31m\u202e.json', '{}'),
    write('large.json', `[${'{},'.repeat(200_000)}{}]`),
    '--',
    '-x',
    '--world=/absent',
    '--lang=fr',
    ...ODD_TEXTS.filter((text) => !text.includes('\0')).map((text) => text.slice(0, 1000)),
  ];
}

/** Every command with every odd thing, as a word and as the value of its options. */
export function oddCalls(folder: string): string[][] {
  const things = oddThings(folder);
  return COMMAND_NAMES.filter((command) => !ENDLESS.has(command)).flatMap((command) =>
    things.flatMap((thing, at) => {
      const verbs = Object.keys(declaredCommand(command).subcommands ?? {});
      const verb = verbs[at % Math.max(1, verbs.length)];
      const options = Object.entries(optionsOf(command, verb ?? null)).filter(
        ([name, value]) => value !== 'nothing' && name !== 'data' && name !== 'save-snapshot',
      );
      const [option] = options[at % options.length]!;
      const word = verb === undefined ? [command, thing] : [command, verb, thing];
      return [word, [command, ...(verb === undefined ? [] : [verb]), `--${option}`, thing]];
    }),
  );
}

/**
 * Runs one call of the built command.
 * @param folder that the odd things are in. @returns what is wrong with how it ended, null where nothing is.
 */
export async function faultOf(call: readonly string[], folder: string): Promise<string | null> {
  const data = path.join(folder, 'data');
  const child = spawn(process.execPath, [VRLAB, ...call, '--data', data], {
    cwd: path.join(folder, DEEP),
    ...NOBODY,
    stdio: 'pipe',
    timeout: LIMIT_MS,
    killSignal: 'SIGKILL',
  });
  child.stdin.end();
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdout.resume();
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  const named = JSON.stringify(call).slice(0, 300);
  if (signal !== null) return `${named} did not end`;
  if (!GOOD_CODES.has(code ?? -1)) return `${named} ended with ${code}: ${stderr.slice(-300)}`;
  if (/\n\s+at /.test(stderr)) return `${named} wrote a stack: ${stderr.slice(0, 300)}`;
  // eslint-disable-next-line no-control-regex
  if (/\u001b|\u202e/.test(stderr.replaceAll(/\u001b\[[\d;]*m/g, ''))) return `${named} wrote control characters`;
  return code === 64 && stderr.trim() === '' ? `${named} said nothing` : null;
}
