import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Matrix } from '../../src/core/published/matrix-schema.ts';
import { signedDraft } from '../support/publication/signed-draft.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ROOT, vrlab } from '../support/vrlab.ts';
import { vrlabPublish } from '../support/program/vrlab-publish.ts';
import { worldFile } from '../worlds/generator/world-folders.ts';

interface Explained {
  readonly causeId: string | null;
  readonly cause: string | null;
  readonly remedy: { readonly teacher: string[]; readonly engineer: string[] };
}

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
  expect(simulated.printed).toContain('Ready for class → Not ready for class');
  expect(simulated.printed).toContain('SteamVR version: Passed → Failed');
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

it('says causes in words signed later, without a new build, as text and as JSON', async () => {
  const causes = {
    'usb2-link': {
      'zh-CN': { text: '{{device}} 只用上了 USB 2。', teacher: ['换到标红的口。', '还是这样请拨 8123。'] },
      en: { text: '{{device}} runs on USB 2 only.', engineer: ['Measure the red port.'] },
    },
  };
  const guided = signedDraft({ 'guide.json': () => JSON.stringify({ schema: 'vrlab.guide/1', causes }) });
  const usual = ['check', '--snapshot', worldFile('index-usb2', 'snapshot.json'), '--data', temporaryFolder()];
  const explained = async (language: string, ...more: string[]) => {
    const { stdout } = await vrlab([...usual, '--json', '--lang', language, ...more]);
    const { findings } = JSON.parse(stdout) as { findings: Explained[] };
    const { cause, remedy } = findings.find(({ causeId }) => causeId === 'usb2-link')!;
    return { cause, remedy };
  };
  const [ownZh, ownEn] = [await explained('zh-CN'), await explained('en')];
  expect(await explained('zh-CN', '--publication', guided)).toEqual({
    cause: 'Valve Index 只用上了 USB 2。',
    remedy: { teacher: ['换到标红的口。', '还是这样请拨 8123。'], engineer: ownZh.remedy.engineer },
  });
  expect(await explained('en', '--publication', guided)).toEqual({
    cause: 'Valve Index runs on USB 2 only.',
    remedy: { teacher: ownEn.remedy.teacher, engineer: ['Measure the red port.'] },
  });
  const { stdout } = await vrlab([...usual, '--lang', 'zh-CN', '--publication', guided]);
  expect(stdout).toContain('  Valve Index 只用上了 USB 2。\n');
  expect(stdout).toContain('    2. 还是这样请拨 8123。\n');
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
