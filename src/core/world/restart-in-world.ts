import { accessSync, constants, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { messageOf } from '../platform/message-of.ts';

/** Reading a world takes umockdev some hundredths of a second. */
const TEST_DEADLINE_MS = 10_000;

/** umockdev-run sets it for the program it starts. */
export const isMocked = (): boolean => process.env['UMOCKDEV_DIR'] !== undefined;

/**
 * On Linux with umockdev installed, starts this very program again inside the world, where the real probes see its
 * devices, and lives until that one ends.
 * @returns the exit code of the inner program; null when the caller should go on itself.
 */
export async function restartInWorld(folder: string): Promise<Result<number | null>> {
  if (process.platform !== 'linux' || isMocked()) return succeed(null);
  const written = path.join(folder, 'usb.umockdev');
  const described = existsSync(written) ? null : await descriptionIn(folder);
  if (described === null && !existsSync(written)) return succeed(null);
  const umockdev = findUmockdev();
  if (!umockdev.ok) return umockdev;
  if (umockdev.value === null) return succeed(null);
  if (described === null) return await runChecked(umockdev.value, written);
  const made = await described();
  if (!made.ok) return made;
  try {
    return await runChecked(umockdev.value, made.value.file);
  } finally {
    rmSync(made.value.folder, { recursive: true, force: true });
  }
}

/** @returns how to make the devices of a world that is only described; null where it is not even that. */
async function descriptionIn(world: string) {
  const { descriptionFile, readDescription } = await import('./described/world-description.ts');
  const file = descriptionFile(world);
  if (file === null) return null;
  return async (): Promise<Result<{ folder: string; file: string }>> => {
    const description = await readDescription(file);
    if (!description.ok) return description;
    const { umockdevText } = await import('./described/umockdev-text.ts');
    const folder = mkdtempSync(path.join(os.tmpdir(), 'vrlab-world-'));
    const devices = path.join(folder, 'usb.umockdev');
    writeFileSync(devices, umockdevText(description.value));
    return succeed({ folder, file: devices });
  };
}

async function runChecked(umockdev: string, devices: string): Promise<Result<number>> {
  const tried = await testDevices(umockdev, devices);
  return tried.ok ? await runInside(umockdev, devices) : tried;
}

/** The first one on the PATH that may be run, as a shell looks for it; null when there is none at all. */
function findUmockdev(): Result<string | null> {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const found = folders.map((folder) => path.join(folder, 'umockdev-run')).filter((file) => existsSync(file));
  for (const program of found) if (isExecutable(program)) return succeed(program);
  return found.length === 0 ? succeed(null) : fail('umockdev-unusable', { program: found[0]!, detail: 'EACCES' });
}

function isExecutable(program: string): boolean {
  try {
    accessSync(program, constants.X_OK);
    return statSync(program).isFile();
  } catch {
    return false;
  }
}

/** umockdev-run ends with 1 for devices it cannot read, as a program in it may: so they are tried with one that ends with 0. */
async function testDevices(umockdev: string, devices: string): Promise<Result<void>> {
  if (!statSync(devices, { throwIfNoEntry: false })?.isFile()) return fail('file-not-regular', { file: devices });
  // Loads for some milliseconds; only a demonstration needs it.
  const { spawnSync } = await import('node:child_process');
  const trial = spawnSync(umockdev, ['-d', devices, '--', 'true'], { encoding: 'utf8', timeout: TEST_DEADLINE_MS });
  if (trial.error !== undefined)
    return fail('umockdev-unusable', { program: umockdev, detail: messageOf(trial.error) });
  if (trial.status === 0) return succeed(undefined);
  return fail('world-devices-unusable', { file: devices, detail: trial.stderr.trim().split('\n').at(-1) ?? '' });
}

/** umockdev-run refuses arguments that are not ASCII, whatever the locale: they go through the environment, where `env -S` finds them. */
function withoutArguments(command: readonly string[]): { command: string[]; env: Record<string, string> } {
  const words = command.map((word, at) => [`VRLAB_WORD_${at}`, word] as const);
  return {
    command: ['env', '-S', words.map(([name]) => `"\${${name}}"`).join(' ')],
    env: Object.fromEntries(words),
  };
}

async function runInside(umockdev: string, devices: string): Promise<Result<number>> {
  const { spawn } = await import('node:child_process');
  const { command, env } = withoutArguments([process.execPath, ...process.execArgv, ...process.argv.slice(1)]);
  // In a session of its own, where Ctrl+C does not reach it: each signal comes once, from here. A second one, while it ends
  // in order, would take its exit code away.
  const inner = spawn(umockdev, ['-d', devices, '--', ...command], {
    stdio: 'inherit',
    detached: true,
    env: { ...process.env, ...env },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    let passedOn = false;
    process.on(signal, () => {
      if (!passedOn) inner.kill(signal);
      passedOn = true;
    });
  }
  return await new Promise((resolve) => {
    inner.once('error', (cause) => resolve(fail('umockdev-unusable', { program: umockdev, detail: cause.message })));
    inner.once('exit', (code, signal) =>
      resolve(succeed(code ?? 128 + (signal === null ? 0 : os.constants.signals[signal]))),
    );
  });
}
