import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { vrlab } from '../support/vrlab.ts';
import { worldFile } from '../worlds/generator/world-folders.ts';

describe('words of the command', () => {
  it.each(['check', 'devices', 'watch', 'snapshot', 'doctor'])('%s has help in both languages', async (command) => {
    const zh = await vrlab([command, '--help', '--lang', 'zh-CN']);
    const en = await vrlab([command, '--help', '--lang', 'en']);
    expect([zh.code, en.code]).toEqual([0, 0]);
    expect(zh.stdout).toMatch(/\p{Script=Han}/u);
    expect(en.stdout).not.toMatch(/\p{Script=Han}/u);
    expect(en.stdout).toContain(`vrlab ${command}`);
    for (const common of ['--data', '--world', '--lang']) expect(zh.stdout + en.stdout).toContain(common);
  });

  it('shows verdict, devices, problems and steps to a person', async () => {
    const { stdout } = await vrlab([
      'check',
      '--world',
      worldFile('vive-link-box-only', '.'),
      '--data',
      temporaryFolder(),
    ]);
    for (const words of ['结论：暂不能上课', 'HTC Vive', '串流盒有电', '老师现在可以做', '演示场景'])
      expect(stdout).toContain(words);
  });

  it('takes options before the command as well', async () => {
    const data = temporaryFolder();
    const { stdout } = await vrlab(['--lang', 'en', '--data', data, 'devices', '--json']);
    expect(stdout).toContain('vrlab.devices/1');
    expect((await vrlab(['--lang', 'en', '--data', data, 'doctor'])).stdout).toContain(data);
  });

  it('prints its version', async () => {
    expect((await vrlab(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
