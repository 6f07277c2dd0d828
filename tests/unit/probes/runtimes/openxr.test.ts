import { describe, expect, it } from 'vitest';
import { readOpenXr } from '../../../../src/core/probes/runtimes/openxr.ts';
import { runtimesFactsSchema } from '../../../../src/shared/domain/software-facts.ts';
import { type Content, FOLDER, noting, pcFolder } from '../../../support/pc/pc-folder.ts';

const runtime = (library: unknown, name: unknown = 'SteamVR') => ({
  file_format_version: '1.0.0',
  runtime: { name, library_path: library },
});
const layer = (name: string, more: object = {}) => ({
  file_format_version: '1.0.0',
  api_layer: {
    name,
    library_path: './lib.so',
    api_version: '1.0',
    implementation_version: '1',
    disable_environment: `DISABLE_${name}`,
    ...more,
  },
});

const ACTIVE = 'home/.config/openxr/1/active_runtime.json';
const IMPLICIT = 'usr/share/openxr/1/api_layers/implicit.d';

async function read(files: Record<string, Content>, env: Readonly<Record<string, string | undefined>> = {}) {
  const pc = pcFolder(files, {});
  const { report, troubles } = noting();
  const openXr = await readOpenXr({ ...pc.environment, env: { ...pc.environment.env, ...env } }, report);
  runtimesFactsSchema.shape.openXr.parse(openXr);
  expect(troubles).toEqual([]);
  return { ...openXr, at: pc.at, environment: pc.environment };
}

describe('the active OpenXR runtime', () => {
  it('is none on a PC without OpenXR', async () => {
    expect(await read({})).toMatchObject({ active: null, available: [], layers: [] });
  });

  it('is the link target, and its library counts from there', async () => {
    const { active, at } = await read({
      '学校 软件/steamxr.json': runtime('../学校 软件/bin/vrclient.so'),
      '学校 软件/bin/vrclient.so': 'ELF',
      [ACTIVE]: { link: '../../../../学校 软件/steamxr.json' },
    });
    expect(active).toEqual({
      path: { text: at('学校 软件/steamxr.json'), source: at(ACTIVE) },
      name: 'SteamVR',
      library: at('学校 软件/bin/vrclient.so'),
      defect: null,
    });
  });

  it.each<[string, Content, string | null, string | null]>([
    ['a link to nowhere', { link: '/nowhere.json' }, 'missing', null],
    ['a folder', FOLDER, 'unreadable', null],
    ['empty', '', 'not-json', null],
    ['cut off', '{"runtime": {', 'not-json', null],
    ['binary', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 255]), 'not-json', null],
    ['larger than any manifest', ' '.repeat(2 * 1024 ** 2), 'unreadable', null],
    ['an array', [], 'no-library-named', null],
    ['a text', '"x"', 'no-library-named', null],
    ['a layer', layer('x'), 'no-library-named', null],
    ['of a runtime that is no object', { runtime: [] }, 'no-library-named', null],
    ['without a library', { runtime: { name: 'SteamVR' } }, 'no-library-named', 'SteamVR'],
    ['with a number for a library', runtime(5), 'no-library-named', 'SteamVR'],
    ['with an empty library', runtime(''), 'no-library-named', 'SteamVR'],
    ['with a library that is gone', runtime('./gone.so'), 'library-missing', 'SteamVR'],
    ['with a folder for a library', runtime('../1'), 'library-missing', 'SteamVR'],
    ['with an absolute library that is gone', runtime('/nowhere/x.so'), 'library-missing', 'SteamVR'],
    ['with a library the system finds', runtime('libopenxr_monado.so', 'Monado'), null, 'Monado'],
    ['with a number for a name', runtime('libx.so', 5), null, null],
  ])('says what is wrong with a manifest that is %s', async (_, content, defect, name) => {
    const { active } = await read({ [ACTIVE]: content });
    expect(active).toMatchObject({ defect, name });
  });

  it('is sought in the order of the loader: this architecture first, the user before the PC', async () => {
    const architecture = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
    const order = [
      `home/.config/openxr/1/active_runtime.${architecture}.json`,
      ACTIVE,
      `etc/xdg/openxr/1/active_runtime.${architecture}.json`,
      'etc/xdg/openxr/1/active_runtime.json',
      'etc/openxr/1/active_runtime.json',
    ];
    const files = Object.fromEntries(order.map((file) => [file, runtime('libx.so', file)]));
    for (const expected of order) {
      const { active } = await read(files);
      expect(active?.name).toBe(expected);
      delete files[expected];
    }
    expect((await read(files)).active).toBeNull();
  });

  it('passes over a link to nowhere while another file is there, as the loader does', async () => {
    const files = {
      [ACTIVE]: { link: '/nowhere.json' },
      'etc/openxr/1/active_runtime.json': runtime('libx.so', 'Monado'),
    };
    expect((await read(files)).active).toMatchObject({ name: 'Monado', defect: null });
  });

  it('is what XR_RUNTIME_JSON says, also when that is nowhere', async () => {
    const { active } = await read({ [ACTIVE]: runtime('libx.so') }, { XR_RUNTIME_JSON: '/不在/x.json' });
    expect(active).toEqual({
      path: { text: '/不在/x.json', source: 'XR_RUNTIME_JSON' },
      name: null,
      library: null,
      defect: 'missing',
    });
  });

  it('finds the library of a linked manifest beside the real one', async () => {
    const { environment, at } = await read({
      'real/x.json': runtime('./x.so'),
      'real/x.so': 'ELF',
      'link.json': { link: 'real/x.json' },
    });
    const env = { ...environment.env, XR_RUNTIME_JSON: at('link.json') };
    const { active } = await readOpenXr({ ...environment, env }, noting().report);
    expect(active).toMatchObject({ path: { text: at('link.json') }, library: at('real/x.so'), defect: null });
  });

  it('follows XDG_CONFIG_HOME and never waits on a pipe', async () => {
    const { execFileSync } = await import('node:child_process');
    const { at, environment } = await read({ 'config 配置/openxr/1/x': '' });
    execFileSync('mkfifo', [at('config 配置/openxr/1/active_runtime.json')]);
    const env = { ...environment.env, XDG_CONFIG_HOME: at('config 配置') };
    const { active } = await readOpenXr({ ...environment, env }, noting().report);
    expect(active?.defect).toBe('unreadable');
  });
});

describe('OpenXR API layers', () => {
  it('are listed with name, kind and defect, from all folders of the loader', async () => {
    const { layers, at } = await read({
      [`${IMPLICIT}/b 层.json`]: layer('XR_B'),
      [`${IMPLICIT}/a.json`]: '{',
      [`${IMPLICIT}/lib.so`]: 'ELF',
      [`${IMPLICIT}/readme.txt`]: 'no layer',
      'etc/openxr/1/api_layers/explicit.d/c.json': layer('XR_C'),
      'home/.local/share/openxr/1/api_layers/explicit.d/d.json': layer('XR_D', { library_path: 'libd.so' }),
      'home/.config/openxr/1/api_layers/implicit.d/not-looked-at.json': layer('XR_E'),
    });
    expect(layers).toEqual([
      {
        path: { text: at(`${IMPLICIT}/a.json`), source: at(IMPLICIT) },
        name: null,
        library: null,
        defect: 'not-json',
        enabled: true,
        kind: 'implicit',
      },
      {
        path: { text: at(`${IMPLICIT}/b 层.json`), source: at(IMPLICIT) },
        name: 'XR_B',
        library: at(`${IMPLICIT}/lib.so`),
        defect: null,
        enabled: true,
        kind: 'implicit',
      },
      expect.objectContaining({ name: 'XR_C', kind: 'explicit', defect: 'library-missing' }),
      expect.objectContaining({ name: 'XR_D', kind: 'explicit', defect: null, library: null }),
    ]);
  });

  it.each([
    [{}, {}, true],
    [{ disable_environment: 'NO_X' }, {}, true],
    [{ disable_environment: 'NO_X' }, { NO_X: '' }, false],
    [{ enable_environment: 'WITH_X' }, {}, false],
    [{ enable_environment: 'WITH_X' }, { WITH_X: '1' }, true],
    [{ enable_environment: 'WITH_X', disable_environment: 'NO_X' }, { WITH_X: '1', NO_X: '1' }, false],
    [{ enable_environment: 7, disable_environment: null }, {}, true],
  ])('with %j and environment %j: enabled %s', async (more, env, enabled) => {
    const { layers } = await read({ [`${IMPLICIT}/x.json`]: layer('XR_X', more) }, env);
    expect(layers.map((one) => one.enabled)).toEqual([enabled]);
  });
});
