import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { defaultLimit, readRegularFile, readRegularFileSync } from '../../../src/core/platform/regular-file.ts';
import { readGuardFiles } from '../../../src/core/publication/rollback-guard.ts';
import { readLanguage } from '../../../src/core/settings/preferences.ts';
import { createConfWriter } from '../../../src/core/settings/settings-files.ts';
import { openDatabase } from '../../../src/core/store/database.ts';
import { requestMarkIn } from '../../../src/core/store/chain-mark.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const fifo = (folder: string, name: string) => {
  const file = path.join(folder, name);
  execFileSync('mkfifo', [file]);
  return file;
};
const codeOf = async (file: string, most = 100) => {
  const read = await readRegularFile(file, { maxBytes: most, code: 'file-too-large' });
  return read.ok ? read.value.toString() : read.problem.code;
};

describe('a file that anybody may have put there', () => {
  it('is read whole up to its limit, and not a byte beyond', async () => {
    const file = path.join(temporaryFolder(), 'file');
    writeFileSync(file, 'x'.repeat(100));
    expect(await codeOf(file)).toBe('x'.repeat(100));
    expect(readRegularFileSync(file, 100).length).toBe(100);
    expect(await codeOf(file, 99)).toBe('file-too-large');
    expect(() => readRegularFileSync(file, 99)).toThrow('100 bytes');
    writeFileSync(file, Buffer.alloc(3_000_000, 7));
    expect(readRegularFileSync(file, 3_000_000).length).toBe(3_000_000);
  });

  it('is refused with its size where it is too large', async () => {
    const file = path.join(temporaryFolder(), 'file');
    writeFileSync(file, Buffer.alloc(2_500_000));
    expect(await readRegularFile(file, defaultLimit(10))).toEqual({
      ok: false,
      problem: { code: 'file-too-large', params: { file, kilobytes: 2500, megabytes: 3 } },
    });
  });

  test.each(['folder', 'pipe', 'link to a pipe', '/dev/zero', '/dev/null'])('is never a %s', async (kind) => {
    const folder = temporaryFolder();
    const file = kind.startsWith('/dev') ? kind : path.join(folder, 'it');
    if (kind === 'folder') mkdirSync(file);
    if (kind === 'pipe') fifo(folder, 'it');
    if (kind === 'link to a pipe') symlinkSync(fifo(folder, 'pipe'), file);
    expect(await codeOf(file)).toBe('file-not-regular');
    expect(() => readRegularFileSync(file, 100)).toThrow('not a regular file');
  });

  it('has no size that is believed', async () => {
    // Announces 0 bytes and has some hundred.
    expect(await codeOf('/proc/self/status', 100_000)).toContain('VmRSS');
    expect(await codeOf('/proc/self/status', 20)).toBe('file-too-large');
  });
});

describe('a pipe in the data folder holds nothing up', () => {
  it.each(['vrlab.sqlite', 'vrlab.sqlite-wal', 'vrlab.sqlite-journal'])('as %s', async (name) => {
    const folder = temporaryFolder();
    fifo(folder, name);
    expect(await openDatabase(path.join(folder, 'vrlab.sqlite'))).toMatchObject({
      ok: false,
      problem: { code: 'database-unusable' },
    });
  });

  it('as preferences, marks of requests and of publications', async () => {
    const folder = temporaryFolder();
    fifo(folder, 'request-mark.json');
    fifo(folder, 'preferences.json');
    fifo(folder, 'publication-mark.json');
    expect(await readLanguage(folder)).toBe('zh-CN');
    expect(requestMarkIn(folder).read()).toBeNull();
    expect(readGuardFiles(folder)).toEqual([]);
    await expect(createConfWriter(folder, '0').write('preferences', { language: 'en' })).rejects.toThrow(
      'not a regular file',
    );
  });
});
