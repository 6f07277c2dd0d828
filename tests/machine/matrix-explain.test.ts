import { expect, it } from 'vitest';
import { vrlab } from '../support/vrlab.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { worldFile } from '../worlds/generator/world-folders.ts';

const explain = (world: string, ...args: string[]) =>
  vrlab(['matrix', 'explain', ...args, '--snapshot', worldFile(world, 'snapshot.json'), '--data', temporaryFolder()]);

it('says what was found, which row decided and what other software asks for', async () => {
  const { code, stdout } = await explain('win-steamvr-old', 'steamvr', '--lang', 'en');
  expect(stdout).toContain('2.1.10 (bin\\version.txt)');
  expect(stdout).toMatch(/Warning.*row suite-3-4/);
  expect(stdout).toContain('▶ steamvr-2-old');
  expect(stdout).toContain('>=2.5');
  expect(code).toBe(1);
});

it('prints one object with --json, and 0 for what is not installed', async () => {
  const { code, stdout } = await explain('index-complete', 'vr-classroom', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ schema: 'vrlab.explanation/1', found: [], demands: [] });
  expect(code).toBe(0);
});

it('names the products it knows when it does not know one', async () => {
  const { code, stdout, stderr } = await explain('win-ready', 'steam', '--lang', 'en');
  expect([code, stdout]).toEqual([64, '']);
  expect(stderr).toContain('no product "steam"');
  expect(stderr).toContain('steamvr');
  expect((await vrlab(['matrix', 'list'])).code).toBe(64);
});
