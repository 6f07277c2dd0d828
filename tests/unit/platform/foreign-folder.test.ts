import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openLocalApp } from '../../../src/core/app/local-app.ts';
import { openPublications } from '../../../src/core/app/publications.ts';
import {
  claimDataFolder,
  examineAccess,
  releaseDataFolder,
} from '../../../src/core/platform/access/data-folder-access.ts';
import { useOfFolder } from '../../../src/core/platform/access/data-folder-entries.ts';
import { makeFolderPrivate, shareFolder } from '../../../src/core/platform/access/share-folder.ts';
import { dataOfRelease } from '../../support/publication/release.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const usualMask = process.umask();
afterEach(() => void process.umask(usualMask));

const isRoot = process.geteuid?.() === 0;
const own = execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim();
const NOBODY = 65_534;

/** Somebody's own work, with names that other programs also give. */
function foreignFolder(names: readonly string[] = ['thesis.docx', 'logs/app.log', 'demo/index.html', 'station.json']) {
  const folder = path.join(temporaryFolder(), 'Documents');
  for (const name of names) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true, mode: 0o755 });
    writeFileSync(path.join(folder, name), '{"schema":"radio/1"}', { mode: 0o644 });
  }
  execFileSync('chmod', ['-R', 'u=rwX,go=rX', folder]);
  if (isRoot) execFileSync('chown', ['-R', `${NOBODY}:${NOBODY}`, path.join(folder, names[0]!)]);
  return folder;
}

/** Modes, owners, times and sizes: whatever is done to a folder shows here. */
const stateOf = (folder: string): string[] =>
  ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()].map((name) => {
    const { mode, uid, gid, size, mtimeMs, ctimeMs } = statSync(path.join(folder, name));
    return [name, mode, uid, gid, size, mtimeMs, ctimeMs].join(' ');
  });

const refused = { ok: false, problem: { code: 'data-folder-foreign' } };

describe('a folder that holds other things', () => {
  it('is refused by everything that would use it as a data folder, and not the least of it changes', async () => {
    const folder = foreignFolder();
    const before = stateOf(folder);
    expect(await claimDataFolder(folder)).toMatchObject(refused);
    expect(await openLocalApp({ dataDirectory: folder })).toMatchObject(refused);
    expect(await openPublications(folder)).toMatchObject(refused);
    expect(await shareFolder(folder, own)).toMatchObject(refused);
    expect(await makeFolderPrivate(folder)).toMatchObject(refused);
    expect(examineAccess(folder).problem).toMatchObject(refused.problem);
    releaseDataFolder(folder);
    expect(stateOf(folder)).toEqual(before);
  });

  it.each([
    ['one file', ['a.txt']],
    ['names that others give too', ['logs/x', 'templates/x', 'updates/x', 'demo/x/y', 'publications/list.txt']],
    ['a file of a name like ours', ['vrlab.txt']],
  ])('%s', (_name, names) => expect(useOfFolder(foreignFolder(names))).toBe('foreign'));
});

describe('a data folder', () => {
  it('of release 0.3.0 is known by any of its files alone, beside things of others as well', () => {
    const whole = dataOfRelease();
    expect(useOfFolder(whole)).toBe('ours');
    for (const name of readdirSync(whole)) {
      // Templates are brought by the school, and say nothing of the program.
      if (name === 'templates' || name === 'vrlab.sqlite') continue;
      const folder = path.join(temporaryFolder(), 'data');
      cpSync(path.join(whole, name), path.join(folder, name), { recursive: true });
      writeFileSync(path.join(folder, 'notes.txt'), '');
      expect([name, useOfFolder(folder)]).toEqual([name, 'ours']);
    }
  });

  it('that is new, empty or only what the system put there can be used', () => {
    const folder = temporaryFolder();
    expect(useOfFolder(path.join(folder, 'absent'))).toBe('absent');
    expect(useOfFolder(folder)).toBe('empty');
    for (const name of ['System Volume Information', '$RECYCLE.BIN']) mkdirSync(path.join(folder, name));
    expect(useOfFolder(folder)).toBe('empty');
  });

  it('with nothing but settings of ours, damaged ones, is still ours', () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'station.json'), '{"sch');
    expect(useOfFolder(folder)).toBe('ours');
    writeFileSync(path.join(folder, 'a.txt'), '');
    expect(useOfFolder(folder)).toBe('foreign');
  });

  it('narrows what is ours, and leaves as it is what somebody else put beside it', async () => {
    const folder = path.join(temporaryFolder(), 'data');
    for (const name of ['logs', 'photos']) mkdirSync(path.join(folder, name), { recursive: true });
    for (const name of ['vrlab.sqlite', 'logs/incidents.jsonl', 'letter.docx', 'photos/1.jpg'])
      writeFileSync(path.join(folder, name), '');
    execFileSync('chmod', ['-R', 'u=rwX,go=rX', folder]);
    if (isRoot) chownSync(path.join(folder, 'letter.docx'), NOBODY, NOBODY);
    const owner = statSync(path.join(folder, 'letter.docx')).uid;
    expect((await claimDataFolder(folder)).ok).toBe(true);
    const mode = (name: string) => (statSync(path.join(folder, name)).mode & 0o777).toString(8);
    expect(['.', 'vrlab.sqlite', 'logs', 'logs/incidents.jsonl'].map(mode)).toEqual(['700', '600', '700', '600']);
    expect(['letter.docx', 'photos', 'photos/1.jpg'].map(mode)).toEqual(['644', '755', '644']);
    expect(statSync(path.join(folder, 'letter.docx')).uid).toBe(owner);
    expect(examineAccess(folder).problem).toBeNull();
  });
});

it.runIf(isRoot)('an ordinary account is refused in its own folder as well', () => {
  const folder = foreignFolder();
  execFileSync('chown', ['-R', `${NOBODY}:${NOBODY}`, path.dirname(folder)]);
  chmodSync(path.dirname(folder), 0o755);
  const before = stateOf(folder);
  const module = path.resolve('src/core/platform/access/data-folder-access.ts');
  const code = `process.setegid(${NOBODY}); process.seteuid(${NOBODY});
    console.log(JSON.stringify(await claimDataFolder(${JSON.stringify(folder)})));`;
  const said = execFileSync(
    process.execPath,
    ['--input-type=module', '-e', `import { claimDataFolder } from ${JSON.stringify(module)};\n${code}`],
    { encoding: 'utf8' },
  );
  expect(JSON.parse(said)).toMatchObject(refused);
  expect(stateOf(folder)).toEqual(before);
});
