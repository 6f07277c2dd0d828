import { describe, expect, it } from 'vitest';
import { publication } from '../support/pc/judge.ts';
import { SOFTWARE, type WindowsPcInUse } from '../support/wine/pc-in-use.ts';

const DISPLAY = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Class\\{4d36e968-e325-11ce-bfc1-08002be10318}';
const CURRENT_VERSION = `${SOFTWARE}\\Microsoft\\Windows NT\\CurrentVersion`;

export const aWindowsPc = (pc: WindowsPcInUse): void =>
  void describe('a Windows PC', () => {
    it('with nothing installed: everything is looked for, nothing found, no trouble', () => {
      pc.install({});
      const { host, runtimes, software } = pc.lookWithAll();
      const sought = publication.matrix.products.filter(
        ({ kind, openXr }) => kind === 'runtime' && openXr === undefined,
      );
      expect(runtimes).toEqual({
        lookedFor: sought.map(({ id }) => id),
        found: [],
        troubles: [],
        steamVr: null,
        openXr: {
          active: null,
          available: [],
          layers: [],
          variables: [],
          demandedLayers: [],
          layerListCuts: [],
          missingLayerFolders: [],
        },
      });
      // Wine's PowerShell does nothing, so programs that run cannot be listed.
      expect(software).toEqual({ lookedFor: ['vr-classroom'], found: [], troubles: [], running: null });
      expect(host.memory?.totalBytes).toBeGreaterThan(0);
      expect(host.disks?.[0]?.mount).toBe('C:\\');
    });

    it('tells build, release and edition, and its display adapters with driver and PCI id', () => {
      const adapter = {
        DriverDesc: 'NVIDIA GeForce RTX 3060',
        DriverVersion: '32.0.15.6094',
        DriverDate: '8-14-2024',
        MatchingDeviceId: 'PCI\\VEN_10DE&DEV_2503&SUBSYS_88831043',
        ProviderName: 'NVIDIA',
      };
      pc.install({
        registry: {
          [CURRENT_VERSION]: {
            CurrentBuildNumber: '22631',
            UBR: 4317,
            DisplayVersion: '23H2',
            EditionID: 'Education',
            ProductName: 'Windows 10 教育版',
          },
          [`${DISPLAY}\\0000`]: adapter,
          [`${DISPLAY}\\0001`]: {
            DriverDesc: 'Microsoft Remote Display Adapter',
            MatchingDeviceId: 'terminpt_display',
          },
          [`${DISPLAY}\\0002`]: { DriverVersion: '1.2.3.4' },
          [`${DISPLAY}\\0003`]: { DriverDesc: 5, DriverVersion: '1.2.3.4' },
          [`${DISPLAY}\\0010`]: {
            DriverDesc: '坏 驱动',
            DriverVersion: 7,
            DriverDate: 'soon',
            MatchingDeviceId: { multi: ['x'] },
          },
          [`${DISPLAY}\\Configuration`]: { DriverDesc: 'no adapter' },
        },
      });
      const key = (name: string) => `${DISPLAY.replace('HKEY_LOCAL_MACHINE', 'HKLM')}\\${name}`;
      const host = pc.look('host');
      expect(host.os).toEqual({
        platform: 'win32',
        name: 'Windows 11 教育版',
        version: '23H2',
        build: '22631.4317',
        edition: 'Education',
      });
      const unknown = { pciId: null, driver: null, driverVersion: null, driverDate: null };
      expect(host.gpus).toEqual([
        {
          name: 'NVIDIA GeForce RTX 3060',
          pciId: '10de:2503',
          driver: 'NVIDIA',
          driverVersion: '32.0.15.6094',
          driverDate: '2024-08-14',
          source: key('0000'),
        },
        { ...unknown, name: 'Microsoft Remote Display Adapter', source: key('0001') },
        { ...unknown, name: '坏 驱动', source: key('0010') },
      ]);
    });
  });
