import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { codes, SOFTWARE, type WindowsPcInUse } from '../support/wine/pc-in-use.ts';
import { windowsProgram } from '../support/program/windows-program.ts';

export const suiteOnWindows = (pc: WindowsPcInUse): void =>
  void describe('the suite on Windows', () => {
    const program = windowsProgram({ fileVersion: '3.4.2', fixed: '3.4.2.0' });
    const sha256 = createHash('sha256').update(program).digest('hex');
    const key = `${SOFTWARE}\\VR Classroom`;

    it('is found with version and hash', () => {
      pc.install({
        files: { '教学 平台\\VRClassroom.exe': program },
        registry: { [key]: { InstallDir: 'C:\\教学 平台\\', Version: '3.4.2' } },
      });
      const { found, troubles } = pc.look('software');
      expect(found).toEqual([
        {
          product: 'vr-classroom',
          folder: { text: 'C:\\教学 平台', source: 'HKLM\\SOFTWARE\\VR Classroom InstallDir' },
          version: { text: '3.4.2', source: 'HKLM\\SOFTWARE\\VR Classroom Version' },
          files: [{ path: 'VRClassroom.exe', sha256 }],
        },
      ]);
      expect(troubles).toEqual([]);
    });

    it("tells the program's own version when the registry's has the wrong type", () => {
      pc.install({
        files: { 'Program Files\\VR Classroom\\VRClassroom.exe': program },
        registry: { [key]: { InstallDir: { expand: '%ProgramFiles%\\VR Classroom' }, Version: 342 } },
      });
      const { found, troubles } = pc.look('software');
      expect(found[0]?.version).toEqual({ text: '3.4.2', source: 'C:\\Program Files\\VR Classroom\\VRClassroom.exe' });
      expect(codes(troubles)).toEqual(['wrong-type: HKLM\\SOFTWARE\\VR Classroom Version']);
    });

    it('is found by its folder alone, without its program', () => {
      pc.install({ files: { 'Program Files\\VR Classroom\\readme.txt': '' } });
      const { found, troubles } = pc.look('software');
      expect(found).toMatchObject([{ version: null, files: [{ path: 'VRClassroom.exe', sha256: null }] }]);
      expect(codes(troubles)).toEqual(['missing: C:\\Program Files\\VR Classroom\\VRClassroom.exe']);
    });
  });
