import { describe, expect, it } from 'vitest';
import { SOFTWARE, type WindowsPcInUse } from '../support/wine/pc-in-use.ts';

const CURRENT_VERSION = `${SOFTWARE}\\Microsoft\\Windows NT\\CurrentVersion`;
const SERVICES = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services';
const EXE = `${SOFTWARE}\\Policies\\Microsoft\\Windows\\SrpV2\\Exe`;

export const kioskOnWindows = (pc: WindowsPcInUse): void =>
  void describe('a kiosk on Windows', () => {
    it('what keeps people inside is read from the registry, and starting at sign-in is written there and taken away', () => {
      pc.install({
        registry: {
          [CURRENT_VERSION]: { EditionID: 'IoTEnterpriseS' },
          [`${CURRENT_VERSION}\\Winlogon`]: { Shell: 'eshell.exe' },
          [`${SOFTWARE}\\Microsoft\\Windows\\AssignedAccessConfiguration\\Configs\\S-1-5-21-1`]: {
            DefaultProfileId: '{1}',
          },
          [`${SERVICES}\\MsKeyboardFilter`]: { Start: 2 },
          [`${SERVICES}\\AppIDSvc`]: { Start: 2 },
          [EXE]: { EnforcementMode: 1 },
          [`${EXE}\\{1}`]: { Value: '<FilePathRule/>' },
        },
      });
      expect(pc.kiosk()).toEqual({
        lockdown: {
          platform: 'win32',
          edition: 'IoTEnterpriseS',
          shell: 'eshell.exe',
          assignedAccess: true,
          keyboardFilter: { service: 'automatic', blocked: null },
          appLocker: { mode: 'enforced', service: 'automatic' },
        },
        autostart: [true, '"C:\\程序 一\\VR Lab Check.exe" --kiosk', true, null],
      });
    });
  });
