import { describe, expect, it } from 'vitest';
import { contextAt } from '../../../src/core/checks/context.ts';
import { runChecks } from '../../../src/core/checks/run-checks.ts';
import { indexMatrix } from '../../../src/core/published/matrix-index.ts';
import type { OpenXrManifest } from '../../../src/shared/domain/software-facts.ts';
import { hidraw, hub, index, outcomes, usb } from '../../support/pc/facts.ts';
import { assess, judged, publication } from '../../support/pc/judge.ts';
import { snapshotOf } from '../../support/pc/runs.ts';
import { installed, manifest, type WindowsPc, windowsPc } from '../../support/pc/windows-pc.ts';

const nodes = [hidraw('1-2.3.1', '28de:2102'), hidraw('1-2.3.2', '28de:2300')];
const indexOn = (pc: WindowsPc = {}) => outcomes(index(), { hid: nodes, ...windowsPc(pc) });
const INDEX = 'valve-index@1-2';
/** Outcomes and causes of one check for an Index on that PC. */
const on = (check: string, pc: WindowsPc = {}) =>
  judged(check, indexOn(pc)).map(([outcome, , cause]) => [outcome, cause]);
const one = (check: string, pc: WindowsPc = {}) => on(check, pc)[0];

describe('a Windows lab PC on which lessons work', () => {
  it('is ready, and every version check that applies passes', () => {
    const { findings, verdict } = assess(indexOn());
    expect(findings.filter(({ outcome }) => !['pass', 'not-applicable'].includes(outcome))).toEqual([]);
    expect(verdict).toBe('ready');
    expect(
      findings.filter(({ check, outcome }) => outcome === 'pass' && check === 'combination-untested'),
    ).toHaveLength(1);
  });

  it('names what was found, what is asked, the row and the matrix in its findings', () => {
    const { findings } = assess(indexOn({ steamVr: { version: { text: '2.1.0', source: 'version.txt' } } }));
    expect(findings.find(({ check }) => check === 'steamvr-version')).toMatchObject({
      outcome: 'warn',
      cause: 'requirement-not-met',
      evidence: {
        version: '2.1.0',
        readFrom: 'version.txt',
        required: '>=2.5',
        row: 'suite-3-4',
        matrixVersion: publication.identity.version,
      },
    });
  });
});

describe('the suite', () => {
  it.each([
    ['3.4.2', 'pass', null],
    ['3.2.0', 'warn', 'version-deprecated'],
    ['2.9.0', 'fail', 'version-blocked'],
    ['4.0.0', 'unknown', 'version-not-published'],
    ['3.4.0-beta.1', 'unknown', 'version-not-published'],
    ['newest', 'unknown', 'version-not-understood'],
    [null, 'unknown', 'version-not-told'],
  ] as const)('%s is %s', (version, outcome, cause) => {
    expect(one('suite-version', { suite: installed('vr-classroom', version) })).toEqual([outcome, cause]);
  });

  it('does not apply where it is not installed, and fails where it must be', () => {
    expect(one('suite-version', { suite: null })).toEqual(['not-applicable', null]);
    const matrix = structuredClone(publication.matrix);
    matrix.products[0]!.required = true;
    const strict = { ...publication, matrixIndex: indexMatrix(matrix) };
    const { findings } = runChecks(indexOn({ suite: null }), contextAt(new Date(), strict, { station: null }, null));
    expect(findings.find(({ check }) => check === 'suite-version')).toMatchObject({
      outcome: 'fail',
      cause: 'suite-not-installed',
    });
  });

  it.each([
    [installed('vr-classroom', '3.4.2'), 'pass', null],
    [installed('vr-classroom', '3.4.2', 'f'.repeat(64)), 'fail', 'file-not-genuine'],
    [installed('vr-classroom', '3.4.2', null), 'unknown', 'file-not-read'],
    [installed('vr-classroom', '3.4.1'), 'unknown', 'release-not-published'],
    [installed('vr-classroom', '3.2.0'), 'fail', 'known-vulnerability'],
    [installed('vr-classroom', null), 'unknown', 'version-not-told'],
    [null, 'not-applicable', null],
  ])('is genuine or not: %#', (suite, outcome, cause) => {
    expect(one('suite-genuine', { suite })).toEqual([outcome, cause]);
  });

  it('is untested with a headset nobody published it with', () => {
    expect(one('combination-untested', { suite: installed('vr-classroom', '3.2.0') })).toEqual([
      'unknown',
      'combination-not-published',
    ]);
  });
});

describe('Windows, graphics and the PC', () => {
  it.each([
    ['22631.4460', 'pass', null],
    ['19045.5000', 'pass', null],
    ['17763.1', 'warn', 'version-deprecated'],
    [null, 'unknown', 'version-not-told'],
    ['Windows 11', 'unknown', 'version-not-understood'],
  ] as const)('windows-build %s is %s', (build, outcome, cause) => {
    expect(one('windows-build', { build })).toEqual([outcome, cause]);
  });

  it.each([
    ['32.0.15.6094', 'pass', null],
    ['31.0.15.2849', 'warn', 'requirement-not-met'],
    ['26.21.14.4120', 'fail', 'version-blocked'],
    [null, 'unknown', 'version-not-told'],
  ] as const)('gpu-driver %s is %s', (gpuDriver, outcome, cause) => {
    expect(one('gpu-driver', { gpuDriver })).toEqual([outcome, cause]);
  });

  it('reports a driver that changed since the last good run', () => {
    const before = { ...snapshotOf(index()), probes: indexOn() };
    const changed = (driver: string) =>
      runChecks(
        indexOn({ gpuDriver: driver }),
        contextAt(
          new Date(),
          publication,
          { station: null },
          { startedAt: '2026-11-20T08:00:00+08:00', snapshot: before },
        ),
      ).findings.find(({ check }) => check === 'gpu-driver-changed');
    expect(changed('32.0.15.6094')).toMatchObject({ outcome: 'pass' });
    expect(changed('32.0.15.7000')).toMatchObject({ outcome: 'warn', cause: 'gpu-driver-replaced' });
    expect(one('gpu-driver-changed')).toEqual(['not-applicable', null]);
  });

  it('says which part of the PC is too weak for the suite', () => {
    expect(one('host-meets-requirements')).toEqual(['pass', null]);
    expect(one('host-meets-requirements', { memoryGiB: 4 })).toEqual(['fail', 'host-too-weak']);
    expect(one('host-meets-requirements', { gpu: 'Intel(R) UHD Graphics 630' })).toEqual(['fail', 'host-too-weak']);
    expect(one('host-meets-requirements', { suite: null })).toEqual(['not-applicable', null]);
  });

  it('knows that Windows 11 24H2 dropped mixed reality', () => {
    const reverb = [
      hub('1-3', '04b4:6504'),
      usb('1-3.1', '03f0:0580', { product: 'HP Reverb Virtual Reality Headset G2' }),
      usb('1-3.2', '045e:0659', { product: 'HoloLens Sensors' }),
    ];
    const retired = (build: string | null) =>
      judged('wmr-retired', outcomes(reverb, windowsPc({ build }))).map(([outcome, , cause]) => [outcome, cause])[0];
    expect(retired('26100.2033')).toEqual(['fail', 'windows-dropped-mixed-reality']);
    expect(retired('26052')).toEqual(['fail', 'windows-dropped-mixed-reality']);
    expect(retired('22631.4460')).toEqual(['pass', null]);
    expect(retired(null)).toEqual(['unknown', 'version-not-told']);
    expect(one('wmr-retired', { build: '26100.1' })).toEqual(['not-applicable', null]);
  });
});

describe('runtimes', () => {
  it('asks for the software a headset needs', () => {
    expect(on('vendor-runtime-installed')).toEqual([['pass', null]]);
    expect(on('vendor-runtime-installed', { steamVr: null, suite: null })).toEqual([['fail', 'runtime-not-installed']]);
    expect(on('vendor-runtime-installed', { steamVr: { folderExists: false }, suite: null })).toEqual([
      ['fail', 'runtime-not-installed'],
    ]);
    expect(on('vendor-runtime-installed', { steamVr: null })).toContainEqual(['warn', 'required-product-missing']);
    expect(on('vendor-runtime-installed', { runtimes: [installed('meta-horizon-link', '65.0')] })).toContainEqual([
      'warn',
      'version-deprecated',
    ]);
  });

  const xr = (active: OpenXrManifest | null) => ({ openXr: { active } });
  it('wants an active OpenXR runtime that works and serves the headset', () => {
    expect(one('openxr-active-runtime')).toEqual(['pass', null]);
    expect(one('openxr-active-runtime', xr(null))).toEqual(['fail', 'openxr-not-set']);
    expect(one('runtime-matches-headset')).toEqual(['pass', null]);
    expect(one('runtime-matches-headset', xr(manifest('Oculus')))).toEqual(['fail', 'openxr-other-runtime']);
    expect(one('runtime-matches-headset', xr(null))).toEqual(['not-applicable', null]);
    expect(one('openxr-broken-manifest')).toEqual(['pass', null]);
    for (const defect of ['missing', 'unreadable', 'not-json', 'no-library-named', 'library-missing'] as const)
      expect(one('openxr-broken-manifest', xr(manifest('SteamVR', { defect })))).toEqual([
        'fail',
        'openxr-manifest-broken',
      ]);
  });

  it('minds broken spares and stray layers less', () => {
    const spare = { ...manifest('Oculus', { defect: 'missing' }), enabled: true };
    expect(one('openxr-broken-manifest', { openXr: { available: [spare] } })).toEqual([
      'warn',
      'openxr-manifest-broken',
    ]);
    expect(one('openxr-broken-manifest', { openXr: { available: [{ ...spare, enabled: false }] } })).toEqual([
      'pass',
      null,
    ]);
    const layer = { ...manifest('XR_APILAYER_stranger'), enabled: true, kind: 'implicit' as const };
    expect(one('openxr-stray-layer', { openXr: { layers: [layer] } })).toEqual(['warn', 'openxr-layer-stray']);
    expect(one('openxr-stray-layer', { openXr: { layers: [{ ...layer, enabled: false }] } })).toEqual([
      'not-applicable',
      null,
    ]);
    expect(one('openxr-stray-layer', { openXr: { layers: [{ ...layer, kind: 'explicit' }] } })).toEqual([
      'not-applicable',
      null,
    ]);
    const known = { ...layer, name: publication.matrix.openXrLayers[0]! };
    expect(one('openxr-stray-layer', { openXr: { layers: [known] } })).toEqual(['pass', null]);
  });

  it('sees what SteamVR has switched off and who takes the headset away', () => {
    expect(one('steamvr-blocked-addon')).toEqual(['pass', null]);
    expect(one('steamvr-blocked-addon', { steamVr: { blockedAddOns: ['leap'] } })).toEqual(['warn', 'addon-blocked']);
    expect(one('steamvr-blocked-addon', { steamVr: { drivers: [{ folder: 'D:\\alvr', exists: false }] } })).toEqual([
      'warn',
      'addon-folder-missing',
    ]);
    expect(on('runtime-matches-headset', { running: ['VirtualDesktop.Streamer.exe'] })).toContainEqual([
      'warn',
      'conflicting-program',
    ]);
    expect(judged('runtime-matches-headset', indexOn())).toEqual([['pass', INDEX, null]]);
  });
});

describe('the age of the publication', () => {
  const aged = (days: number, demo = false) => {
    const dated = { ...publication, stampAt: () => ({ version: 7, date: '2026-11-20', ageDays: days, demo }) };
    const { findings } = runChecks(indexOn(), contextAt(new Date('2026-11-22'), dated, { station: null }, null));
    const { outcome, cause } = findings.find(({ check }) => check === 'matrix-age')!;
    return [outcome, cause];
  };
  it('is reported when it is old or the clock is behind it', () => {
    expect(aged(2)).toEqual(['pass', null]);
    expect(aged(101)).toEqual(['warn', 'publication-old']);
    expect(aged(-30)).toEqual(['unknown', 'clock-before-publication']);
    expect(aged(900, true)).toEqual(['not-applicable', null]);
  });
});
