import { expect, it } from 'vitest';
import { readLinuxLockdown } from '../../../src/core/probes/lockdown/linux-lockdown.ts';
import { readWindowsLockdown } from '../../../src/core/probes/lockdown/windows-lockdown.ts';
import { handMadeRegistry, REFUSED, type RegistryContent } from '../../support/pc/hand-made-registry.ts';
import { pcFolder } from '../../support/pc/pc-folder.ts';

const WINLOGON = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon';
const POLICY = 'HKCU\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System';
const EXE = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\SrpV2\\Exe';
const read = (content: RegistryContent) => readWindowsLockdown(handMadeRegistry(content), null);

it('an empty registry says what is absent, and of the shell nothing', () => {
  expect(read({})).toEqual({
    platform: 'win32',
    edition: null,
    shell: null,
    assignedAccess: false,
    keyboardFilter: { service: 'absent', blocked: null },
    appLocker: { mode: 'none', service: 'absent' },
  });
});

it('the policy of the account comes before the shell of the PC', () => {
  expect(read({ [WINLOGON]: { Shell: 'explorer.exe' } }).shell).toBe('explorer.exe');
  expect(read({ [WINLOGON]: { Shell: 'explorer.exe' }, [POLICY]: { Shell: 'kiosk.exe' } }).shell).toBe('kiosk.exe');
});

it('what may not be read is unknown, never absent', () => {
  const facts = read({
    [POLICY]: REFUSED,
    [WINLOGON]: { Shell: 'explorer.exe' },
    [EXE]: REFUSED,
    'HKLM\\SOFTWARE\\Microsoft\\Windows\\AssignedAccessConfiguration\\Configs': REFUSED,
    'HKLM\\SYSTEM\\CurrentControlSet\\Services\\MsKeyboardFilter': REFUSED,
  });
  expect(facts).toMatchObject({
    shell: null,
    assignedAccess: null,
    keyboardFilter: { service: null },
    appLocker: { mode: null },
  });
});

it('rules of AppLocker count only where there are any', () => {
  const rule = { [`${EXE}\\{1}`]: { Value: '<FilePathRule/>' } };
  expect(read({ [EXE]: { EnforcementMode: 1 } }).appLocker.mode).toBe('none');
  expect(read({ [EXE]: { EnforcementMode: 1 }, ...rule }).appLocker.mode).toBe('enforced');
  expect(read({ [EXE]: { EnforcementMode: 0 }, ...rule }).appLocker.mode).toBe('audit');
  expect(read(rule).appLocker.mode).toBe('enforced');
});

it('on Linux the programs of this account that draw the screen are found', () => {
  const pc = pcFolder({
    'proc/10/cmdline': '/usr/bin/cage\0-s\0--\0/opt/vrlab-check/vrlab-check\0--kiosk\0',
    'proc/10/status': 'Name:\tcage\nUid:\t1000\t1000\t1000\t1000\n',
    'proc/11/cmdline': '/usr/bin/gnome-shell\0',
    'proc/11/status': 'Name:\tgnome-shell\nUid:\t120\t120\t120\t120\n',
    'proc/12/cmdline': '',
    'proc/self/cmdline': 'x\0',
  });
  expect(readLinuxLockdown(pc.at(''), 1000)).toEqual({
    platform: 'linux',
    session: [{ name: 'cage', args: ['-s', '--', '/opt/vrlab-check/vrlab-check', '--kiosk'] }],
  });
  expect(readLinuxLockdown(pc.at('nothing'), 1000)).toEqual({ platform: 'linux', session: null });
});
