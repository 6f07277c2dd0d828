import { accessSync, constants, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { messageOf } from '../platform/message-of.ts';

/** Deadline for the test whether umockdev can read the devices, which takes some hundredths of a second. */
const TEST_DEADLINE_MS = 10_000;

/** umockdev-run sets it for the program it starts. */
export const isMocked = (): boolean => process.env['UMOCKDEV_DIR'] !== undefined;

/**
 * On Linux with umockdev installed, starts the program again under umockdev, where the real probes see the devices of the world,
 * and waits until it ends.
 * @returns the exit code of the inner program; null where the caller should continue itself.
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
  const generated = await described();
  if (!generated.ok) return generated;
  try {
    return await runChecked(umockdev.value, generated.value.file);
  } finally {
    rmSync(generated.value.folder, { recursive: true, force: true });
  }
}

/** @returns how to generate the devices of a world with a description; null where it has none. */
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
  const tested = await testDevices(umockdev, devices);
  return tested.ok ? await runInside(umockdev, devices) : tested;
}

/** Finds the first executable umockdev-run on the PATH, as a shell does; null where there is none. */
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

/** Tests the devices with `true` first: umockdev-run exits with 1 for unreadable devices, which the inner program may return, too. */
async function testDevices(umockdev: string, devices: string): Promise<Result<void>> {
  if (!statSync(devices, { throwIfNoEntry: false })?.isFile()) return fail('file-not-regular', { file: devices });
  // Imported here because it takes some milliseconds, and only a demonstration needs it.
  const { spawnSync } = await import('node:child_process');
  const trial = spawnSync(umockdev, ['-d', devices, '--', 'true'], { encoding: 'utf8', timeout: TEST_DEADLINE_MS });
  if (trial.error !== undefined)
    return fail('umockdev-unusable', { program: umockdev, detail: messageOf(trial.error) });
  if (trial.status === 0) return succeed(undefined);
  return fail('world-devices-unusable', { file: devices, detail: trial.stderr.trim().split('\n').at(-1) ?? '' });
}

/** Passes the arguments through environment variables, which `env -S` expands: umockdev-run refuses arguments that are not ASCII, in any locale. */
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
  // Detached, so that Ctrl+C does not reach it directly: each signal is forwarded once, because a second one would end it without
  // its exit code.
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
