import { describe, expect, it } from 'vitest';
import { contextAt } from '../../../src/core/checks/context.ts';
import { inspectionFindings } from '../../../src/core/checks/inspection-findings.ts';
import { ALL_CHECKS, SECURITY_CHECKS } from '../../../src/core/checks/list.ts';
import { runChecks } from '../../../src/core/checks/run-checks.ts';
import { securityPolicySchema } from '../../../src/core/published/security-policy.ts';
import type { SecurityFacts } from '../../../src/shared/domain/security-facts.ts';
import { createI18n } from '../../../src/shared/i18n.ts';
import { createWording } from '../../../src/shared/wording.ts';
import { failedOutcome, index, outcomes, station } from '../../support/pc/facts.ts';
import { publication } from '../../support/pc/judge.ts';
import { securePc } from '../../support/pc/security.ts';

const NOW = new Date('2026-11-22T08:00:00+08:00');
const context = contextAt(NOW, publication, { station: null }, null);
const done = { status: 'ok' as const, durationMs: 1, sources: [] };
const judge = (facts: SecurityFacts, given = context) =>
  runChecks({ ...outcomes([]), security: { ...done, facts } }, given, SECURITY_CHECKS).findings;
const troubles = (changed: Partial<SecurityFacts>) =>
  judge(securePc(changed))
    .filter(({ outcome }) => outcome !== 'pass')
    .map(({ check, outcome, cause }) => `${check} ${outcome} ${cause}`);

const good = securePc();
const antivirus = good.antivirus![0]!;
const program = { program: 'todesk', installed: true, running: false, source: 'test' };

describe('security checks', () => {
  it('pass on a PC secured as it should be, all twelve', () => {
    const findings = judge(securePc());
    expect(findings.map(({ check, outcome }) => [check, outcome])).toEqual(
      [
        'disk-encryption',
        'antivirus-present',
        'antivirus-current',
        'firewall-on',
        'automatic-logon',
        'lesson-account-rights',
        'system-updates',
        'screen-lock',
        'remote-access',
        'time-synchronised',
        'log-retention',
        'data-folder-permissions',
      ].map((id) => [id, 'pass']),
    );
  });

  it.each<[string, Partial<SecurityFacts>, string[]]>([
    [
      'disk off',
      { diskEncryption: { ...good.diskEncryption!, state: 'off' } },
      ['disk-encryption warn disk-not-encrypted'],
    ],
    [
      'disk suspended',
      { diskEncryption: { ...good.diskEncryption!, state: 'suspended' } },
      ['disk-encryption warn disk-encryption-suspended'],
    ],
    ['disk not reported', { diskEncryption: null }, ['disk-encryption unknown security-not-told']],
    [
      'no antivirus',
      { antivirus: [] },
      ['antivirus-present fail antivirus-missing', 'antivirus-current not-applicable null'],
    ],
    [
      'antivirus not reported',
      { antivirus: null },
      ['antivirus-present unknown security-not-told', 'antivirus-current unknown security-not-told'],
    ],
    ['antivirus off', { antivirus: [{ ...antivirus, enabled: false }] }, ['antivirus-present fail antivirus-off']],
    [
      'antivirus on or off',
      { antivirus: [{ ...antivirus, enabled: null }] },
      ['antivirus-present unknown security-not-told'],
    ],
    ['definitions 7 days old', { antivirus: [{ ...antivirus, definitionsDate: '2026-11-15' }] }, []],
    [
      'definitions 8 days old',
      { antivirus: [{ ...antivirus, definitionsDate: '2026-11-14' }] },
      ['antivirus-current warn antivirus-outdated'],
    ],
    [
      'definitions of unknown age',
      { antivirus: [{ ...antivirus, definitionsDate: null, upToDate: null }] },
      ['antivirus-current unknown security-not-told'],
    ],
    [
      'an old one switched off beside a current one',
      { antivirus: [{ ...antivirus, enabled: false, definitionsDate: '2024-01-01' }, antivirus] },
      [],
    ],
    [
      'firewall off in one profile',
      {
        firewall: {
          profiles: [
            { profile: 'public', enabled: false, source: '' },
            { profile: 'domain', enabled: true, source: '' },
          ],
          products: [],
        },
      },
      ['firewall-on fail firewall-off'],
    ],
    [
      'another firewall replaces it',
      {
        firewall: {
          profiles: [{ profile: 'public', enabled: false, source: '' }],
          products: [{ name: 'X', enabled: true }],
        },
      },
      [],
    ],
    [
      'firewall not reported in one profile',
      { firewall: { profiles: [{ profile: 'public', enabled: null, source: '' }], products: [] } },
      ['firewall-on unknown security-not-told'],
    ],
    [
      'firewall without profiles',
      { firewall: { profiles: [], products: [] } },
      ['firewall-on unknown security-not-told'],
    ],
    ['automatic logon', { automaticLogon: { enabled: true, source: '' } }, ['automatic-logon warn automatic-logon-on']],
    [
      'administrator',
      { lessonAccount: { administrator: true, source: '' } },
      ['lesson-account-rights warn lesson-account-administrator'],
    ],
    ['updates 60 days old', { updates: { ...good.updates, lastInstalled: '2026-09-23' } }, []],
    [
      'updates 61 days old, off, restart pending',
      { updates: { ...good.updates, lastInstalled: '2026-09-22', automatic: false, restartPending: true } },
      [
        'system-updates warn updates-switched-off',
        'system-updates warn updates-outdated',
        'system-updates warn update-restart-pending',
      ],
    ],
    [
      'updates paused until today',
      { updates: { ...good.updates, pausedUntil: '2026-11-22' } },
      ['system-updates warn updates-paused'],
    ],
    ['a pause that is over', { updates: { ...good.updates, pausedUntil: '2026-11-21' } }, []],
    [
      'updates partly reported',
      { updates: { ...good.updates, restartPending: null } },
      ['system-updates unknown security-not-told'],
    ],
    ['no lock', { screenLock: { enabled: false, minutes: null, source: '' } }, ['screen-lock warn screen-lock-off']],
    ['lock after 15', { screenLock: { enabled: true, minutes: 15, source: '' } }, []],
    [
      'lock after 16',
      { screenLock: { enabled: true, minutes: 16, source: '' } },
      ['screen-lock warn screen-lock-late'],
    ],
    [
      'lock at an unknown time',
      { screenLock: { enabled: true, minutes: null, source: '' } },
      ['screen-lock unknown security-not-told'],
    ],
    [
      'remote program idle',
      { remoteAccess: { ...good.remoteAccess, found: [program] } },
      ['remote-access warn remote-access-installed'],
    ],
    [
      'remote program running',
      { remoteAccess: { ...good.remoteAccess, found: [{ ...program, running: true }] } },
      ['remote-access warn remote-access-running'],
    ],
    [
      'remote programs not listed',
      { remoteAccess: { ...good.remoteAccess, runningListed: false } },
      ['remote-access unknown security-not-told'],
    ],
    [
      'no remote program sought',
      { remoteAccess: { ...good.remoteAccess, lookedFor: [] } },
      ['remote-access unknown security-not-told'],
    ],
    ['clock set 14 days ago', { timeSync: { ...good.timeSync, lastSync: '2026-11-08T00:00:00+08:00' } }, []],
    [
      'clock set 15 days ago',
      { timeSync: { ...good.timeSync, lastSync: '2026-11-07T23:59:59+08:00' } },
      ['time-synchronised warn time-sync-stale'],
    ],
    ['clock service off', { timeSync: { ...good.timeSync, enabled: false } }, ['time-synchronised warn time-sync-off']],
    [
      'clock set by nothing',
      { timeSync: { ...good.timeSync, from: 'nothing' } },
      ['time-synchronised warn time-sync-off'],
    ],
    [
      'clock: last time not reported',
      { timeSync: { ...good.timeSync, lastSync: null } },
      ['time-synchronised unknown security-not-told'],
    ],
    [
      'log one byte short',
      { logRetention: { maxBytes: 134_217_727, days: null, source: '' } },
      ['log-retention warn log-too-small'],
    ],
    [
      'log of 179 days',
      { logRetention: { maxBytes: 1e12, days: 179, source: '' } },
      ['log-retention warn log-too-small'],
    ],
    ['log of 180 days', { logRetention: { maxBytes: null, days: 180, source: '' } }, []],
    [
      'log not reported',
      { logRetention: { maxBytes: null, days: null, source: '' } },
      ['log-retention unknown security-not-told'],
    ],
    [
      'folder writable',
      { dataFolder: { othersRead: true, othersWrite: true, source: '' } },
      ['data-folder-permissions warn data-folder-writable'],
    ],
    [
      'folder readable',
      { dataFolder: { othersRead: true, othersWrite: null, source: '' } },
      ['data-folder-permissions warn data-folder-readable'],
    ],
    [
      'folder half reported',
      { dataFolder: { othersRead: false, othersWrite: null, source: '' } },
      ['data-folder-permissions unknown security-not-told'],
    ],
  ])('%s', (_, changed, expected) => {
    expect(troubles(changed)).toEqual(expected);
  });

  it('weigh a deviation as published', () => {
    const policy = securityPolicySchema.parse(publication.security);
    const strict = { ...policy, deviations: { ...policy.deviations, 'automatic-logon-on': 'fail' as const } };
    const findings = judge(securePc({ automaticLogon: { enabled: true, source: '' } }), {
      ...context,
      security: strict,
    });
    expect(findings.find(({ check }) => check === 'automatic-logon')?.outcome).toBe('fail');
  });

  it('are all open where nothing is published for them, or the probe failed: never fine', () => {
    const unruled = judge(securePc(), { ...context, security: null });
    expect(new Set(unruled.map(({ outcome, cause }) => `${outcome} ${cause}`))).toEqual(
      new Set(['unknown security-rules-not-published']),
    );
    for (const security of [failedOutcome, undefined]) {
      const { findings } = runChecks({ ...outcomes([]), ...(security && { security }) }, context, SECURITY_CHECKS);
      expect(new Set(findings.map(({ outcome, cause }) => `${outcome} ${cause}`))).toEqual(
        new Set(['unknown probe-failed']),
      );
    }
  });

  it('leave no placeholder unfilled and no evidence unnamed, in both languages', () => {
    const bad = securePc({
      diskEncryption: { ...good.diskEncryption!, state: 'suspended' },
      antivirus: [{ ...antivirus, enabled: false, definitionsDate: '2026-01-01' }],
      firewall: { profiles: [{ profile: 'all', enabled: false, source: 'x' }], products: [] },
      automaticLogon: { enabled: true, source: 'x' },
      lessonAccount: { administrator: true, source: 'x' },
      updates: {
        ...good.updates,
        lastInstalled: '2026-01-01',
        automatic: false,
        restartPending: true,
        pausedUntil: '2027-01-01',
      },
      screenLock: { enabled: true, minutes: 60, source: 'x' },
      remoteAccess: { ...good.remoteAccess, found: [program, { ...program, program: 'anydesk', running: true }] },
      timeSync: { ...good.timeSync, lastSync: '2026-01-01T00:00:00+08:00' },
      logRetention: { maxBytes: 1, days: null, source: 'x' },
      dataFolder: { othersRead: true, othersWrite: true, source: 'x' },
    });
    const findings = [
      ...judge(bad),
      ...judge(securePc()),
      ...judge(securePc({ screenLock: { enabled: false, minutes: null, source: 'x' }, diskEncryption: null })),
    ];
    for (const language of ['zh-CN', 'en'] as const) {
      const wording = createWording(createI18n(language, { 'zh-CN': {}, en: {} }), language);
      for (const finding of findings) {
        const { title, cause, teacher, engineer } = wording.finding(finding, []);
        const said = [title, cause ?? '', ...teacher, ...engineer].join('\n');
        expect(said).not.toMatch(/\{\{|causes:|checks:|terms:/);
        for (const { name, value } of wording.evidence(finding, [])) {
          expect(`${name} ${value}`).not.toMatch(/terms[:.]|evidence\./);
        }
      }
    }
  });
});

describe('what an inspection finds', () => {
  const snapshot = (security: boolean) => ({
    schema: 'vrlab.snapshot/1' as const,
    takenAt: '2026-11-22T08:00:00.000+08:00',
    tool: 'test',
    platform: 'win32',
    demo: false,
    probes: { ...outcomes(index()), ...(security && { security: { ...done, facts: securePc() } }) },
  });
  const run = (security: boolean) => ({
    startedAt: '2026-11-22T08:00:00.000+08:00',
    station: station([{ model: 'valve-index', count: 1 }]),
    snapshot: snapshot(security),
  });

  it('is every check and every security check, with the station of the run', () => {
    const findings = inspectionFindings(run(true), publication);
    expect(new Set(findings.map(({ check }) => check))).toEqual(new Set(ALL_CHECKS.map(({ id }) => id)));
    expect(findings.find(({ check }) => check === 'headset-present')).toMatchObject({
      outcome: 'pass',
      subject: expect.stringContaining('valve-index') as string,
    });
    expect(findings.find(({ check }) => check === 'antivirus-current')?.outcome).toBe('pass');
  });

  it('leaves security open for a run of an ordinary check', () => {
    const findings = inspectionFindings(run(false), publication);
    const open = findings.filter(({ check }) => SECURITY_CHECKS.some(({ id }) => id === check));
    expect(open.every(({ outcome, evidence }) => outcome === 'unknown' && evidence['probe'] === 'security')).toBe(true);
    expect(open).toHaveLength(SECURITY_CHECKS.length);
  });
});
