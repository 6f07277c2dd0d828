import { existsSync } from 'node:fs';
import path from 'node:path';

/** umockdev-run sets it for the program it starts. */
export const isMocked = (): boolean => process.env['UMOCKDEV_DIR'] !== undefined;

function findOnPath(program: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, program)).find((file) => existsSync(file)) ?? null;
}

/**
 * On Linux with umockdev installed, starts this very program again inside the world, where the real probes see its
 * devices, and lives until that one ends.
 * @returns the exit code of the inner program; null when the caller should go on itself.
 */
export async function enterWorld(folder: string): Promise<number | null> {
  const devices = path.join(folder, 'usb.umockdev');
  if (process.platform !== 'linux' || isMocked() || !existsSync(devices)) return null;
  const umockdev = findOnPath('umockdev-run');
  if (umockdev === null) return null;
  // Loads for some milliseconds; only a demonstration needs it.
  const { spawn } = await import('node:child_process');
  const inner = spawn(
    umockdev,
    ['-d', devices, '--', process.execPath, ...process.execArgv, ...process.argv.slice(1)],
    {
      stdio: 'inherit',
    },
  );
  const forward = (signal: NodeJS.Signals) => inner.kill(signal);
  process.on('SIGINT', forward).on('SIGTERM', forward);
  return await new Promise((resolve, reject) => {
    inner.once('error', reject);
    inner.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 70)));
  });
}
