import { describe, expect, it } from 'vitest';
import { publication } from '../support/pc/judge.ts';
import { FOLDER } from '../support/pc/pc-folder.ts';
import { codes, SOFTWARE, type WindowsPcInUse } from '../support/wine/pc-in-use.ts';
import { windowsProgram } from '../support/program/windows-program.ts';

export const vendorSoftwareOnWindows = (pc: WindowsPcInUse): void =>
  void describe('vendor software on Windows', () => {
    const vendors = publication.matrix.products.flatMap(({ id, kind, find = [] }) =>
      kind === 'runtime' ? find.filter(({ platform }) => platform === 'win32').map((rule) => ({ id, rule })) : [],
    );
    const expand = (path: string) =>
      path.replace('%ProgramFiles%', 'C:\\Program Files').replace('%SystemRoot%', 'C:\\windows');

    /** A PC on which these rules find their product, each with a version of its own. */
    function installed(rules: typeof vendors) {
      const files: Record<string, Buffer | typeof FOLDER> = {};
      const registry: Record<string, Record<string, string>> = {};
      const found = rules.map(({ id, rule: { folder, version } }, index) => {
        const place = 'path' in folder ? expand(folder.path) : `C:\\厂商 软件\\${id}`;
        files[place.slice('C:\\'.length)] = FOLDER;
        if ('registry' in folder)
          registry[folder.registry.replace('HKLM', 'HKEY_LOCAL_MACHINE')] = { [folder.value]: `"${place}\\"` };
        const program = version.find((way) => 'program' in way)?.program;
        const fileVersion = `1.${index}.0.000082`;
        if (program !== undefined) files[`${place.slice('C:\\'.length)}\\${program}`] = windowsProgram({ fileVersion });
        return [id, place, program === undefined ? null : fileVersion];
      });
      pc.install({ files, registry });
      return found;
    }

    it('is found by the first rule of every vendor', () => {
      const first = vendors.filter(({ id }, index) => vendors.findIndex((one) => one.id === id) === index);
      expect(first.length).toBeGreaterThan(6);
      const expected = installed(first);
      const { found, troubles } = pc.look('runtimes');
      expect(found.map(({ product, folder, version }) => [product, folder?.text, version?.text ?? null])).toEqual(
        expected,
      );
      expect(troubles).toEqual([]);
    });

    it('is found by every other rule', () => {
      const nth = (one: (typeof vendors)[number]) => vendors.filter(({ id }) => id === one.id).indexOf(one);
      const rounds = [...Map.groupBy(vendors, nth)].filter(([position]) => position > 0);
      expect(rounds.flatMap(([, rules]) => rules).length).toBeGreaterThan(1);
      // Of each vendor one rule at a time: the first that holds tells the version.
      for (const [, rules] of rounds) {
        const expected = installed(rules);
        const { found } = pc.look('runtimes');
        expect(found.map(({ product, folder, version }) => [product, folder?.text, version?.text ?? null])).toEqual(
          expected,
        );
      }
    });

    it('is not there when its folder is gone, is a file, or is no path at all; what was registered is told', () => {
      pc.install({
        files: { 'is a file': 'x' },
        registry: {
          [`${SOFTWARE}\\WOW6432Node\\Oculus VR, LLC\\Oculus`]: { Base: 'C:\\gone\\' },
          [`${SOFTWARE}\\Varjo\\Runtime`]: { InstallDir: 'C:\\is a file' },
          [`${SOFTWARE}\\WOW6432Node\\HtcVive\\Updater`]: { AppPath: { binary: [1, 2, 3] } },
        },
      });
      const { found, troubles } = pc.look('runtimes');
      expect(found).toEqual([]);
      expect(codes(troubles)).toEqual([
        'missing: HKLM\\SOFTWARE\\Varjo\\Runtime InstallDir',
        'wrong-type: HKLM\\SOFTWARE\\WOW6432Node\\HtcVive\\Updater AppPath',
        'missing: HKLM\\SOFTWARE\\WOW6432Node\\Oculus VR, LLC\\Oculus Base',
      ]);
    });
  });
