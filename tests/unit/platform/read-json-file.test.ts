import { execFileSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readJsonFile } from '../../../src/core/platform/read-json-file.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const read = (file: string) => readJsonFile(file, z.object({ name: z.string() }), 'vrlab.test/1');
const problem = async (file: string) => {
  const result = await read(file);
  return result.ok ? null : result.problem;
};

describe('reading a JSON file', () => {
  it.runIf(process.platform !== 'win32')('refuses what would never end: a pipe, a device, a folder', async () => {
    const folder = temporaryFolder();
    const pipe = path.join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    for (const file of [pipe, '/dev/zero', folder])
      expect(await problem(file)).toEqual({ code: 'file-not-regular', params: { file } });
  });

  it('refuses a file that is too large without reading it', async () => {
    const file = path.join(temporaryFolder(), 'sparse.json');
    writeFileSync(file, '');
    truncateSync(file, 2 ** 30);
    const before = process.memoryUsage.rss();
    expect(await problem(file)).toEqual({
      code: 'file-too-large',
      params: { file, kilobytes: 1_073_742, megabytes: 1074 },
    });
    expect(process.memoryUsage.rss() - before).toBeLessThan(300 * 2 ** 20);
  });

  it('refuses another encoding than UTF-8, as a Chinese editor writes it', async () => {
    const file = path.join(temporaryFolder(), 'gbk.json');
    writeFileSync(
      file,
      Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xca, 0xbe, 0xb7, 0xb6]), Buffer.from('"}')]),
    );
    expect(await problem(file)).toEqual({ code: 'file-not-utf8', params: { file } });
  });

  it('survives deep nesting', async () => {
    const file = path.join(temporaryFolder(), 'deep.json');
    for (const text of ['['.repeat(200_000), `${'['.repeat(200_000)}${']'.repeat(200_000)}`]) {
      writeFileSync(file, text);
      expect((await problem(file))?.code).toMatch(/^file-(not-json|invalid-field)$/);
    }
  });
});
