import { describe, expect, it } from 'vitest';
import {
  type WindowsAnswers,
  windowsAnswersSchema,
  SCRIPT,
} from '../../../../src/core/probes/security/windows/powershell.ts';
import { readWindows } from '../../../../src/core/probes/security/windows/read-windows.ts';
import { updateDay } from '../../../../src/core/probes/security/windows/upkeep.ts';
import { securityFactsSchema } from '../../../../src/shared/domain/security-facts.ts';
import { publication } from '../../../support/pc/judge.ts';
import { handMadeRegistry, REFUSED, type RegistryContent } from '../../../support/pc/hand-made-registry.ts';
import { noting, pcFolder } from '../../../support/pc/pc-folder.ts';

const CURRENT = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion';
const SERVICES = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';
const FIREWALL = `${SERVICES}\\SharedAccess\\Parameters\\FirewallPolicy`;
const WINLOGON = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon';
const DESKTOP = 'HKCU\\Control Panel\\Desktop';
const DEFENDER = 'HKLM\\SOFTWARE\\Microsoft\\Windows Defender';

/** What PowerShell prints on a PC that tells everything. */
const ANSWERS = {
  antivirus: { items: [{ name: 'Windows Defender', state: 0x61100 }] },
  firewalls: { items: [] },
  defender: { on: true, definitions: '2026-11-21T20:00:00Z' },
  bitLocker: 1,
  updates: { items: ['10/14/2026', '11/12/2026', ''] },
  lastSync: '2026-11-19T19:12:45Z',
  administrator: false,
  access: { items: [{ allow: true, rights: 0x1200a9 }] },
  processes: { items: ['explorer', 'ToDesk'] },
};

async function readSecurityOf(
  registry: RegistryContent,
  answers: Partial<Record<keyof typeof ANSWERS, unknown>> | null = {},
) {
  const { report, troubles } = noting();
  const told: WindowsAnswers | null = answers === null ? null : windowsAnswersSchema.parse({ ...ANSWERS, ...answers });
  const facts = await readWindows(
    {
      sought: publication.security!.remoteAccess,
      dataDirectory: 'C:\\ProgramData\\VR Lab Check',
      environment: {
        ...pcFolder().environment,
        platform: 'win32',
        env: { SystemDrive: 'C:' },
        registry: () => Promise.resolve(handMadeRegistry(registry)),
      },
      signal: new AbortController().signal,
    },
    report,
    () => Promise.resolve(told),
  );
  return { ...securityFactsSchema.parse({ ...facts, troubles }), troubles };
}

describe('the security of a Windows PC', () => {
  it('that tells nothing is unknown, not fine', async () => {
    expect(await readSecurityOf({}, null)).toMatchObject({
      diskEncryption: null,
      antivirus: null,
      firewall: null,
      automaticLogon: null,
      lessonAccount: null,
      updates: { lastInstalled: null, automatic: null, pausedUntil: null },
      screenLock: null,
      remoteAccess: { found: [], installedListed: false, runningListed: false },
      timeSync: { enabled: null, lastSync: null, from: null },
      logRetention: null,
      dataFolder: null,
      troubles: [],
    });
  });

  it.each([
    [1, 'on'],
    [2, 'off'],
    [3, 'encrypting'],
    [5, 'suspended'],
    [0, null],
    [null, null],
    ['?', null],
  ])('BitLocker %j', async (bitLocker, state) => {
    expect((await readSecurityOf({}, { bitLocker })).diskEncryption?.state ?? null).toBe(state);
  });

  it('tells antivirus programs as Security Center holds them', async () => {
    const items = [
      { name: 'Windows Defender', state: 0x60100 },
      { name: '火绒安全软件', state: 0x41010 },
    ];
    const { antivirus } = await readSecurityOf({}, { antivirus: { items } });
    expect(antivirus).toMatchObject([
      { name: 'Windows Defender', enabled: false, upToDate: true, definitionsDate: '2026-11-22' },
      { name: '火绒安全软件', enabled: true, upToDate: false, definitionsDate: null },
    ]);
    expect((await readSecurityOf({}, { antivirus: { items: [] } })).antivirus).toEqual([]);
  });

  it('tells Defender by itself where there is no Security Center', async () => {
    const none = { antivirus: null };
    expect((await readSecurityOf({ [DEFENDER]: {} }, none)).antivirus).toMatchObject([{ enabled: true }]);
    const off = { [DEFENDER]: {}, [`${DEFENDER}\\Real-Time Protection`]: { DisableRealtimeMonitoring: 1 } };
    expect((await readSecurityOf(off, none)).antivirus).toMatchObject([{ enabled: false }]);
    expect((await readSecurityOf({ [DEFENDER]: {} }, null)).antivirus).toMatchObject([
      { enabled: null, definitionsDate: null },
    ]);
  });

  it('tells the firewall, the policy of the school first', async () => {
    const own = {
      [`${FIREWALL}\\DomainProfile`]: { EnableFirewall: 1 },
      [`${FIREWALL}\\StandardProfile`]: { EnableFirewall: 1 },
      [`${FIREWALL}\\PublicProfile`]: { EnableFirewall: 0 },
    };
    const enabled = async (registry: RegistryContent) =>
      (await readSecurityOf(registry)).firewall?.profiles.map((profile) => profile.enabled);
    expect(await enabled(own)).toEqual([true, true, false]);
    const policy = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall';
    expect(await enabled({ ...own, [`${policy}\\PublicProfile`]: { EnableFirewall: 1 } })).toEqual([true, true, true]);
    expect(await enabled({ ...own, [`${FIREWALL}\\PublicProfile`]: REFUSED })).toEqual([true, true, null]);
    expect(await enabled({ ...own, [`${SERVICES}\\MpsSvc`]: { Start: 4 } })).toEqual([false]);
  });

  it.each([
    [{ AutoAdminLogon: '1', DefaultUserName: 'zhanglaoshi' }, true],
    [{ AutoAdminLogon: 1 }, true],
    [{ AutoAdminLogon: '0' }, false],
    [{ Shell: 'explorer.exe' }, false],
  ])('automatic logon: %j', async (values, enabled) => {
    const facts = await readSecurityOf({ [WINLOGON]: values });
    expect(facts.automaticLogon?.enabled).toBe(enabled);
    expect(JSON.stringify(facts)).not.toContain('zhanglaoshi');
  });

  it('does not call a refused or mistyped logon setting off', async () => {
    const refused = await readSecurityOf({ [WINLOGON]: REFUSED });
    expect(refused.automaticLogon).toBeNull();
    const mistyped = await readSecurityOf({ [WINLOGON]: { AutoAdminLogon: 'maybe' } });
    expect(mistyped.automaticLogon).toBeNull();
    expect([refused, mistyped].map(({ troubles }) => troubles[0]?.code)).toEqual(['unreadable', 'wrong-type']);
  });

  it('tells updates: the newest, a restart that is due, off, paused', async () => {
    const wuauserv = { [`${SERVICES}\\wuauserv`]: { Start: 3 } };
    expect((await readSecurityOf(wuauserv)).updates).toMatchObject({
      lastInstalled: '2026-11-12',
      restartPending: false,
      automatic: true,
      pausedUntil: null,
    });
    const auto = `${CURRENT}\\WindowsUpdate\\Auto Update`;
    const registry = {
      ...wuauserv,
      [`${auto}\\RebootRequired`]: {},
      [`${auto}\\Results\\Install`]: { LastSuccessTime: '2026-10-31 18:00:00' },
      'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate\\AU': { NoAutoUpdate: 1 },
      'HKLM\\SOFTWARE\\Microsoft\\WindowsUpdate\\UX\\Settings': { PauseUpdatesExpiryTime: '2026-12-01T04:00:00Z' },
    };
    expect((await readSecurityOf(registry, null)).updates).toMatchObject({
      lastInstalled: '2026-11-01',
      restartPending: true,
      automatic: false,
      pausedUntil: '2026-12-01',
    });
    expect((await readSecurityOf({ [`${auto}\\RebootRequired`]: REFUSED })).updates.restartPending).toBeNull();
  });

  it('reads days of updates as Windows writes them', () => {
    expect(['3/9/2026', '01dc5a0000000000', '2026-03-09', '13/13/2026', ''].map(updateDay)).toEqual([
      '2026-03-09',
      '2025-11-20',
      null,
      null,
      null,
    ]);
  });

  it.each([
    [
      {
        [DESKTOP]: {
          ScreenSaveActive: '1',
          ScreenSaverIsSecure: '1',
          ScreenSaveTimeOut: '600',
          'SCRNSAVE.EXE': 'x.scr',
        },
      },
      { enabled: true, minutes: 10 },
    ],
    [
      {
        [DESKTOP]: {
          ScreenSaveActive: '1',
          ScreenSaverIsSecure: '0',
          ScreenSaveTimeOut: '600',
          'SCRNSAVE.EXE': 'x.scr',
        },
      },
      { enabled: false, minutes: null },
    ],
    [
      { [DESKTOP]: { ScreenSaveActive: '1', ScreenSaverIsSecure: '1', ScreenSaveTimeOut: '600' } },
      { enabled: false, minutes: null },
    ],
    [
      { [DESKTOP]: {}, [`${CURRENT}\\Policies\\System`]: { InactivityTimeoutSecs: 900 } },
      { enabled: true, minutes: 15 },
    ],
    [
      { [DESKTOP]: {}, [`${CURRENT}\\Policies\\System`]: { InactivityTimeoutSecs: 0 } },
      { enabled: false, minutes: null },
    ],
  ])('screen lock: %j', async (registry, expected) => {
    expect((await readSecurityOf(registry as unknown as RegistryContent)).screenLock).toMatchObject(expected);
  });

  it('finds published programs for remote access by entry, switch and process', async () => {
    const { remoteAccess } = await readSecurityOf({
      [`${CURRENT}\\Uninstall\\{GUID}`]: { DisplayName: '向日葵远程控制 15.2' },
      [`${CURRENT}\\Uninstall\\Other`]: { DisplayName: 'My ToDesk notes' },
      'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server': { fDenyTSConnections: 0 },
    });
    expect(remoteAccess).toMatchObject({ installedListed: true, runningListed: true });
    expect(remoteAccess.found.map(({ program, installed, running }) => [program, installed, running])).toEqual([
      ['windows-remote-desktop', true, false],
      ['todesk', false, true],
      ['sunlogin', true, false],
    ]);
    expect(remoteAccess.lookedFor).not.toContain('xrdp');
  });

  it.each([
    ['NTP', 2, { enabled: true, from: 'time-server', lastSync: '2026-11-20T03:12:45.000+08:00' }],
    ['NT5DS', 2, { enabled: true, from: 'domain' }],
    ['NoSync', 2, { from: 'nothing' }],
    ['NTP', 4, { enabled: false }],
  ])('clock: %s, start %i', async (type, start, expected) => {
    const key = `${SERVICES}\\W32Time`;
    const { timeSync } = await readSecurityOf({ [key]: { Start: start }, [`${key}\\Parameters`]: { Type: type } });
    expect(timeSync).toMatchObject(expected);
  });

  it('tells the size of the security log, or that it may not look', async () => {
    const log = `${SERVICES}\\EventLog\\Security`;
    expect((await readSecurityOf({ [log]: { MaxSize: 20_971_520 } })).logRetention).toMatchObject({
      maxBytes: 20_971_520,
    });
    const policy = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\EventLog\\Security';
    const both = { [log]: REFUSED, [policy]: { MaxSize: 196_608 } } as const;
    expect((await readSecurityOf(both)).logRetention).toMatchObject({ maxBytes: 201_326_592 });
    const refused = await readSecurityOf({ [log]: REFUSED });
    expect(refused.logRetention).toBeNull();
    expect(refused.troubles).toMatchObject([{ place: `${log} MaxSize`, code: 'unreadable' }]);
  });

  it.each([
    [[{ allow: true, rights: 0x1200a9 }], true, false],
    [
      [
        { allow: true, rights: 0x1200a9 },
        { allow: true, rights: 0x6 },
      ],
      true,
      true,
    ],
    [
      [
        { allow: true, rights: 0x1f01ff },
        { allow: false, rights: 0x6 },
      ],
      true,
      false,
    ],
    [[{ allow: true, rights: -1_610_612_736 }], true, false],
    [[{ allow: true, rights: 268_435_456 }], true, true],
    [[], false, false],
  ])('access to our records: %j', async (items, othersRead, othersWrite) => {
    expect((await readSecurityOf({}, { access: { items } })).dataFolder).toMatchObject({ othersRead, othersWrite });
  });

  it('takes an answer of another shape for none, one by one', () => {
    const broken = { ...ANSWERS, antivirus: 5, defender: { on: 'yes' }, access: { items: [{}] }, lastSync: 'soon' };
    expect(windowsAnswersSchema.parse(broken)).toMatchObject({
      antivirus: null,
      defender: null,
      access: null,
      lastSync: null,
      bitLocker: 1,
    });
  });

  it('asks PowerShell nothing that the command line would have to escape, and for no name of a person', () => {
    expect(SCRIPT).not.toContain('"');
    expect(SCRIPT).not.toMatch(/UserName|\.Name\b|Owner|COMPUTERNAME|USERDOMAIN/i);
    expect(SCRIPT).not.toMatch(/\b(Set|New-Item|Remove|Stop|Start|Invoke|Enable|Disable)-\w/);
    // What a command line may hold on Windows.
    expect(SCRIPT.length).toBeLessThan(8000);
  });
});
