import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createChecks } from '../../../src/core/check-run/index.ts';
import { judgeSnapshot } from '../../../src/core/check-run/judge-snapshot.ts';
import { takeSnapshot } from '../../../src/core/check-run/take-snapshot.ts';
import { inspectionFindings } from '../../../src/core/checks/inspection-findings.ts';
import { SECURITY_CHECKS } from '../../../src/core/checks/list.ts';
import { noHotPlug } from '../../../src/core/probes/hot-plug.ts';
import type { Probe, Probes } from '../../../src/core/probes/probe.ts';
import { createRunStore } from '../../../src/core/store/run-store.ts';
import { openWorld, worldProbes } from '../../../src/core/world/world.ts';
import { reportOf } from '../../../src/shared/check-run-report.ts';
import { type CheckPurpose, NOT_TAKEN } from '../../../src/shared/domain/probe-ids.ts';
import { succeed } from '../../../src/shared/domain/result.ts';
import { type Snapshot, snapshotSchema } from '../../../src/shared/domain/snapshot.ts';
import { stationSchema } from '../../../src/shared/domain/station.ts';
import { createI18n } from '../../../src/shared/i18n.ts';
import { createWording } from '../../../src/shared/wording.ts';
import { NO_ADB, NO_RUNTIMES, NO_SOFTWARE, answering } from '../../support/pc/facts.ts';
import { publication } from '../../support/pc/judge.ts';
import { securePc } from '../../support/pc/security.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { worldFile } from '../../worlds/generator/world-folders.ts';

const never = new AbortController().signal;
const wording = createWording(createI18n('zh-CN', { 'zh-CN': {}, en: {} }), 'zh-CN');

const probesWith = (security: Probe<'security'>): Probes => ({
  usb: answering('usb', { devices: [] }),
  hid: answering('hid', { devices: [] }),
  host: answering('host', { os: null, cpu: null, memory: null, gpus: null, disks: null }),
  runtimes: answering('runtimes', NO_RUNTIMES),
  software: answering('software', NO_SOFTWARE),
  adb: answering('adb', NO_ADB),
  security,
});
const secure = answering('security', securePc());

async function run(security: Probe<'security'>, purpose: CheckPurpose) {
  const checks = createChecks({
    probes: probesWith(security),
    hotPlug: noHotPlug,
    publication,
    version: 'test',
    demo: false,
    runs: createRunStore(temporaryFolder()),
    station: () => Promise.resolve(succeed(null)),
  });
  const steps = await Array.fromAsync(checks.run(never, purpose));
  const last = steps.at(-1)!;
  if (last.type !== 'finished') throw new Error(last.type);
  return { run: last.run, probed: new Set(steps.flatMap((step) => (step.type === 'probe' ? [step.probe] : []))) };
}

describe('an ordinary check', () => {
  it('does not take the security probe, and nothing it prints names it', async () => {
    let asked = false;
    const watched: Probe<'security'> = { ...secure, read: (signal) => ((asked = true), secure.read(signal)) };
    const { run: made, probed } = await run(watched, 'lesson');
    expect(asked).toBe(false);
    expect([...probed]).toEqual(['usb', 'hid', 'host', 'runtimes', 'software', 'adb']);
    const report = reportOf(made, wording, []);
    expect(report.probes.map(({ id }) => id)).toEqual(['usb', 'hid', 'host', 'runtimes', 'software', 'adb']);
    expect(JSON.stringify(made)).not.toContain('security');
  });

  it('leaves snapshots from before as they are, but for a probe there was not: that was not taken', () => {
    const kept = JSON.parse(readFileSync(worldFile('win-ready', 'snapshot.json'), 'utf8')) as Snapshot;
    const { adb: _, ...probes } = kept.probes;
    const read: unknown = JSON.parse(JSON.stringify(snapshotSchema.parse({ ...kept, probes })));
    expect(read).toEqual({ ...kept, probes: { ...probes, adb: NOT_TAKEN } });
  });
});

describe('a check for an inspection', () => {
  it('takes it as well; the findings and the verdict of the run stay those of an ordinary check', async () => {
    const bad = answering('security', securePc({ antivirus: [] }));
    const [lesson, inspection] = [await run(bad, 'lesson'), await run(bad, 'inspection')];
    expect(inspection.probed.has('security')).toBe(true);
    expect(inspection.run.findings).toEqual(lesson.run.findings);
    expect(inspection.run.verdict).toBe(lesson.run.verdict);
    expect(snapshotSchema.parse(inspection.run.snapshot).probes.security).toMatchObject({ status: 'ok' });
    expect(reportOf(inspection.run, wording, []).probes.at(-1)).toMatchObject({ id: 'security', status: 'ok' });
    const found = inspectionFindings(inspection.run, publication);
    expect(found.find(({ check }) => check === 'antivirus-present')).toMatchObject({ outcome: 'fail' });
  });

  it.each<[string, Probe<'security'>, string]>([
    ['breaks', { ...secure, read: () => Promise.reject(new Error('no PowerShell')) }, 'failed'],
    ['hangs', { ...secure, deadlineMs: 20, read: () => sleep(60_000, undefined, { ref: false }) as never }, 'timeout'],
  ])('goes on when it %s: it fails alone', async (_, security, status) => {
    const source = { probes: probesWith(security), version: 'test', demo: false };
    const { probes } = await takeSnapshot(source, never, undefined, 'inspection');
    const { security: outcome, ...others } = probes;
    expect(outcome?.status).toBe(status);
    expect(Object.values(others).map((other) => other.status)).toEqual(Array(6).fill('ok'));
  });
});

/** What an inspection finds at a seat of the worlds, security alone. */
async function securityOf(name: string): Promise<string[]> {
  const world = await openWorld(worldFile(name, '.'));
  if (!world.ok) throw new Error(world.problem.code);
  const probes = worldProbes(world.value, probesWith(secure));
  const snapshot = await takeSnapshot({ probes, version: 'test', demo: true }, never, undefined, 'inspection');
  const station = stationSchema.parse(JSON.parse(readFileSync(worldFile(name, 'station.json'), 'utf8')));
  const made = judgeSnapshot(snapshot, station, publication, new Date(), null);
  return inspectionFindings(made, publication)
    .filter(({ check, outcome }) => outcome !== 'pass' && SECURITY_CHECKS.some(({ id }) => id === check))
    .map(({ check, outcome, cause }) => `${check} ${outcome} ${cause}`);
}

describe('the lab of five seats', () => {
  it.each([
    ['lab-seat-01', []],
    [
      'lab-seat-02',
      [
        'automatic-logon warn automatic-logon-on',
        'lesson-account-rights warn lesson-account-administrator',
        'screen-lock warn screen-lock-off',
      ],
    ],
    [
      'lab-seat-03',
      [
        'antivirus-current warn antivirus-outdated',
        'system-updates warn updates-switched-off',
        'system-updates warn updates-outdated',
        'system-updates warn update-restart-pending',
        'remote-access warn remote-access-running',
      ],
    ],
    [
      'lab-seat-04',
      [
        'disk-encryption warn disk-not-encrypted',
        'firewall-on fail firewall-off',
        'time-synchronised warn time-sync-stale',
        'log-retention warn log-too-small',
      ],
    ],
    [
      'lab-seat-05',
      [
        'disk-encryption',
        'antivirus-present',
        'antivirus-current',
        'lesson-account-rights',
        'system-updates',
        'remote-access',
        'time-synchronised',
        'log-retention',
        'data-folder-permissions',
      ].map((id) => `${id} unknown security-not-told`),
    ],
  ])('%s is secured as written, on whatever day it is looked at', async (name, expected) => {
    expect(await securityOf(name)).toEqual(expected);
  });

  it('a world without the file tells nothing of this very PC', async () => {
    const found = await securityOf('index-complete');
    expect(found).toHaveLength(SECURITY_CHECKS.length);
    expect(found.every((one) => one.endsWith('unknown probe-failed'))).toBe(true);
  });
});
