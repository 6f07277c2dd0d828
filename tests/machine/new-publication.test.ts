import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Matrix } from '../../src/core/matrix/matrix-schema.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ROOT, vrlab } from '../support/vrlab.ts';
import { vrlabPublish } from '../support/vrlab-publish.ts';
import { worldFile } from '../worlds/generator/world-folders.ts';

it('changes the verdict of a saved snapshot with rows signed later, without a new build', async () => {
  const folder = temporaryFolder();
  const [draft, published] = [path.join(folder, 'draft'), path.join(folder, 'published')];
  cpSync(path.join(ROOT, 'publication/draft'), draft, { recursive: true });
  cpSync(path.join(ROOT, 'resources/publication'), published, { recursive: true });
  const matrixFile = path.join(draft, 'matrix.json');
  const matrix = JSON.parse(readFileSync(matrixFile, 'utf8')) as Matrix;
  const row = matrix.rows.find(({ id }) => id === 'suite-3-4')!;
  row.requires = [{ product: 'steamvr', versions: '>=9' }];
  row.severity = 'fail';
  writeFileSync(matrixFile, JSON.stringify(matrix));

  const snapshot = worldFile('win-ready', 'snapshot.json');
  const embedded = path.join(ROOT, 'resources/publication');
  const simulated = vrlabPublish('simulate', draft, snapshot, '--against', embedded);
  expect(simulated.printed).toContain('Ready for class → Not ready');
  expect(simulated.printed).toContain('SteamVR version: pass → fail');
  expect(simulated.code).toBe(1);

  expect(vrlabPublish('sign', draft, '--keys', 'publication/demo-keys', '--out', published).code).toBe(0);
  const judged = async (...more: string[]) => {
    const args = ['check', '--json', '--snapshot', snapshot, '--data', path.join(folder, 'data'), ...more];
    const { stdout } = await vrlab(args);
    return JSON.parse(stdout) as { verdict: string; publication: { version: number } };
  };
  const before = await judged();
  const after = await judged('--publication', published);
  expect([before.verdict, after.verdict]).toEqual(['ready', 'not-ready']);
  expect(after.publication.version).toBe(before.publication.version + 1);
});

it('refuses to sign a draft that contradicts itself', () => {
  const draft = path.join(temporaryFolder(), 'draft');
  cpSync(path.join(ROOT, 'publication/draft'), draft, { recursive: true });
  const matrixFile = path.join(draft, 'matrix.json');
  const matrix = JSON.parse(readFileSync(matrixFile, 'utf8')) as Matrix;
  matrix.rows.push({ ...matrix.rows[0]!, id: 'opposite', status: 'blocked' });
  writeFileSync(matrixFile, JSON.stringify(matrix));
  const out = path.join(draft, '../out');
  expect(vrlabPublish('sign', draft, '--keys', 'publication/demo-keys', '--out', out)).toMatchObject({ code: 1 });
  expect(vrlabPublish('check', draft).printed).toContain('one says fine, the other not');
});
