import { describe, expect, it } from 'vitest';
import { cleanPath, expandPath } from '../../../src/core/platform/host-environment.ts';
import { findProducts } from '../../../src/core/probes/find-products.ts';
import { type Content, FOLDER, noting, pcFolder, product } from '../../support/pc/pc-folder.ts';
import { windowsProgram } from '../../support/program/windows-program.ts';

type Rule = NonNullable<Parameters<typeof product>[2]>[number];
const HOME = '~/应用 程序/suite';
const PLACE = 'home/应用 程序/suite';

async function find(files: Record<string, Content>, version: Rule['version'], folder = HOME) {
  const pc = pcFolder(files);
  const { report, troubles } = noting();
  const rules: Rule[] = [{ platform: 'linux', folder: { path: folder }, version }];
  const { found } = await findProducts([product('suite', 'suite', rules)], pc.environment, report);
  return { found, version: found[0]?.version ?? null, codes: troubles.map(({ code }) => code), at: pc.at };
}

describe('an installed product', () => {
  it('is found in the first folder that exists, with the first version that can be read', async () => {
    const { found, codes, at } = await find({ [`${PLACE}/product.json`]: { version: ' 3.4.2 ' } }, [
      { text: 'version.txt', pattern: '(.*)' },
      { json: 'product.json', field: 'version' },
    ]);
    const file = at(`${PLACE}/product.json`);
    const folder = { text: at(PLACE), source: at(PLACE) };
    expect(found).toEqual([{ product: 'suite', folder, version: { text: '3.4.2', source: file }, files: [] }]);
    expect(codes).toEqual([]);
  });

  it('is not there without its folder, or with a file in its place', async () => {
    expect(await find({}, [])).toMatchObject({ found: [], codes: [] });
    expect(await find({ [PLACE]: 'file' }, [])).toMatchObject({ found: [], codes: [] });
    expect(await find({ [PLACE]: FOLDER }, [], '%UNSET%/x')).toMatchObject({ found: [], codes: [] });
  });

  it('is found without a version when none of its files is there', async () => {
    expect(
      await find({ [PLACE]: FOLDER }, [{ json: 'product.json', field: 'version' }, { program: 'x.exe' }]),
    ).toMatchObject({
      found: [{ product: 'suite', version: null }],
      codes: [],
    });
  });

  it.each<[string, Rule['version'][number], Content, string | null, string[]]>([
    ['nested JSON', { json: 'x', field: 'app.version' }, { app: { version: '1.2' } }, '1.2', []],
    ['JSON without the field', { json: 'x', field: 'version' }, { Version: '1' }, null, []],
    ['JSON with a number', { json: 'x', field: 'version' }, { version: 3.4 }, null, ['wrong-type']],
    ['JSON with an inherited name', { json: 'x', field: 'constructor' }, {}, null, []],
    ['no JSON', { json: 'x', field: 'version' }, 'version=1', null, ['not-json']],
    ['a folder', { json: 'x', field: 'version' }, FOLDER, null, ['unreadable']],
    ['text', { text: 'x', pattern: '^version=(\\S+)$' }, 'a\nversion=1.2\nb', '1.2', []],
    ['UTF-16 text', { text: 'x', pattern: '版本 (\\S+)' }, Buffer.from('\uFEFF版本 1.2\n', 'utf16le'), '1.2', []],
    [
      'text with other lines before it',
      { text: 'x', pattern: '^version=(\\S+)$' },
      `${'v'.repeat(300)}\r\n\r\nversion=1.2\r\n`,
      '1.2',
      [],
    ],
    ['text without a match', { text: 'x', pattern: 'version=(\\S+)' }, 'v1', null, ['wrong-type']],
    ['a pattern that is none', { text: 'x', pattern: '(' }, 'v1', null, ['wrong-type']],
    ['huge text', { text: 'x', pattern: '(v)' }, 'v'.repeat(2 * 1024 ** 2), null, ['too-large']],
    ['a program', { program: 'x' }, windowsProgram({ fileVersion: '3.4.2' }), '3.4.2', []],
    ['a program that is none', { program: 'x' }, 'MZ', null, ['not-a-program']],
  ])('%s', async (_, rule, content, version, codes) => {
    const found = await find({ [`${PLACE}/x`]: content }, [rule]);
    expect(found.found).toHaveLength(1);
    expect(found.version?.text ?? null).toBe(version);
    expect(found.codes).toEqual(codes);
  });

  it('is looked for only when a rule is for this system', async () => {
    const pc = pcFolder();
    const windows: Rule[] = [{ platform: 'win32', folder: { path: '%ProgramFiles%\\X' }, version: [] }];
    const linux: Rule[] = [{ platform: 'linux', folder: { path: '/opt/x' }, version: [] }];
    const products = [product('a', 'runtime', windows), product('b', 'runtime', [...windows, ...linux])];
    const { lookedFor } = await findProducts(
      [...products, product('c', 'runtime', undefined)],
      pc.environment,
      noting().report,
    );
    expect(lookedFor).toEqual(['b']);
  });
});

describe('a path with variables', () => {
  it.each([
    ['"C:\\Program Files\\VR Classroom\\"', 'C:\\Program Files\\VR Classroom'],
    ['C:\\VR\\\\', 'C:\\VR'],
    ['C:\\', 'C:\\'],
    ['D:\\学校 软件\0\0rubbish', 'D:\\学校 软件'],
    ['  "C:\\X  ', 'C:\\X'],
    ['/opt/x/', '/opt/x'],
    ['/', '/'],
    ['', ''],
  ])('%j is cleaned to %j', (text, path) => {
    expect(cleanPath(text)).toBe(path);
  });

  it.each([
    ['%ProgramFiles(x86)%\\X', 'C:\\Program Files (x86)\\X'],
    ['%ProgramFiles%\\%NOT_SET%\\X', null],
    ['%EMPTY%\\X', null],
    ['~/x', '/home/张 $& 三/x'],
    ['~', '/home/张 $& 三'],
    ['/a~/b', '/a~/b'],
    ['~other/x', '~other/x'],
    ['100%/x%', '100%/x%'],
  ])('%s expands to %s', (text, path) => {
    const env = { 'ProgramFiles(x86)': 'C:\\Program Files (x86)', ProgramFiles: 'C:\\Program Files', EMPTY: '' };
    expect(expandPath(text, env, '/home/张 $& 三')).toBe(path);
  });
});
