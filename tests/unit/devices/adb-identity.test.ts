import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogueSchema } from '../../../src/core/published/catalogue-schema.ts';
import { appsFor, modelOverAdb } from '../../../src/core/devices/adb-identity.ts';
import type { AdbIdentity } from '../../../src/shared/domain/adb-facts.ts';
import { FOCUS_3, nobody, PICO_4, QUEST_3 } from '../../support/adb/answers.ts';

const file = path.resolve(import.meta.dirname, '../../../publication/draft/catalogue.json');
const catalogue = catalogueSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
const nameOf = (values: Partial<AdbIdentity>) => {
  const model = modelOverAdb(catalogue, { ...nobody, ...values });
  return model === null ? null : [model.id, model.name];
};

describe('which model a headset says it is', () => {
  it.each([
    [{ manufacturer: 'Oculus', model: 'Quest' }, 'quest-1', 'Oculus Quest'],
    [{ manufacturer: 'Oculus', model: 'Quest 2', device: 'hollywood' }, 'quest-2', 'Meta Quest 2'],
    [{ manufacturer: 'Oculus', model: 'Standalone HMD', device: 'hollywood' }, 'quest-2', 'Meta Quest 2'],
    [{ manufacturer: 'Oculus', model: 'Quest Pro' }, 'quest-pro', 'Meta Quest Pro'],
    [QUEST_3, 'quest-3', 'Meta Quest 3'],
    [
      { manufacturer: 'oculus', model: 'Quest 3S', product: 'xse_panther', device: 'panther' },
      'quest-3s',
      'Meta Quest 3S',
    ],
    [PICO_4, 'pico-4', 'PICO 4 / 4 Pro / 4 Enterprise'],
    [{ ...PICO_4, hardwareModel: 'PICO 4' }, 'pico-4', 'PICO 4'],
    [{ ...PICO_4, hardwareModel: 'PICO 4 Pro' }, 'pico-4', 'PICO 4 Pro'],
    [{ ...PICO_4, hardwareModel: 'PICO 4 Enterprise' }, 'pico-4', 'PICO 4 Enterprise'],
    [{ manufacturer: 'PICO', model: 'A8E50' }, 'pico-4', 'PICO 4 Enterprise'],
    [{ manufacturer: 'PICO', model: 'A9210', device: 'sparrow' }, 'pico-4-ultra', 'PICO 4 Ultra / 4 Ultra Enterprise'],
    [{ manufacturer: 'PICO', model: 'A9210', hardwareModel: 'PICO 4 Ultra' }, 'pico-4-ultra', 'PICO 4 Ultra'],
    [
      { manufacturer: 'Pico', model: 'Pico Neo 3', device: 'PICOA7H10' },
      'pico-neo-3',
      'PICO Neo3 / Neo3 Pro / Neo3 Pro Eye',
    ],
    [{ manufacturer: 'Pico', model: 'Pico Neo 3 Link', device: 'PICOA7H10' }, 'pico-neo-3', 'PICO Neo3 Link'],
    [{ manufacturer: 'Pico', model: 'Pico Neo 2' }, 'pico-neo-2', 'Pico Neo 2'],
    [{ manufacturer: 'Pico', model: 'Pico G2 4K' }, 'pico-g2', 'Pico G2 4K'],
    [{ manufacturer: 'PICO', model: 'A7Q10' }, 'pico-g3', 'PICO G3'],
    [FOCUS_3, 'vive-focus-3', 'VIVE Focus 3'],
    [{ manufacturer: 'HTC', model: 'Vive Focus Vision' }, 'vive-focus-3', 'VIVE Focus Vision'],
    [{ manufacturer: 'HTC', model: 'VIVE XR Series' }, 'vive-focus-3', 'VIVE XR Elite'],
    [{ manufacturer: 'YVR', odmModel: 'PFDM MR' }, 'pfdm', 'Play For Dream MR'],
    [{ manufacturer: 'YVR', odmModel: 'YVR 2' }, 'yvr', 'YVR 2'],
    [{ manufacturer: 'samsung', model: 'SM-I610', product: 'xrvst2ue' }, 'galaxy-xr', 'Samsung Galaxy XR'],
    [{ manufacturer: 'Lexiang Inc.', product: 'P2' }, 'dpvr-p2', 'DPVR P2'],
    [{ manufacturer: 'Lynx Mixed Reality', model: 'Lynx-R1' }, 'lynx-r1', 'Lynx R1'],
  ])('%j is %s, %s', (values, id, name) => {
    expect(nameOf(values)).toEqual([id, name]);
  });

  it.each([
    [
      'a telephone with the device name of a Quest 3S',
      { manufacturer: 'Google', model: 'Pixel 7', device: 'panther', product: 'panther' },
    ],
    ['a device name without its maker', { device: 'hollywood' }],
    ['the chip of many', { manufacturer: 'HTC', device: 'kona', product: 'kona' }],
    ['the chip of many, of nobody', { device: 'kona' }],
    ['a system image of the chip maker', { manufacturer: 'HTC', model: 'qssi system image for arm64' }],
    ['properties that a test made up', { manufacturer: 'Meta', model: 'Meta Quest 3S' }],
    ['two models at once', { manufacturer: 'Oculus', model: 'Quest 3', device: 'panther' }],
    ['two PICO at once', { manufacturer: 'PICO', model: 'A8110', hardwareModel: 'PICO 4 Ultra' }],
    ['a number of PICO from another maker', { manufacturer: 'Acme', model: 'A8110' }],
    ['a model that came later', { manufacturer: 'Oculus', model: 'Quest 7' }],
    ['one that a single source knows', { manufacturer: 'HTC', model: 'Vive Focus Plus' }],
    ['a product name as short as that of DPVR', { manufacturer: 'Lenovo', product: 'P2' }],
    ['nothing', {}],
  ])('%s is an Android device and no more', (_, values) => {
    expect(nameOf(values)).toBeNull();
  });

  it('in a catalogue that knows nothing of adb is nobody', () => {
    const older = { devices: catalogue.devices.map((entry) => ({ ...entry, adb: undefined })) };
    expect(catalogueSchema.safeParse({ ...catalogue, ...older, headsetApps: undefined }).success).toBe(true);
    expect(modelOverAdb(older, QUEST_3)).toBeNull();
  });

  it('never rests on the maker alone', () => {
    const devices = [{ ...catalogue.devices[0]!, adb: [{ manufacturer: ['Oculus'], name: 'x' }] }];
    expect(catalogueSchema.safeParse({ ...catalogue, devices }).success).toBe(false);
  });
});

describe('which programs a headset is asked about', () => {
  const packagesOf = (identity: AdbIdentity | null, model: string | null) =>
    appsFor(catalogue.headsetApps ?? [], identity, model).map((app) => app.package);

  it('those of its maker and those of all', () => {
    expect(packagesOf(PICO_4, 'pico-4')).toEqual(
      expect.arrayContaining(['com.picovr.picostreamassistant', 'com.valvesoftware.steamlinkvr']),
    );
    expect(packagesOf(QUEST_3, 'quest-3')).not.toContain('com.picovr.picostreamassistant');
    expect(packagesOf(null, null)).toContain('VirtualDesktop.Android');
  });

  it('each once, and on every model that is named', () => {
    const apps = catalogue.headsetApps ?? [];
    expect(new Set(apps.map((app) => app.package)).size).toBe(apps.length);
    const known = new Set(catalogue.devices.map(({ id }) => id));
    expect(apps.flatMap(({ models }) => models ?? []).filter((id) => !known.has(id))).toEqual([]);
    const [one] = apps;
    expect(appsFor([{ ...one!, models: ['quest-3'] }], QUEST_3, 'quest-3')).toHaveLength(1);
    expect(appsFor([{ ...one!, models: ['quest-3'] }], QUEST_3, null)).toHaveLength(0);
  });
});
