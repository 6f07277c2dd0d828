import { describe, expect, it } from 'vitest';
import { readExternalDriver, readSteamVr } from '../../../../src/core/probes/runtimes/steamvr.ts';
import { steamVrFactsSchema } from '../../../../src/shared/domain/software-facts.ts';
import { type Content, FOLDER, noting, pcFolder, writeTree } from '../../../support/pc/pc-folder.ts';

const RUNTIME = 'steam/steamapps/common/SteamVR';
const SETTINGS = 'steam/config/steamvr.vrsettings';
const DEFAULTS = 'resources/settings/default.vrsettings';

async function read(files: Record<string, Content>, drivers: readonly string[] = []) {
  const pc = pcFolder({ [`${RUNTIME}/bin/version.txt`]: '2.9.6', ...files });
  const paths = { runtime: [RUNTIME], config: ['steam/config'], external_drivers: drivers };
  const absolute = Object.fromEntries(Object.entries(paths).map(([list, names]) => [list, names.map(pc.at)]));
  writeTree(pc.root, { 'home/.config/openvr/openvrpaths.vrpath': absolute });
  const { report, troubles } = noting();
  const facts = steamVrFactsSchema.parse(await readSteamVr(pc.environment, report));
  const setting = (name: string) => facts.driverSettings!.find((one) => one.name === name);
  return { facts, setting, codes: troubles.map(({ code }) => code), at: pc.at };
}

describe('drivers in the settings of SteamVR', () => {
  it.each<[string, string | Buffer, boolean | null | undefined, string[]]>([
    ['plain', '{"driver_lighthouse":{"enable":false}}', false, []],
    ['with a byte order mark', '\uFEFF{"driver_lighthouse":{"enable":false}}', false, []],
    ['with comments', '// by hand\n{"driver_lighthouse":{/* off */"enable":false}}', false, []],
    ['with commas too many', '{"driver_lighthouse":{"enable":false,},}', false, []],
    ['with what looks like comments', '{"x":"http://a/*,]","driver_lighthouse":{"enable":false}}', false, []],
    ['with a section twice', '{"driver_lighthouse":{"enable":true},"driver_lighthouse":{"enable":false}}', false, []],
    ['with a text for the switch', '{"driver_lighthouse":{"enable":"false"}}', null, []],
    ['without the driver', '{"steamvr":{}}', undefined, []],
    ['with a text for the section', '{"driver_lighthouse":"enable"}', undefined, []],
    ['in UTF-16', Buffer.from('\uFEFF{"driver_lighthouse":{"enable":false}}', 'utf16le'), undefined, ['not-json']],
    ['cut off', '{"driver_lighthouse":{"enable":fal', undefined, ['not-json']],
    ['full of zeros', Buffer.alloc(400), undefined, ['not-json']],
    ['empty', '', undefined, ['not-json']],
    ['an array', '[1]', undefined, ['wrong-type']],
    ['too large', `{"x":"${'x'.repeat(2 * 1024 ** 2)}"}`, undefined, ['too-large']],
  ])('a file %s', async (_, content, enabled, codes) => {
    const found = await read({ [SETTINGS]: content });
    expect(found.setting('lighthouse')?.enabled).toBe(enabled);
    expect(found.codes).toEqual(codes);
    expect(found.facts.unusableSettings).toBe(codes.length === 0 ? null : found.at(SETTINGS));
  });

  it("come from the user, then from the driver's own defaults, then from those of SteamVR", async () => {
    const { setting, at } = await read(
      {
        [SETTINGS]: { driver_a: { enable: true }, driver_b: { loadPriority: 1 } },
        [`driver-b/${DEFAULTS}`]: { driver_a: { enable: false }, driver_b: { enable: false } },
        [`${RUNTIME}/drivers/null/${DEFAULTS}`]: { driver_null: { enable: false } },
        [`${RUNTIME}/${DEFAULTS}`]: { driver_b: { enable: true }, driver_c: { enable: false } },
      },
      ['driver-b'],
    );
    expect(['a', 'b', 'c', 'null'].map((name) => setting(name)?.enabled)).toEqual([true, false, false, false]);
    expect(setting('b')?.source).toBe(at(`driver-b/${DEFAULTS}`));
  });

  it('and the one driver that is forced', async () => {
    const forced = async (value: unknown) =>
      (await read({ [SETTINGS]: { steamvr: { forcedDriver: value } } })).facts.forcedDriver?.text;
    expect(await forced('null')).toBe('null');
    expect(await forced('')).toBeUndefined();
    expect(await forced(null)).toBeUndefined();
    const byDefault = await read({ [`${RUNTIME}/${DEFAULTS}`]: { steamvr: { forcedDriver: 'null' } } });
    expect(byDefault.facts.forcedDriver?.source).toBe(byDefault.at(`${RUNTIME}/${DEFAULTS}`));
  });
});

describe('a registered driver of SteamVR', () => {
  const driver = async (files: Record<string, Content>) => {
    const pc = pcFolder(files);
    const { folder, ...facts } = await readExternalDriver(pc.at('d'), 'linux');
    expect(folder).toBe(pc.at('d'));
    return facts;
  };
  const manifest = 'd/driver.vrdrivermanifest';

  it.each<[string, Record<string, Content>, object]>([
    ['gone', {}, { exists: false }],
    ['without a manifest', { d: FOLDER }, { exists: true, name: null, defect: 'manifest-missing' }],
    ['with a broken one', { [manifest]: '{' }, { name: null, defect: 'manifest-unreadable' }],
    ['with a list for one', { [manifest]: '[]' }, { name: null, defect: 'manifest-unreadable' }],
    ['without its library', { [manifest]: { name: 'x' } }, { name: 'x', defect: 'library-missing' }],
    ['whole', { [manifest]: { name: 'x' }, 'd/bin/linux64/driver_x.so': '' }, { name: 'x', defect: null }],
    ['of pictures only', { [manifest]: { name: 'x', resourceOnly: true } }, { name: 'x', defect: null }],
    [
      'with its library elsewhere',
      { [manifest]: { name: 'x', directory: '../e' }, 'e/bin/linux64/driver_x.so': '' },
      { defect: null },
    ],
  ])('%s', async (_, files, facts) => {
    expect(await driver(files)).toMatchObject(facts);
  });
});

describe('SteamVR on Linux', () => {
  const at = (home: string) => `home/${home}/steamapps/common/SteamVR/bin/version.txt`;
  const found = async (files: Record<string, Content>) => {
    const pc = pcFolder(files);
    const facts = await readSteamVr(pc.environment, noting().report);
    return { version: facts?.version?.text, folder: facts?.folder.text.slice(pc.root.length + 1), pc };
  };

  it.each([
    '.local/share/Steam',
    '.steam/steam',
    '.var/app/com.valvesoftware.Steam/.local/share/Steam',
    'snap/steam/common/.local/share/Steam',
  ])('is found in %s before it was ever started', async (steam) => {
    expect((await found({ [at(steam)]: '2.9.6' })).version).toBe('2.9.6');
  });

  it('is found in another library', async () => {
    const pc = pcFolder({ 'disk/steamapps/common/SteamVR/bin/version.txt': '2.9.6' });
    const folders = `"libraryfolders" { "0" { "path" "/gone" } "1" { "path" "${pc.at('disk')}" } }`;
    writeTree(pc.root, { 'home/.local/share/Steam/steamapps/libraryfolders.vdf': folders });
    expect((await readSteamVr(pc.environment, noting().report))?.folder.text).toBe(
      pc.at('disk/steamapps/common/SteamVR'),
    );
  });

  it('is read where it really lies when Steam runs in a sandbox', async () => {
    const sandbox = '.var/app/com.valvesoftware.Steam';
    const pc = pcFolder({ [at(`${sandbox}/.local/share/Steam`)]: '2.9.6' });
    const seen = pc.at('home/.local/share/Steam');
    writeTree(pc.root, {
      [`home/${sandbox}/.config/openvr/openvrpaths.vrpath`]: { runtime: [`${seen}/steamapps/common/SteamVR`] },
    });
    const facts = await readSteamVr(pc.environment, noting().report);
    expect(facts).toMatchObject({ folderExists: true, version: { text: '2.9.6' } });
    expect(facts?.folder.text).toBe(pc.at(`home/${sandbox}/.local/share/Steam/steamapps/common/SteamVR`));
  });

  it('is not there when Steam alone is', async () => {
    expect((await found({ 'home/.local/share/Steam/steamapps': FOLDER })).version).toBeUndefined();
  });
});
