import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import type { Arguments } from '../../../../../src/cli/arguments.ts';
import { exportBundle, importBundles } from '../../../../../src/cli/commands/bundle.ts';
import { createTerminal } from '../../../../../src/cli/terminal.ts';
import type { App } from '../../../../../src/core/app/app.ts';
import type { InspectionState } from '../../../../../src/shared/domain/inspection/inspection-session.ts';
import { succeed } from '../../../../../src/shared/domain/result.ts';
import { labPc } from '../../../../support/lab/lab-session.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';

const NAME = 'VR-301_01_261122.vrlab-station';
let said: string[];
let noted: string[];
beforeEach(() => {
  said = [];
  noted = [];
});

/** One PC, with the commands as they are typed there. */
function pc(states: readonly InspectionState[] = ['open'], seat = '01') {
  const made = labPc(temporaryFolder(), { seat });
  onTestFinished(() => made.session.close());
  const list = () =>
    Promise.resolve(succeed(states.map((state, at) => ({ id: `${made.id}${at || ''}`, number: `XJ-${at}`, state }))));
  const app = { inspections: () => Promise.resolve({ ...made.intake, list }) } as unknown as App;
  const call = (places: string[], json = false) => ({
    app,
    places,
    given: { options: json ? { json: true } : {} } as unknown as Arguments,
    terminal: {
      ...createTerminal('zh-CN'),
      print: (text: string) => void said.push(text),
      note: (text: string) => void noted.push(text),
      problem: ({ code }: { code: string }) => void said.push(code),
    },
  });
  return {
    held: made.held,
    export: (...places: string[]) => exportBundle(call(places)),
    import: (...places: string[]) => importBundles(call(places)),
    importAsJson: (...places: string[]) => importBundles(call(places, true)),
  };
}

it('vrlab bundle exports into a shared folder and imports the folder', async () => {
  const folder = temporaryFolder();
  expect(await pc().export(folder)).toBe(0);
  expect(readdirSync(folder)).toEqual([NAME]);
  const holder = pc(['open'], '02');
  expect(await holder.import(folder)).toBe(0);
  expect(holder.held().seats.map(({ seat }) => seat)).toEqual(['01']);
  expect(await holder.import(path.join(folder, NAME))).toBe(0);
  expect(said).toEqual([
    `已导出到 ${path.join(folder, NAME)}。把它交给进行巡检的那台电脑。`,
    `机位 01：已导入（${NAME}）`,
    `机位 01：之前已经导入过（${NAME}）`,
  ]);
});

it('vrlab bundle export replaces its own older file, and never another one', async () => {
  const folder = temporaryFolder();
  const file = path.join(folder, NAME);
  const here = pc();
  await here.export(folder);
  const first = readFileSync(file);
  expect(await here.export(file)).toBe(0);
  const second = readFileSync(file);
  expect(second.equals(first)).toBe(false);
  // Another PC that believes to be the same seat, then a file that is none of ours, then a folder's name.
  expect(await pc().export(folder)).toBe(64);
  expect(readFileSync(file).equals(second)).toBe(true);
  writeFileSync(path.join(folder, 'notes.txt'), '笔记');
  expect(await here.export(path.join(folder, 'notes.txt'))).toBe(64);
  expect(readFileSync(path.join(folder, 'notes.txt'), 'utf8')).toBe('笔记');
  expect(said.slice(2)).toEqual(['bundle-file-taken', 'bundle-file-taken']);
  expect(readdirSync(folder).toSorted()).toEqual([NAME, 'notes.txt']);
});

it('vrlab bundle import continues after a refused file, and reports it in the end', async () => {
  const folder = temporaryFolder();
  await pc().export(folder);
  writeFileSync(path.join(folder, '0.vrlab-station'), 'x');
  mkdirSync(path.join(folder, '1.vrlab-station'));
  const holder = pc(['open'], '02');
  expect(await holder.importAsJson(folder, path.join(folder, 'absent'))).toBe(1);
  expect(holder.held().seats).toHaveLength(1);
  const { files } = JSON.parse(said.at(-1)!) as { files: { result: string; problem?: { code: string } }[] };
  expect(files.map(({ result, problem }) => problem?.code ?? result)).toEqual([
    'bundle-not',
    'file-not-regular',
    'taken',
    'file-unreadable',
  ]);
});

it('vrlab bundle import requires one open inspection', async () => {
  expect(await pc(['signed', 'abandoned']).import('x')).toBe(64);
  expect(await pc(['open', 'open']).import('x')).toBe(64);
  expect(await pc().importAsJson(temporaryFolder())).toBe(1);
  expect(JSON.parse(said.at(-1)!)).toMatchObject({ files: [] });
  expect(noted).toEqual(['这个文件夹里没有机位检测文件（.vrlab-station）。']);
  expect(said.slice(0, 2)).toEqual(['inspection-none-open', 'inspection-several-open']);
});
