import { constants, readFileSync, statSync } from 'node:fs';
import { copyFile, open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { KioskState, Lockdown, RemovableDrive, StickEntry } from '../../shared/domain/kiosk.ts';
import type { FileToKeep } from '../../shared/domain/request-record.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import type { Dependencies } from '../dependencies/dependencies.ts';
import type { KeptFile } from '../dependencies/kiosk-host.ts';
import { hostEnvironment, type HostEnvironment } from '../platform/host-environment.ts';
import { messageOf } from '../platform/message-of.ts';
import { readLockdown } from '../probes/lockdown/read-lockdown.ts';
import { judgeLockdown } from './judge-lockdown.ts';
import { removableDrives } from './removable-drives.ts';
import { listStick, takeFromStick } from './stick-files.ts';

/** The kiosk as its screen uses it, and what the operating system does for it. */
export interface Kiosk {
  state(): Promise<KioskState | null>;
  /** @returns the problems of checking the PIN, `kiosk-none`. A refused PIN changes nothing. */
  leave(pin: string): Promise<Result<null>>;
  enter(): Result<null>;
  kept(signal: AbortSignal): AsyncGenerator<KeptFile>;
  drives(): Promise<RemovableDrive[]>;
  /** @returns `kiosk-none`, `file-unreadable`, `kiosk-drive-gone`, `file-not-written`. */
  copy(file: string, drive: string): Promise<Result<string>>;
  /** @returns `kiosk-none`, `kiosk-drive-gone`, `file-unreadable`. */
  files(drive: string, names: readonly string[]): Promise<Result<StickEntry[]>>;
  /** @returns the same, and the problems of reading a file. */
  take(drive: string, names: readonly string[]): Promise<Result<FileToKeep>>;
  lockdown(signal: AbortSignal): Promise<Lockdown>;
}

const DEFAULT_MINUTES = 10;
const MAX_MINUTES = 600;

async function* nothing(): AsyncGenerator<KeptFile> {}

/** How staff proves itself at the way out. */
export interface StaffPin {
  /** False where there are no PINs: then anybody may leave. */
  isAsked(): Promise<boolean>;
  check(pin: string): Promise<Result<null>>;
}

export function createKiosk(
  { kiosk, dataDirectory }: Pick<Dependencies, 'kiosk' | 'dataDirectory'>,
  staff: StaffPin,
  environment: HostEnvironment = hostEnvironment(),
): Kiosk {
  /** Does something on a drive that is really there and can be taken along, in a kiosk only. */
  async function onDrive<Value>(drive: string, action: () => Promise<Result<Value>>): Promise<Result<Value>> {
    if (kiosk === undefined) return fail('kiosk-none');
    const drives = await removableDrives(environment).catch(() => []);
    return drives.some(({ folder }) => folder === drive) ? await action() : fail('kiosk-drive-gone', { drive });
  }

  return {
    async state() {
      if (kiosk === undefined) return null;
      return {
        isInside: kiosk.isInside(),
        asksPin: await staff.isAsked(),
        attractAfterMinutes: readAttractMinutes(dataDirectory),
        folder: kiosk.folder,
      };
    },
    async leave(pin) {
      if (kiosk === undefined) return fail('kiosk-none');
      const checked = await staff.check(pin);
      if (checked.ok) kiosk.leave();
      return checked;
    },
    enter() {
      if (kiosk === undefined) return fail('kiosk-none');
      kiosk.enter();
      return succeed(null);
    },
    kept: (signal) => kiosk?.kept(signal) ?? nothing(),
    drives: () => removableDrives(environment).catch(() => []),
    async copy(file, drive) {
      if (kiosk === undefined) return fail('kiosk-none');
      // A name of the folder and nothing else: no path of a caller's making reaches the file system.
      const names = await readdir(kiosk.folder).catch(() => [] as string[]);
      if (!names.includes(file)) return fail('file-unreadable', { file, detail: 'ENOENT' });
      return await onDrive(drive, () => copyDurably(path.join(kiosk.folder, file), drive, file));
    },
    files: async (drive, names) => await onDrive(drive, () => listStick(drive, names)),
    take: async (drive, names) => await onDrive(drive, () => takeFromStick(drive, names)),
    lockdown: async (signal) => judgeLockdown(await readLockdown(environment, signal)),
  };
}

/** Writes over nothing, and is done once the stick has it: people pull it out at once. */
async function copyDurably(from: string, drive: string, name: string): Promise<Result<string>> {
  const { name: stem, ext } = path.parse(name);
  for (let count = 1; count <= 999; count += 1) {
    const to = path.join(drive, count === 1 ? name : `${stem} (${count})${ext}`);
    try {
      await copyFile(from, to, constants.COPYFILE_EXCL);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'EEXIST') continue;
      await rm(to, { force: true }).catch(() => undefined);
      return fail('file-not-written', { file: to, detail: messageOf(cause) });
    }
    const written = await open(to, 'r+').catch(() => null);
    await written?.sync().catch(() => undefined);
    await written?.close();
    return succeed(to);
  }
  return fail('file-not-written', { file: path.join(drive, name), detail: 'EEXIST' });
}

/** `kiosk.json` in the data folder, `{ "attractAfterMinutes": 10 }`; 0 turns it off. */
function readAttractMinutes(dataDirectory: string): number {
  const file = path.join(dataDirectory, 'kiosk.json');
  try {
    if (statSync(file).size > 4096) return DEFAULT_MINUTES;
    const { attractAfterMinutes: minutes } = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')) as {
      attractAfterMinutes?: unknown;
    };
    return Number.isInteger(minutes) && Number(minutes) >= 0 && Number(minutes) <= MAX_MINUTES
      ? Number(minutes)
      : DEFAULT_MINUTES;
  } catch {
    return DEFAULT_MINUTES;
  }
}
