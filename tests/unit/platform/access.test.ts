import { execFileSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  readAccess,
  claimDataFolder,
  examineAccess,
  applyModes,
} from '../../../src/core/platform/access/data-folder-access.ts';
import { makeFolderPrivate, shareFolder } from '../../../src/core/platform/access/share-folder.ts';
import { icaclsCalls } from '../../../src/core/platform/access/windows-acl.ts';
import { defaultDataDirectory } from '../../../src/core/platform/data-directory.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const usualMask = process.umask();
afterEach(() => void process.umask(usualMask));

/** As release 0.3.0 left it under the usual mask. */
function oldDataFolder(): string {
  const folder = path.join(temporaryFolder(), 'data');
  mkdirSync(path.join(folder, 'publications', '1'), { recursive: true, mode: 0o755 });
  for (const name of ['vrlab.sqlite', 'vrlab.sqlite-wal', 'teacher.json', 'publications/1/root.json'])
    writeFileSync(path.join(folder, name), '{}', { mode: 0o644 });
  execFileSync('chmod', ['-R', 'u=rwX,go=rX', folder]);
  return folder;
}

const modesIn = (folder: string): string[] =>
  ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()].map(
    (name) => `${name} ${(statSync(path.join(folder, name)).mode & 0o7777).toString(8)}`,
  );

describe('a data folder of an earlier version', () => {
  it('is narrowed when it is opened, to the last file in it', async () => {
    const folder = oldDataFolder();
    expect(examineAccess(folder).problem).toMatchObject({ code: 'access-not-limited', params: { count: 7 } });
    await claimDataFolder(folder);
    expect(modesIn(folder)).toEqual([
      '. 700',
      'publications 700',
      'publications/1 700',
      'publications/1/root.json 600',
      'teacher.json 600',
      'vrlab.sqlite 600',
      'vrlab.sqlite-wal 600',
    ]);
    expect(examineAccess(folder)).toEqual({ access: { kind: 'private' }, problem: null, wrong: [] });
  });

  it('keeps what a link in it leads to, and a file that has a second name elsewhere, as they are', () => {
    const folder = oldDataFolder();
    const elsewhere = temporaryFolder();
    for (const name of ['linked', 'station.json']) {
      writeFileSync(path.join(elsewhere, name), '');
      chmodSync(path.join(elsewhere, name), 0o644);
    }
    symlinkSync(path.join(elsewhere, 'linked'), path.join(folder, 'pins.json'));
    symlinkSync(elsewhere, path.join(folder, 'logs'));
    symlinkSync(elsewhere, path.join(folder, 'publications', 'folder'));
    linkSync(path.join(elsewhere, 'station.json'), path.join(folder, 'station.json'));
    execFileSync('mkfifo', [path.join(folder, 'support.json')]);
    expect(applyModes(folder, null).refused).toEqual([{ name: 'station.json', mode: '644', detail: 'hard link' }]);
    const modes = ['linked', 'station.json', '.'].map((name) => statSync(path.join(elsewhere, name)).mode & 0o777);
    expect(modes).toEqual([0o644, 0o644, 0o700]);
  });
});

describe('sharing a data folder with a group', () => {
  const own = execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim();

  it('gives everything to the group and takes it back', async () => {
    const folder = oldDataFolder();
    const shared = await shareFolder(folder, own);
    expect(shared).toMatchObject({ ok: true, value: { problem: null, access: { kind: 'shared', group: own } } });
    expect(modesIn(folder)).toEqual([
      '. 2770',
      'access.json 660',
      'publications 2770',
      'publications/1 2770',
      'publications/1/root.json 660',
      'teacher.json 660',
      'vrlab.sqlite 660',
      'vrlab.sqlite-wal 660',
    ]);
    // A file that came in by another way is given to the group, too.
    writeFileSync(path.join(folder, 'station.json'), '{}', { mode: 0o600 });
    expect(examineAccess(folder).problem).toMatchObject({ params: { count: 1, name: 'station.json', mode: '600' } });
    await claimDataFolder(folder);
    expect(examineAccess(folder).problem).toBeNull();
    await makeFolderPrivate(folder);
    expect(new Set(modesIn(folder).map((line) => line.split(' ')[1]))).toEqual(new Set(['700', '600']));
  });

  it('is refused for a group nobody knows, and changes nothing', async () => {
    const folder = oldDataFolder();
    const before = modesIn(folder);
    for (const group of ['no-such-group-here', '', '--help', '-1'])
      expect(await shareFolder(folder, group)).toMatchObject({ ok: false, problem: { code: 'access-group-unknown' } });
    expect(modesIn(folder)).toEqual(before);
  });

  it.each([
    ['of another group', { schema: 'vrlab.access/1', group: 'staff', gid: 4_000_000 }, 'access-other-group'],
    ['of a newer program', { schema: 'vrlab.access/2', group: 'staff' }, 'access-record-unclear'],
    ['without a group', { schema: 'vrlab.access/1', gid: 5 }, 'access-record-unclear'],
    ['with an odd number', { schema: 'vrlab.access/1', group: 'staff', gid: -1 }, 'access-record-unclear'],
  ])('a record %s changes no mode, and is reported', async (_name, record, code) => {
    const folder = oldDataFolder();
    writeFileSync(path.join(folder, 'access.json'), JSON.stringify(record));
    const before = modesIn(folder);
    await claimDataFolder(folder);
    expect(modesIn(folder)).toEqual(before);
    expect(examineAccess(folder).problem?.code).toBe(code);
  });

  it('a record that is a pipe or a folder is not waited for', () => {
    for (const make of ['mkfifo', 'mkdir']) {
      const folder = temporaryFolder();
      execFileSync(make, [path.join(folder, 'access.json')]);
      expect(readAccess(folder).kind).toBe('unclear');
    }
  });
});

it('the machine-wide folder comes first where it is there', () => {
  const machineWide = temporaryFolder();
  expect(defaultDataDirectory(machineWide)).toEqual({ ok: true, value: machineWide });
  expect(defaultDataDirectory(path.join(machineWide, 'absent'))).not.toEqual({ ok: true, value: machineWide });
});

describe('access lists on Windows', () => {
  const folder = String.raw`C:\ProgramData\VR Lab Check`;

  it('lets in SYSTEM, Administrators and the group, by SIDs that are the same in every language', () => {
    expect(icaclsCalls(folder, 'S-1-5-21-1-2-3-1001', ['station.json'])).toEqual([
      [
        folder,
        '/inheritance:r',
        '/grant:r',
        '*S-1-5-18:(OI)(CI)F',
        '*S-1-5-32-544:(OI)(CI)F',
        '*S-1-5-21-1-2-3-1001:(OI)(CI)M',
        '/q',
      ],
      [String.raw`C:\ProgramData\VR Lab Check\station.json`, '/reset', '/t', '/c', '/l', '/q'],
    ]);
    expect(icaclsCalls(folder, String.raw`LAB\VR 教师`, [])[0]).toContain(String.raw`LAB\VR 教师:(OI)(CI)M`);
  });

  it('lets in the owner of each file only while it is private', () => {
    expect(icaclsCalls(folder, null, [])[0]?.at(-2)).toBe('*S-1-3-4:(OI)(CI)F');
  });
});
