import { mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { makeFolder } from '../../../src/core/platform/make-folder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

it('makes what is missing, and is content with what is there', () => {
  const folder = path.join(temporaryFolder(), 'a', 'b');
  makeFolder(folder, 0o700);
  makeFolder(folder);
  expect([statSync(folder).isDirectory(), statSync(path.dirname(folder)).mode & 0o777]).toEqual([true, 0o700]);
  symlinkSync(folder, path.join(folder, 'link'));
  makeFolder(path.join(folder, 'link', 'c'));
  expect(statSync(path.join(folder, 'c')).isDirectory()).toBe(true);
});

// Under a test's own timeout the endless loop of Node could not be ended: it never yields. So this test is a guard by its existence.
it.runIf(process.platform === 'linux')('says at once where the system has no room for a folder', () => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'file'), '');
  symlinkSync(path.join(folder, 'nowhere', 'at', 'all'), path.join(folder, 'dangling'));
  mkdirSync(path.join(folder, 'there'));
  const tried: [string, string][] = [
    ['/proc/no-folder/deep', 'ENOENT'],
    ['/proc/self/no-folder', 'ENOENT'],
    [path.join(folder, 'file'), 'EEXIST'],
    [path.join(folder, 'file', 'in'), 'ENOTDIR'],
    [path.join(folder, 'dangling'), 'EEXIST'],
  ];
  for (const [wanted, code] of tried)
    expect(() => makeFolder(wanted), wanted).toThrow(expect.objectContaining({ code }));
});
