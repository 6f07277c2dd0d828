import { describe, expect, it } from 'vitest';
import { contextAt } from '../../../src/core/checks/context.ts';
import { runChecks } from '../../../src/core/checks/run-checks.ts';
import { indexMatrix } from '../../../src/core/published/matrix-index.ts';
import { matrixSchema } from '../../../src/core/published/matrix-schema.ts';
import type { DriverSetting, ExternalDriver, OpenXrLayer } from '../../../src/shared/domain/software-facts.ts';
import { hub, index, outcomes, usb } from '../../support/pc/facts.ts';
import { judged, publication } from '../../support/pc/judge.ts';
import { linuxManifest, type LinuxPc, linuxRuntimes } from '../../support/pc/linux-pc.ts';
import { manifest, windowsPc, type WindowsPc } from '../../support/pc/windows-pc.ts';

const verdicts = (check: string, pc: LinuxPc, devices = index()) =>
  judged(check, outcomes(devices, { runtimes: linuxRuntimes(pc) })).map(([outcome, , cause]) => [outcome, cause]);

const setting = (name: string, more: Partial<DriverSetting> = {}): DriverSetting => ({
  name,
  enabled: null,
  unclear: false,
  blockedBySafeMode: false,
  source: 'steamvr.vrsettings',
  ...more,
});
const driver = (name: string, more: Partial<ExternalDriver> = {}): ExternalDriver => ({
  folder: `/d/${name}`,
  exists: true,
  name,
  hmdPresence: [],
  defect: null,
  ...more,
});

describe("the drivers of a headset in SteamVR's settings", () => {
  const on = (steamVr: NonNullable<LinuxPc['steamVr']>, openXr: NonNullable<LinuxPc['openXr']> = {}) =>
    verdicts('steamvr-blocked-addon', { steamVr: { drivers: [], ...steamVr }, openXr });
  const off = { driverSettings: [setting('lighthouse', { enabled: false })] };

  it('stop a lesson when all that are there are off, and say why', () => {
    expect(on({})).toEqual([['pass', null]]);
    expect(on(off)).toEqual([['fail', 'addon-off']]);
    expect(on({ driverSettings: [setting('Lighthouse', { enabled: false })] })).toEqual([['fail', 'addon-off']]);
    expect(on({ driverSettings: [setting('lighthouse', { blockedBySafeMode: true })] })).toEqual([
      ['fail', 'headset-driver-blocked'],
    ]);
    expect(on({ driverSettings: [setting('lighthouse', { unclear: true })] })).toEqual([
      ['unknown', 'steamvr-settings-unclear'],
    ]);
    expect(on({ unusableSettings: '/x' })).toEqual([['unknown', 'steamvr-settings-unclear']]);
  });

  it('do not when another one brings the headset, or lessons go past SteamVR', () => {
    expect(on({ ...off, drivers: [driver('monado')] })).toEqual([['pass', null]]);
    expect(on({ ...off, drivers: [driver('monado', { defect: 'library-missing' })] })).toEqual([['fail', 'addon-off']]);
    expect(on({ ...off, drivers: [driver('mine', { hmdPresence: ['28DE.*'] })] })).toEqual([['pass', null]]);
    expect(on({ ...off, drivers: [driver('mine', { hmdPresence: ['*.*'] })] })).toEqual([['fail', 'addon-off']]);
    expect(on(off, { active: linuxManifest('Monado') })).toEqual([['warn', 'addon-off']]);
    expect(on(off, { active: linuxManifest('Oculus') })).toEqual([['fail', 'addon-off']]);
  });

  it('are nobody’s concern where they bring other headsets', () => {
    const others = ['gamepad', 'leap', 'vrlink', 'oculus'].map((name) => setting(name, { enabled: false }));
    expect(on({ driverSettings: others })).toEqual([['pass', null]]);
    expect(on({ blockedAddOns: ['leap'] })).toEqual([['warn', 'addon-blocked']]);
    expect(verdicts('steamvr-blocked-addon', { steamVr: off }, [])).toEqual([['pass', null]]);
  });

  it('may be kept out by a forced one, or taken for the null driver', () => {
    const forced = (text: string) => on({ forcedDriver: { text, source: 'x' } });
    expect(forced('null')).toEqual([['fail', 'steamvr-driver-forced']]);
    expect(forced('oculus')).toEqual([['fail', 'steamvr-driver-forced']]);
    expect(forced('nobody_knows')).toEqual([['unknown', 'steamvr-driver-forced']]);
    expect(forced('lighthouse')).toEqual([['pass', null]]);
    expect(on({ driverSettings: [setting('null', { enabled: true })] })).toEqual([['warn', 'null-driver-on']]);
    expect(on({ driverSettings: [setting('null', { enabled: false })] })).toEqual([['pass', null]]);
  });

  it('are looked for in folders that are registered', () => {
    const psvr2 = [usb('2-1', '054c:0cde', { speed: 'super' })];
    const named = (drivers: ExternalDriver[]) => verdicts('steamvr-blocked-addon', { steamVr: { drivers } }, psvr2);
    const folder = '/x/PlayStation VR2 App/SteamVR_Plug-In';
    expect(named([driver('playstation_vr2')])).toEqual([['pass', null]]);
    expect(named([driver('playstation_vr2', { defect: 'library-missing' })])).toEqual([
      ['fail', 'headset-driver-damaged'],
    ]);
    expect(named([{ folder, exists: false }])).toEqual([['fail', 'headset-driver-missing']]);
    expect(named([])).toEqual([['unknown', 'headset-driver-not-found']]);
    expect(on({ drivers: [{ folder: '/x/leap', exists: false }] })).toEqual([['warn', 'addon-folder-missing']]);
    expect(on({ drivers: [driver('x', { folder: '/a' }), driver('x', { folder: '/b' })] })).toEqual([
      ['warn', 'addon-duplicate'],
    ]);
  });
});

describe('what keeps every OpenXR program from starting', () => {
  const on = (openXr: NonNullable<LinuxPc['openXr']>, devices = index()) =>
    verdicts('openxr-stray-layer', { openXr }, devices);
  const known = publication.matrix.openXrLayers[0]!;
  const layer = (name: string, more: Partial<OpenXrLayer> = {}): OpenXrLayer => ({
    ...linuxManifest(name),
    kind: 'explicit',
    enabled: true,
    ...more,
  });

  it('a layer that is asked for and not there in working order', () => {
    expect(on({ demandedLayers: ['XR_gone'] })).toEqual([['fail', 'openxr-layer-not-found']]);
    expect(on({ demandedLayers: [known], layers: [layer(known)] })).toEqual([['pass', null]]);
    for (const more of [
      { kind: 'implicit' as const },
      { enabled: false },
      { defect: 'library-missing' as const },
      { obstacle: 'list-cut' as const },
      { obstacle: 'path-replaced' as const },
    ])
      expect(on({ demandedLayers: [known], layers: [layer(known, more)] })).toContainEqual([
        'fail',
        'openxr-layer-not-found',
      ]);
    expect(on({ demandedLayers: ['XR_x'], layers: [layer('XR_x')] })).toEqual([['warn', 'openxr-layer-stray']]);
  });

  it('a library for another processor', () => {
    const foreign = layer(known, { kind: 'implicit', defect: 'wrong-architecture' });
    expect(on({ layers: [foreign] })).toEqual([['fail', 'openxr-layer-broken']]);
    expect(on({ layers: [{ ...foreign, enabled: false }] })).toEqual([['not-applicable', null]]);
  });

  it('only warns where all headsets teach without the PC', () => {
    expect(on({ demandedLayers: ['XR_gone'] }, [usb('2-1', '2833:0186', { speed: 'super' })])).toEqual([
      ['warn', 'openxr-layer-not-found'],
    ]);
  });

  it('a variable that names no runtime is called by its name', () => {
    const active = {
      ...linuxManifest('Monado', { defect: 'missing' }),
      path: { text: '/x', source: 'XR_RUNTIME_JSON' },
    };
    expect(verdicts('openxr-broken-manifest', { openXr: { active } })).toEqual([['fail', 'openxr-variable-broken']]);
  });

  it('layers that are lost behind a text in the registry are named, when one of them was on', () => {
    const cut = { layerListCuts: [{ key: 'K', value: 'b', type: 'REG_SZ' }] };
    const lost = layer(known, { kind: 'implicit', obstacle: 'list-cut', path: { text: 'c', source: 'K' } });
    expect(on({ ...cut, layers: [lost] })).toEqual([['warn', 'openxr-layer-list-cut']]);
    expect(on({ ...cut, layers: [{ ...lost, enabled: false }] })).toEqual([['not-applicable', null]]);
    expect(on({ missingLayerFolders: ['/gone'] })).toEqual([['warn', 'openxr-layer-folder-missing']]);
  });
});

describe('a retired platform', () => {
  const reverb = [
    hub('1-3', '04b4:6504'),
    usb('1-3.1', '03f0:0580', { product: 'HP Reverb Virtual Reality Headset G2' }),
    usb('1-3.2', '045e:0659', { product: 'HoloLens Sensors' }),
  ];
  const on = (steamVr: NonNullable<WindowsPc['steamVr']> | null, check = 'wmr-retired') =>
    judged(check, outcomes(reverb, windowsPc({ build: '26100.1', steamVr }))).map(([outcome, , cause]) => [
      outcome,
      cause,
    ]);
  const gone = [['fail', 'windows-dropped-mixed-reality']];
  const folder = 'D:\\Steam\\steamapps\\common\\Oasis Driver for Windows Mixed Reality';

  it('works where a driver of somebody else brings the headset', () => {
    expect(on({ drivers: [{ folder, exists: true }] })).toEqual([['pass', null]]);
    expect(on({ drivers: [driver('oasis')] })).toEqual([['pass', null]]);
    expect(on({ drivers: [driver('mine', { hmdPresence: ['045E.0659'] })] })).toEqual([['pass', null]]);
  });

  it('does not by Microsoft’s own driver, one that was removed, or without SteamVR', () => {
    expect(on({ drivers: [driver('holographic', { hmdPresence: ['*.*'] })] })).toEqual(gone);
    expect(on({ drivers: [{ folder, exists: false }] })).toEqual(gone);
    expect(on({ drivers: [{ folder, exists: true }], folderExists: false })).toEqual(gone);
    expect(on({})).toEqual(gone);
    expect(on(null)).toEqual(gone);
  });

  it('leaves a driver that is off to the check of add-ons', () => {
    const off = { drivers: [{ folder, exists: true }], blockedAddOns: ['driver_oasis'] };
    expect(on(off)).toEqual([['not-applicable', null]]);
    expect(on(off, 'steamvr-blocked-addon')).toEqual([['fail', 'headset-driver-blocked']]);
  });
});

describe('the published matrix', () => {
  const { headsets } = publication.matrix;
  const tethered = [...publication.catalogue.models.values()].filter(
    ({ kind, connection }) => kind === 'headset' && connection === 'tethered',
  );
  const without = (platform: 'win32' | 'linux') =>
    tethered
      .filter(
        ({ id }) => !headsets.some(({ models, platforms }) => models.includes(id) && platforms.includes(platform)),
      )
      .map(({ id }) => id);

  it('names software for every headset that needs a PC, on either system: else a bare PC would be ready', () => {
    expect(without('win32')).toEqual([]);
    expect(without('linux')).toEqual([]);
  });

  it.each([
    ['2833:0051', 'fail', 'runtime-not-installed'],
    ['34a4:0018', 'unknown', 'runtime-not-found'],
    ['0bb4:0342', 'unknown', 'runtime-not-found'],
  ])('%s on Windows without the software of its maker', (id, outcome, cause) => {
    const found = judged('vendor-runtime-installed', outcomes([usb('2-3', id, { speed: 'super' })], windowsPc()));
    expect(found.map(([told, , why]) => [told, why])).toContainEqual([outcome, cause]);
  });
});

describe('software on Linux', () => {
  const none = { steamVr: null, openXr: { active: null } };
  it('that serves a tethered headset: not found is unknown, installed and not set is a fault', () => {
    expect(verdicts('openxr-active-runtime', none)).toEqual([['unknown', 'runtime-not-found']]);
    expect(verdicts('vendor-runtime-installed', none)).toEqual([['unknown', 'runtime-not-found']]);
    expect(verdicts('openxr-active-runtime', { openXr: { active: null } })).toEqual([['fail', 'openxr-not-set']]);
    const monado = { ...linuxManifest('Monado'), enabled: false };
    const installed = { steamVr: null, openXr: { active: null, available: [monado] } };
    expect(verdicts('openxr-active-runtime', installed)).toEqual([['fail', 'openxr-not-set']]);
    expect(verdicts('vendor-runtime-installed', installed)).toEqual([['pass', null]]);
  });

  it('that serves another headset is the wrong one', () => {
    const wivrn = { steamVr: null, openXr: { active: linuxManifest('WiVRn') } };
    expect(verdicts('runtime-matches-headset', wivrn)).toEqual([['fail', 'openxr-other-runtime']]);
  });

  it('is nothing a stand-alone headset, or a seat without one, waits for', () => {
    for (const devices of [
      [usb('2-1', '2833:0186', { speed: 'super' })],
      [usb('1-1', '2d40:00b7', { product: 'PICO 4' })],
      [],
    ])
      for (const check of ['openxr-active-runtime', 'vendor-runtime-installed', 'runtime-matches-headset'])
        expect(verdicts(check, none, devices)).toEqual([['not-applicable', null]]);
  });
});

describe('a matrix of release 0.3.0', () => {
  const { steamVrDrivers: _drivers, ...rest } = structuredClone(publication.matrix);
  const old = {
    ...rest,
    products: rest.products.map(({ openXr: _names, ...product }) => product),
    headsets: rest.headsets.filter(({ platforms }) => !platforms.includes('linux')),
    windowsMixedReality: { goneFromBuild: 26_052, models: rest.windowsMixedReality.models },
  };

  it('still validates, and judges what it knows', () => {
    const matrixIndex = indexMatrix(matrixSchema.parse(old));
    const facts = windowsPc({ openXr: { active: manifest('SteamVR') }, steamVr: { blockedAddOns: ['lighthouse'] } });
    const context = contextAt(new Date('2026-11-22'), { ...publication, matrixIndex }, { station: null }, null);
    const { findings } = runChecks(outcomes(index(), facts), context);
    expect(findings.find(({ check }) => check === 'steamvr-blocked-addon')).toMatchObject({
      outcome: 'warn',
      cause: 'addon-blocked',
    });
    expect(findings.filter(({ cause }) => cause === 'check-crashed')).toEqual([]);
  });
});
