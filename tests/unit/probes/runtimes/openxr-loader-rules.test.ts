import { describe, expect, it } from 'vitest';
import { readOpenXr } from '../../../../src/core/probes/runtimes/openxr.ts';
import { runtimesFactsSchema } from '../../../../src/shared/domain/software-facts.ts';
import { handMadeRegistry, type RegistryContent } from '../../../support/pc/hand-made-registry.ts';
import { type Content, noting, pcFolder } from '../../../support/pc/pc-folder.ts';

const EXPLICIT = 'usr/share/openxr/1/api_layers/explicit.d';
const layer = (name: string, more: object = {}) => ({
  file_format_version: '1.0.0',
  api_layer: { name, library_path: 'libx.so', api_version: '1.0', implementation_version: '1', ...more },
});

async function read(files: Record<string, Content>, env: Record<string, string> = {}) {
  const pc = pcFolder(files);
  const environment = { ...pc.environment, env: { ...pc.environment.env, ...env } };
  const openXr = runtimesFactsSchema.shape.openXr.parse(await readOpenXr(environment, noting().report));
  return { ...openXr, at: pc.at };
}

/** A library's first bytes: enough to tell the processor. */
const elf = (machine: number) => {
  const bytes = Buffer.alloc(64);
  bytes.write('\x7fELF', 0, 'latin1');
  bytes.writeUInt16LE(machine, 18);
  return bytes;
};
const pe = (machine: number) => {
  const bytes = Buffer.alloc(160);
  bytes.write('MZ', 0, 'latin1');
  bytes.writeUInt32LE(128, 60);
  bytes.write('PE\0\0', 128, 'latin1');
  bytes.writeUInt16LE(machine, 132);
  return bytes;
};

describe('variables of the OpenXR loader', () => {
  it.each([
    ['A', ['A']],
    ['A:B:C', ['A', 'B', 'C']],
    ['A:', ['A']],
    [':A', ['', 'A']],
    ['A;B', ['A;B']],
    [' A', [' A']],
    ['', []],
  ])('XR_ENABLE_API_LAYERS %j asks for %j', async (value, names) => {
    const { demandedLayers } = await read({}, { XR_ENABLE_API_LAYERS: value });
    expect(demandedLayers).toEqual(names);
  });

  it('XR_API_LAYER_PATH replaces the places of explicit layers, files and folders, and names those that are gone', async () => {
    const pc = pcFolder({
      [`${EXPLICIT}/a.json`]: layer('XR_A'),
      'own/b.json': layer('XR_B'),
      'one/c.json': layer('XR_C'),
      'usr/share/openxr/1/api_layers/implicit.d/i.json': layer('XR_I', { disable_environment: 'NO_I' }),
    });
    const value = ['own', 'one/c.json', 'gone'].map(pc.at).join(':');
    const env = { ...pc.environment.env, XR_API_LAYER_PATH: value };
    const { layers, missingLayerFolders } = await readOpenXr({ ...pc.environment, env }, noting().report);
    expect(layers.map(({ name, obstacle }) => [name, obstacle])).toEqual([
      ['XR_I', undefined],
      ['XR_A', 'path-replaced'],
      ['XR_B', undefined],
      ['XR_C', undefined],
    ]);
    expect(missingLayerFolders).toEqual([pc.at('gone')]);
  });

  it('are those that a program started now would find: of the user, of the PC, of this program', async () => {
    const user = 'HKCU\\Environment';
    const pc = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment';
    const readVariables = async (content: RegistryContent) => {
      const folder = pcFolder({});
      const registry = () => Promise.resolve(handMadeRegistry(content));
      const env = { XR_ENABLE_API_LAYERS: 'of-program' };
      const { variables } = await readOpenXr(
        { ...folder.environment, platform: 'win32', env, registry },
        noting().report,
      );
      return variables?.map(({ value, source }) => [value, source]);
    };
    const set = { XR_ENABLE_API_LAYERS: 'x' };
    expect(await readVariables({ [user]: set, [pc]: { XR_ENABLE_API_LAYERS: 'y' } })).toEqual([
      ['x', `${user} XR_ENABLE_API_LAYERS`],
    ]);
    expect(await readVariables({ [pc]: set })).toEqual([['x', `${pc} XR_ENABLE_API_LAYERS`]]);
    expect(await readVariables({})).toEqual([['of-program', 'XR_ENABLE_API_LAYERS']]);
  });
});

describe('manifests as the OpenXR loader reads them', () => {
  const active = async (content: Content, more: Record<string, Content> = {}) =>
    (await read({ 'home/.config/openxr/1/active_runtime.json': content, ...more })).active?.defect;
  const runtime = (more: object = {}) => ({
    file_format_version: '1.0.0',
    runtime: { name: 'X', library_path: 'x.so' },
    ...more,
  });

  it.each<[string, Content, string | null]>([
    [
      'with comments and commas too many',
      '// x\n{"file_format_version":"1.0.0","runtime":{"name":"X","library_path":"x.so",},}',
      null,
    ],
    ['of no format', { runtime: { name: 'X', library_path: 'x.so' } }, 'field-missing'],
    ['whose format is a number', runtime({ file_format_version: 1 }), 'field-missing'],
    ['with a byte order mark', `\uFEFF${JSON.stringify(runtime())}`, null],
    ['in UTF-16', Buffer.from(`\uFEFF${JSON.stringify(runtime())}`, 'utf16le'), 'not-json'],
    ['of format 1.0.1', runtime({ file_format_version: '1.0.1' }), 'version-refused'],
    ['of format 2.0.0', runtime({ file_format_version: '2.0.0' }), 'version-refused'],
    ['of format 1.0', runtime({ file_format_version: '1.0' }), 'version-refused'],
  ])('%s', async (_, content, defect) => {
    expect(await active(content)).toBe(defect);
  });

  it.each([
    [elf(62), process.arch === 'x64' ? null : 'wrong-architecture'],
    [elf(183), process.arch === 'arm64' ? null : 'wrong-architecture'],
    [elf(3), 'wrong-architecture'],
    [pe(0x14c), 'wrong-architecture'],
    [elf(4711), null],
    [Buffer.from('MZ'), null],
    [Buffer.alloc(0), null],
  ])('library %#', async (library, defect) => {
    const content = { file_format_version: '1.0.0', runtime: { library_path: './x.so' } };
    expect(await active(content, { 'home/.config/openxr/1/x.so': library })).toBe(defect);
  });

  it('of layers name a version of OpenXR, implicit ones a variable that disables them', async () => {
    const { layers } = await read({
      [`${EXPLICIT}/a.json`]: layer('XR_A', { api_version: '2.0' }),
      'usr/share/openxr/1/api_layers/implicit.d/i.json': layer('XR_I'),
    });
    expect(layers.map(({ name, defect }) => [name, defect])).toEqual([
      ['XR_I', 'no-disable-variable'],
      ['XR_A', 'version-refused'],
    ]);
  });

  it.each([
    [{ name: undefined }, 'field-missing'],
    [{ api_version: undefined }, 'field-missing'],
    [{ api_version: 1 }, 'field-missing'],
    [{ implementation_version: 1 }, 'field-missing'],
    [{ api_version: '0.0' }, 'version-refused'],
    [{ api_version: 'x' }, 'version-refused'],
    [{ api_version: '0.9' }, null],
    [{ implementation_version: 'x' }, null],
  ])('of layers with %j', async (more, defect) => {
    const { layers } = await read({ [`${EXPLICIT}/a.json`]: layer('XR_A', more) });
    expect(layers.map((one) => one.defect)).toEqual([defect]);
  });

  it('of runtimes that are installed and not set are found', async () => {
    const { active: none, available } = await read({ 'usr/share/openxr/1/openxr_monado.json': runtime() });
    expect(none).toBeNull();
    expect(available.map(({ name, enabled }) => [name, enabled])).toEqual([['X', false]]);
  });
});

describe('OpenXR layers in the registry', () => {
  const IMPLICIT = 'HKLM\\SOFTWARE\\Khronos\\OpenXR\\1\\ApiLayers\\Implicit';
  const readLayers = async (values: Exclude<RegistryContent[string], symbol>) => {
    const { environment } = pcFolder({});
    const registry = () => Promise.resolve(handMadeRegistry({ [IMPLICIT]: values }));
    const { layers, layerListCuts } = await readOpenXr(
      { ...environment, platform: 'win32', registry },
      noting().report,
    );
    return {
      on: layers.filter(({ enabled }) => enabled).map(({ path }) => path.text),
      lost: layers.filter(({ obstacle }) => obstacle === 'list-cut').map(({ path }) => path.text),
      layerListCuts,
    };
  };

  it('are lost after a text, that of the key itself included', async () => {
    expect(await readLayers({ 'C:\\a.json': 0, 'C:\\b.json': '0x0', 'C:\\c.json': 0 })).toMatchObject({
      lost: ['C:\\c.json'],
      layerListCuts: [{ key: IMPLICIT, value: 'C:\\b.json', type: 'REG_SZ' }],
    });
    expect((await readLayers({ '': 'none', 'C:\\c.json': 0 })).lost).toEqual(['C:\\c.json']);
    expect(await readLayers({ 'C:\\a.json': 0, 'C:\\c.json': 1 })).toMatchObject({ lost: [], layerListCuts: [] });
  });

  it.each([
    [0, true],
    [1, false],
    [{ type: 'REG_BINARY of 4 bytes', number: 0 }, true],
    [{ type: 'REG_BINARY of 4 bytes', number: 1 }, false],
    ['0', false],
  ])('of four bytes, %j, leave the list whole: switched on %s', async (value, on) => {
    expect(await readLayers({ 'C:\\a.json': value, 'C:\\b.json': 0 })).toEqual({
      on: [...(on ? ['C:\\a.json'] : []), 'C:\\b.json'],
      lost: [],
      layerListCuts: [],
    });
  });

  it('of more or fewer bytes cut it', async () => {
    for (const type of ['REG_QWORD of 8 bytes', 'REG_BINARY of 0 bytes', 'REG_DWORD of 3 bytes'])
      expect(await readLayers({ 'C:\\a.json': { type }, 'C:\\b.json': 0 })).toMatchObject({ lost: ['C:\\b.json'] });
  });

  it('and a runtime for programs of 32 bits are not those of lessons', async () => {
    const { environment } = pcFolder({});
    const wow = 'HKLM\\SOFTWARE\\WOW6432Node\\Khronos\\OpenXR\\1';
    const content = {
      [wow]: { ActiveRuntime: 'C:\\x.json' },
      [`${wow}\\ApiLayers\\Implicit`]: { 'C:\\l.json': 0 },
      'HKCU\\SOFTWARE\\Khronos\\OpenXR\\1': { ActiveRuntime: 'C:\\of-user.json' },
    };
    const registry = () => Promise.resolve(handMadeRegistry(content));
    const openXr = await readOpenXr({ ...environment, platform: 'win32', registry }, noting().report);
    expect(openXr).toMatchObject({ active: null, layers: [] });
  });
});
