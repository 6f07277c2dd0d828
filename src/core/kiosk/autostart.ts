import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type * as NativeRegistry from 'native-reg';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import type { HostEnvironment } from '../platform/host-environment.ts';
import { messageOf } from '../platform/message-of.ts';
import { loadNative } from '../platform/native-library.ts';
import { writeDurably } from '../platform/write-durably.ts';

/** What Windows starts when this account signs in. */
const RUN = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run';
const NAME = 'VR Lab Check kiosk';

/** Starting the program as a kiosk when this account signs in. */
export interface Autostart {
  /** The command line; null where it is not started. */
  read(): Promise<string | null>;
  /** @returns `file-not-written`. */
  turnOn(program: string): Promise<Result<null>>;
  turnOff(): Promise<Result<null>>;
}

export const autostartOf = (environment: HostEnvironment): Autostart =>
  environment.platform === 'win32' ? ofWindows(environment) : ofDesktopEntry(environment);

/** Places where the installers put the program, the first that exists. */
export function installedProgram({ platform, env, root }: HostEnvironment): string | null {
  const places =
    platform === 'win32'
      ? [path.win32.join(env['ProgramFiles'] ?? 'C:\\Program Files', 'VR Lab Check', 'VR Lab Check.exe')]
      : [path.join(root, 'opt/VR Lab Check/vrlab-check'), path.join(root, 'usr/bin/vrlab-check')];
  return places.find((place) => existsSync(place)) ?? null;
}

function ofWindows(environment: HostEnvironment): Autostart {
  const change = async (action: (native: typeof NativeRegistry) => void): Promise<Result<null>> => {
    try {
      action(await loadNative('native-reg', () => import('native-reg')));
      return succeed(null);
    } catch (cause) {
      return fail('file-not-written', { file: `HKCU\\${RUN}`, detail: messageOf(cause) });
    }
  };
  return {
    async read() {
      const value = (await environment.registry()).value(`HKCU\\${RUN}`, NAME);
      return value.kind === 'text' ? value.text : null;
    },
    turnOn: (program) =>
      change((native) => {
        const key = native.createKey(native.HKCU, RUN, native.Access.SET_VALUE);
        try {
          native.setValueSZ(key, NAME, `"${program}" --kiosk`);
        } finally {
          native.closeKey(key);
        }
      }),
    turnOff: () =>
      change((native) => {
        const key = native.openKey(native.HKCU, RUN, native.Access.SET_VALUE);
        if (key === null) return;
        try {
          native.deleteValue(key, NAME);
        } finally {
          native.closeKey(key);
        }
      }),
  };
}

/** Of the desktops of Linux; a kiosk compositor starts the program itself. */
function ofDesktopEntry({ env, home }: HostEnvironment): Autostart {
  const config = env['XDG_CONFIG_HOME'] ?? '';
  const file = path.join(
    path.isAbsolute(config) ? config : path.join(home, '.config'),
    'autostart',
    'vrlab-check-kiosk.desktop',
  );
  const change = (action: () => void): Promise<Result<null>> => {
    try {
      action();
      return Promise.resolve(succeed(null));
    } catch (cause) {
      return Promise.resolve(fail('file-not-written', { file, detail: messageOf(cause) }));
    }
  };
  return {
    read() {
      try {
        return Promise.resolve(/^Exec=(.*)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? null);
      } catch {
        return Promise.resolve(null);
      }
    },
    turnOn: (program) => change(() => writeDurably(file, desktopEntry(program))),
    turnOff: () => change(() => rmSync(file, { force: true })),
  };
}

/** In an Exec line these four are escaped within quotes, the whole once more as a string of the file, and % begins a field. */
const desktopEntry = (program: string): string => {
  const quoted = program
    .replaceAll(/["`$\\]/g, String.raw`\$&`)
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('%', '%%');
  return `[Desktop Entry]\nType=Application\nName=VR Lab Check\nName[zh_CN]=VR 教室设备检测台\nExec="${quoted}" --kiosk\nX-GNOME-Autostart-enabled=true\n`;
};
