// node scripts/packages/examine-installed.ts VRLAB: runs `vrlab doctor` of an installed program and fails where a part of the package is
// missing or broken. What the PC itself lacks, such as a headset or a display, is printed and is no failure.
import { spawnSync } from 'node:child_process';

/** Examinations that a whole package passes on every PC, by the beginning of their ids. */
const MUST_BE_WELL = ['data-folder', 'database', 'publication'];
/** What a library says that is not there or of another system. */
const BROKEN = /Cannot find (?:module|package)|ERR_MODULE_NOT_FOUND|ERR_DLOPEN|invalid ELF|not a valid Win32/;

interface Report {
  readonly examinations: readonly { readonly id: string; readonly state: string; readonly says: string }[];
}

/** @returns what is wrong with the package, in a line each. */
export function faultsOf(printed: string): string[] {
  const { examinations } = JSON.parse(printed) as Report;
  const missing = MUST_BE_WELL.filter((id) => !examinations.some((one) => one.id === id && one.state === 'ok'));
  const broken = examinations.filter(({ says }) => BROKEN.test(says));
  return [...missing.map((id) => `${id} is not well`), ...broken.map(({ id, says }) => `${id}: ${says}`)];
}

if (import.meta.main) {
  const [command] = process.argv.slice(2);
  if (command === undefined) throw new Error('examine-installed.ts VRLAB');
  // A command file of Windows is started by a shell only.
  const shell = process.platform === 'win32';
  const { stdout, stderr } = spawnSync(shell ? `"${command}"` : command, ['doctor', '--json', '--lang', 'en'], {
    encoding: 'utf8',
    shell,
  });
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  const faults = faultsOf(stdout);
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
