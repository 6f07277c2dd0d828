import { spawn } from 'node:child_process';
import path from 'node:path';
import type { InstallUpdate } from './install-update.ts';

/** Said by apt-get last; more would fill the screen. */
const SAID_MOST = 500;

interface Program {
  readonly platform: NodeJS.Platform;
  /** The Node or Electron that runs. */
  readonly execPath: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The installer of the system, for a terminal command that was installed with the program and runs as its administrator. */
export function systemInstaller({ platform, execPath, env }: Program): InstallUpdate {
  if (platform === 'win32') {
    const programs = env['ProgramFiles'] ?? String.raw`C:\Program Files`;
    return {
      kind: path.win32.basename(path.win32.dirname(execPath)) === 'vrlab' ? 'nsis' : null,
      folder: path.win32.join(programs, 'VR Lab Check installers'),
      // Not waited for: it puts the Node that runs this in its place.
      start: (file) => startAlone(file, ['/S', '--updated']),
    };
  }
  return {
    kind: execPath.startsWith('/opt/VR Lab Check/') ? 'deb' : null,
    folder: '/var/cache/vrlab-check',
    // An update may be a signed way back.
    start: (file) => runToEnd('/usr/bin/apt-get', ['install', '-y', '--allow-downgrades', file]),
  };
}

/** @throws where the system does not start it, e.g. without the rights. */
export async function startAlone(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { detached: true, stdio: 'ignore', windowsHide: true });
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  child.unref();
}

/** @throws with what it said last where it ended badly. */
export async function runToEnd(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-SAID_MOST)));
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('close', resolve).once('error', reject),
  );
  if (code !== 0) throw new Error(`${program} ${code}: ${said.trim()}`);
}
