import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

export interface DebianPackage {
  /** The program as electron-builder left it. */
  readonly program: string;
  readonly version: string;
  readonly arch: 'amd64' | 'arm64';
  /** The file to be made. */
  readonly file: string;
  readonly compression?: 'xz' | 'none';
}

const NAME = 'vrlab-check';
/** `vrlab kiosk on` and the documents name this place. */
const PLACE = 'opt/VR Lab Check';
const SCRIPTS = ['postinst', 'prerm', 'postrm'];

/** What Electron is linked with or calls, and what the USB library loads. Ubuntu 24.04 renamed three of them for 64-bit time. */
const DEPENDS = [
  'libasound2 | libasound2t64',
  'libatspi2.0-0 | libatspi2.0-0t64',
  'libdrm2',
  'libgbm1',
  'libgtk-3-0 | libgtk-3-0t64',
  'libnotify4',
  'libnss3',
  'libsecret-1-0',
  'libudev1',
  'libusb-1.0-0',
  'libuuid1',
  'libxss1',
  'libxtst6',
  'xdg-utils',
];

/**
 * Makes the package with dpkg-deb alone, so that it can be made and opened wherever Debian is. Every file belongs to root.
 * @param resources folder of this project.
 */
export function makeDebianPackage(resources: string, debian: DebianPackage): void {
  const { program, version, arch, file, compression = 'xz' } = debian;
  const work = mkdtempSync(path.join(path.dirname(file), 'deb-'));
  try {
    chmodSync(work, 0o755);
    mkdirSync(path.join(work, PLACE), { recursive: true });
    // Links instead of copies: 400 MB.
    run('cp', ['-al', `${program}/.`, path.join(work, PLACE)]);
    const put = (from: string, to: string, mode = 0o644): void => {
      const place = path.join(work, to);
      mkdirSync(path.dirname(place), { recursive: true });
      copyFileSync(path.join(resources, from), place);
      chmodSync(place, mode);
    };
    put('debian/apparmor-profile', `${PLACE}/resources/apparmor-profile`);
    put(`debian/${NAME}.desktop`, `usr/share/applications/${NAME}.desktop`);
    put(`icons/${NAME}.svg`, `usr/share/icons/hicolor/scalable/apps/${NAME}.svg`);
    put(`linux/70-${NAME}.rules`, `usr/lib/udev/rules.d/70-${NAME}.rules`);
    put('../LICENSE', `usr/share/doc/${NAME}/copyright`);
    mkdirSync(path.join(work, 'usr/bin'));
    for (const command of ['vrlab', NAME]) symlinkSync(`/${PLACE}/${command}`, path.join(work, 'usr/bin', command));
    for (const script of SCRIPTS) put(`debian/${script}`, `DEBIAN/${script}`, 0o755);
    writeFileSync(path.join(work, 'DEBIAN/control'), control(version, arch, kilobytes(work)));
    run('dpkg-deb', ['--root-owner-group', `-Z${compression}`, '--build', work, file]);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const control = (version: string, arch: string, size: number): string =>
  [
    `Package: ${NAME}`,
    // A release candidate is older than its release: 1.0.0~rc.1.
    `Version: ${version.replaceAll('-', '~')}`,
    `Architecture: ${arch}`,
    'Section: utils',
    'Priority: optional',
    `Installed-Size: ${size}`,
    `Depends: ${DEPENDS.join(', ')}`,
    'Maintainer: VR Lab Check developers <noreply@vrlab.invalid>',
    'Description: diagnostic kiosk for VR classrooms',
    ' Sees which VR devices are connected to a lab PC, judges whether a lesson can be',
    ' taught with them, and says what to do. Brings the terminal command vrlab.',
    '',
  ].join('\n');

function kilobytes(folder: string): number {
  const { stdout } = run('du', ['-sk', '--exclude=DEBIAN', folder]);
  return Number.parseInt(stdout, 10);
}

function run(command: string, args: readonly string[]): { stdout: string } {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: ${stderr || String(error ?? status)}`);
  return { stdout };
}

export const mayMakeDebianPackages = (): boolean =>
  process.platform === 'linux' && readdirSync('/usr/bin').includes('dpkg-deb');
