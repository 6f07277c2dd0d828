import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { examineClock, examineClockSync } from '../../../src/core/doctor/examine-clock.ts';
import { examineDiskSpace } from '../../../src/core/doctor/examine-disk-space.ts';
import { examineKiosk } from '../../../src/core/doctor/examine-kiosk.ts';
import { examinePins } from '../../../src/core/doctor/examine-pins.ts';
import { examineDeviceAccess } from '../../../src/core/doctor/examine-rights.ts';
import { examineRuntime } from '../../../src/core/doctor/examine-runtime.ts';
import { examineUpdates } from '../../../src/core/doctor/examine-updates.ts';
import type { Examination } from '../../../src/core/doctor/examination.ts';
import { hostEnvironment } from '../../../src/core/platform/host-environment.ts';
import { NO_UPDATE, type UpdatePhase } from '../../../src/core/updates/update-state.ts';
import type { RoleState } from '../../../src/shared/domain/pins.ts';
import { fail, succeed } from '../../../src/shared/domain/result.ts';
import { TERMINAL_TEXTS } from '../../../src/shared/locales/index.ts';
import { hidraw, outcomes } from '../../support/pc/facts.ts';
import { publication } from '../../support/pc/judge.ts';
import { securePc } from '../../support/pc/security.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const NOW = new Date('2026-12-01T08:00:00+08:00');
const issued = { ...publication, identity: { ...publication.identity, demo: false, date: '2026-11-20' } };
const idOf = ({ id, state, problem }: Examination) =>
  [id, state, ...(problem === null ? [] : [problem.code])].join(' ');

it('what is not well has a next step in both languages', () => {
  /** Always with a problem, which brings its own. */
  const withProblem = [
    'channel',
    'publication-source',
    'incidents',
    'disk-space',
    'update-refused',
    'audit-log-untold',
  ];
  for (const texts of Object.values(TERMINAL_TEXTS)) {
    const entries = Object.entries(texts.doctor as Record<string, string | Record<string, string>>);
    const stepless = entries.flatMap(([id, words]) =>
      typeof words === 'object' && id !== 'state' && 'attention' in words && !('next' in words) ? [id] : [],
    );
    expect(stepless.toSorted()).toEqual(withProblem.toSorted());
  }
});

it('says what runs the program, and that its libraries load', async () => {
  expect((await examineRuntime()).map(idOf)).toEqual(['runtime ok', 'native-modules ok']);
});

describe('the clock', () => {
  const known = { lastRun: null, lastLook: null, lastUpdateList: null };

  it.each([
    ['nothing is known', known, issued, 'clock ok'],
    ['a check is from before', { ...known, lastRun: '2026-12-01T07:59:00+08:00' }, issued, 'clock ok'],
    ['a server has moved it', { ...known, lastRun: '2026-12-01T08:04:00+08:00' }, issued, 'clock ok'],
    [
      'a check is from after',
      { ...known, lastRun: '2027-01-01T00:00:00+08:00' },
      issued,
      'clock problem clock-behind-records',
    ],
    [
      'updates are from after',
      { ...known, lastUpdateList: '2027-01-01T00:00:00Z' },
      issued,
      'clock problem clock-behind-records',
    ],
    [
      'the publication is from after',
      known,
      { ...issued, identity: { ...issued.identity, date: '2026-12-03' } },
      'clock problem clock-behind-records',
    ],
  ] as const)('%s', (_, instants, published, found) => {
    expect(idOf(examineClock(NOW, published, instants))).toBe(found);
  });

  it.each([
    [{ enabled: true, lastSync: '2026-11-30T08:00:00+08:00', from: 'time-server' }, 'clock-sync ok'],
    [{ enabled: true, lastSync: '2026-10-01T08:00:00+08:00', from: 'time-server' }, 'clock-sync-stale attention'],
    [{ enabled: false, lastSync: null, from: null }, 'clock-sync-off attention'],
    [{ enabled: true, lastSync: null, from: 'time-server' }, 'clock-sync-untold attention'],
    [{ enabled: null, lastSync: '2026-11-30T08:00:00+08:00', from: null }, 'clock-sync-untold attention'],
  ] as const)('and who sets it: %j', (timeSync, found) => {
    const facts = securePc({ timeSync: { ...timeSync, sources: [] } });
    const read = { status: 'ok' as const, durationMs: 1, sources: [], facts };
    expect(idOf(examineClockSync(read, NOW, publication))).toBe(found);
  });
});

it('room is judged by the published limits; without them, or without an answer, nothing is fine', async () => {
  const folder = temporaryFolder();
  const limits = (warn: number, fails: number) => ({ disk: { freeBytes: { warn, fail: fails } } });
  const all = await Promise.all([
    examineDiskSpace(folder, limits(1, 1)),
    examineDiskSpace(folder, limits(2 ** 60, 1)),
    examineDiskSpace(folder, limits(2 ** 60, 2 ** 59)),
    examineDiskSpace(folder, {}),
    examineDiskSpace(path.join(folder, 'missing'), limits(1, 1)),
  ]);
  expect(all.map(idOf)).toEqual([
    'disk-space ok',
    'disk-space attention disk-space-low',
    'disk-space problem disk-space-low',
    'disk-space-unjudged attention',
    'disk-space attention disk-space-unread',
  ]);
});

it.each([
  [{ phase: 'none' }, 'no-update-root ok'],
  [{ phase: 'staged', version: '0.4.0' }, 'update-staged attention'],
  [{ phase: 'downloading', version: '0.4.0' }, 'update-downloading attention'],
  [{ phase: 'installing', version: '0.4.0' }, 'update-installing ok'],
  [
    { phase: 'refused', problem: { code: 'update-none-staged', params: {} } },
    'update-refused attention update-none-staged',
  ],
] as const)('updates: %j', (phase, found) => {
  const chosen = { isRollBack: false, file: 'a.deb', since: '2026-11-30T08:00:00+08:00' };
  const now = (phase.phase === 'none' ? phase : { ...chosen, ...phase }) as UpdatePhase;
  expect(idOf(examineUpdates({ ...NO_UPDATE, now }, temporaryFolder()))).toBe(found);
});

it('PINs and their log: set, not wanted, not decided; changed, and not to be told', () => {
  const state = (mode: RoleState['mode'], withPin: RoleState['withPin'] = []) =>
    succeed({ mode, withPin, signedIn: null, idleMinutes: 5, locks: 0, waitSeconds: 0 });
  const file = 'vrlab.sqlite';
  const whole = succeed(null);
  const cut = fail('audit-log-cut', { file });
  const locked = fail('database-locked', { file });
  expect(examinePins(state('pins', ['administrator']), whole).map(idOf)).toEqual(['pins ok', 'audit-log ok']);
  expect(examinePins(state('none'), cut).map(idOf)).toEqual(['no-pins ok', 'audit-log problem audit-log-cut']);
  expect(examinePins(state('unset'), locked).map(idOf)).toEqual([
    'pins-undecided attention',
    'audit-log-untold attention database-locked',
  ]);
});

it('a headset that may not be opened needs attention; without one nothing is said', () => {
  const hid = (access: 'ok' | 'denied' | 'not-tried') =>
    examineDeviceAccess(outcomes([], { hid: [hidraw('1-2', '28de:2300', { access })] }).hid).map(idOf);
  expect([hid('ok'), hid('denied'), hid('not-tried')]).toEqual([['device-access ok'], ['device-access attention'], []]);
});

describe('the kiosk', () => {
  const examineIn = async (home: string, processes: readonly string[]) => {
    const root = temporaryFolder();
    for (const [at, name] of processes.entries()) {
      mkdirSync(path.join(root, 'proc', String(at + 1)), { recursive: true });
      writeFileSync(path.join(root, 'proc', String(at + 1), 'comm'), `${name}\n`);
    }
    const environment = { ...hostEnvironment(), platform: 'linux' as const, env: {}, home, root, account: null };
    return (await examineKiosk(environment, new AbortController().signal)).map(idOf);
  };

  it('starts by itself or not, and whether its program is there', async () => {
    const home = temporaryFolder();
    const unknown = 'lockdown-unknown attention';
    expect(await examineIn(home, [])).toEqual(['no-autostart ok', unknown]);
    mkdirSync(path.join(home, '.config/autostart'), { recursive: true });
    const entry = path.join(home, '.config/autostart/vrlab-check-kiosk.desktop');
    writeFileSync(entry, `[Desktop Entry]\nExec="${process.execPath}" --kiosk\n`);
    expect(await examineIn(home, [])).toEqual(['autostart ok', unknown]);
    writeFileSync(entry, `[Desktop Entry]\nExec="${home}/gone" --kiosk\n`);
    expect(await examineIn(home, [])).toEqual(['autostart attention', unknown]);
  });
});
