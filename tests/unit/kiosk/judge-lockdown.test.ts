import { describe, expect, it } from 'vitest';
import { judgeLockdown, WAYS_OUT } from '../../../src/core/kiosk/judge-lockdown.ts';
import type { LinuxLockdown, WindowsLockdown } from '../../../src/core/probes/lockdown/lockdown-facts.ts';

const LOCKED: WindowsLockdown = {
  platform: 'win32',
  edition: 'Education',
  shell: 'eshell.exe',
  assignedAccess: false,
  keyboardFilter: { service: 'automatic', blocked: WAYS_OUT },
  appLocker: { mode: 'enforced', service: 'automatic' },
};
const windows = (change: Partial<WindowsLockdown>) => judgeLockdown({ ...LOCKED, ...change });
const linux = (session: LinuxLockdown['session']) => judgeLockdown({ platform: 'linux', session });
const shown = ({ level, reasons }: ReturnType<typeof judgeLockdown>) =>
  [level, ...reasons.map(({ is, reason }) => `${is}: ${reason}`)].join(' | ');

describe('Windows', () => {
  it('is locked where shell, keys and programs were all seen to be', () => {
    expect(shown(windows({}))).toBe(
      'locked | closed: shell-launcher | closed: keys-blocked | closed: programs-enforced',
    );
    expect(windows({}).edition).toBe('Education');
  });

  it('of the Home edition, as it comes, is open', () => {
    const home = windows({
      edition: 'CoreCountrySpecific',
      shell: 'explorer.exe',
      keyboardFilter: { service: 'absent', blocked: null },
      appLocker: { mode: 'none', service: 'manual' },
    });
    expect(shown(home)).toBe('open | open: desktop | open: keys-not-on-edition | open: programs-not-limited');
  });

  it.each([
    [
      'the shell',
      { shell: null },
      'unknown | unknown: shell-unread | closed: keys-blocked | closed: programs-enforced',
    ],
    [
      'which keys are blocked',
      { keyboardFilter: { service: 'automatic', blocked: null } },
      'unknown | closed: shell-launcher | unknown: keys-no-rules-read | closed: programs-enforced',
    ],
    [
      'the rules for programs',
      { appLocker: { mode: null, service: 'automatic' } },
      'unknown | closed: shell-launcher | closed: keys-blocked | unknown: programs-unread',
    ],
  ] as const)('is not called locked where nobody could read %s', (_what, change, expected) => {
    expect(shown(windows(change))).toBe(expected);
  });

  it.each([
    [
      'a filter that blocks nothing',
      { keyboardFilter: { service: 'automatic', blocked: [] } },
      'open: keys-not-blocked',
    ],
    [
      'a filter that leaves the task manager',
      { keyboardFilter: { service: 'automatic', blocked: WAYS_OUT.filter((name) => name !== 'Shift+Ctrl+Esc') } },
      'open: keys-partly-blocked',
    ],
    [
      'a filter that is not started',
      { keyboardFilter: { service: 'disabled', blocked: null } },
      'open: keys-not-blocked',
    ],
    ['rules that are only noted', { appLocker: { mode: 'audit', service: 'automatic' } }, 'open: programs-audit'],
    [
      'rules whose service is not started',
      { appLocker: { mode: 'enforced', service: 'manual' } },
      'open: programs-service-off',
    ],
    ['the desktop by its whole path', { shell: '"C:\\Windows\\Explorer.exe"' }, 'open: desktop'],
  ] as const)('is only partly locked with %s', (_what, change, reason) => {
    const judged = windows(change);
    expect(judged.level).toBe('partly');
    expect(shown(judged)).toContain(reason);
  });

  it('a shell of its own and Assigned Access count', () => {
    expect(shown(windows({ shell: '"C:\\Program Files\\VR Lab Check\\VR Lab Check.exe" --kiosk' }))).toContain(
      'custom-shell',
    );
    const assigned = windows({
      shell: 'explorer.exe',
      assignedAccess: true,
      appLocker: { mode: 'none', service: 'manual' },
    });
    expect(shown(assigned)).toBe('locked | closed: assigned-access | closed: keys-blocked | closed: assigned-access');
  });
});

describe('Linux', () => {
  it.each([
    [
      'cage',
      [{ name: 'cage', args: ['--', 'vrlab-check', '-s'] }],
      'locked | closed: kiosk-compositor | closed: console-switch-off | closed: kiosk-compositor',
    ],
    [
      'cage that leaves the consoles',
      [{ name: 'cage', args: ['-ds', '--', 'x'] }],
      'partly | closed: kiosk-compositor | open: console-switch-on | closed: kiosk-compositor',
    ],
    [
      'gnome-kiosk',
      [{ name: 'gnome-kiosk', args: [] }],
      'unknown | closed: kiosk-compositor | unknown: keys-unread | closed: kiosk-compositor',
    ],
    [
      'a desktop',
      [{ name: 'ukui-panel', args: [] }],
      'open | open: desktop | open: keys-not-blocked | open: programs-not-limited',
    ],
    [
      'a desktop beside a compositor',
      [
        { name: 'cage', args: [] },
        { name: 'gnome-shell', args: [] },
      ],
      'open | open: desktop | open: keys-not-blocked | open: programs-not-limited',
    ],
    ['something unknown', [], 'unknown | unknown: shell-unread | unknown: keys-unread | unknown: programs-unread'],
    [
      'programs that cannot be listed',
      null,
      'unknown | unknown: shell-unread | unknown: keys-unread | unknown: programs-unread',
    ],
  ])('with %s', (_what, session, expected) => {
    expect(shown(linux(session))).toBe(expected);
  });
});

it('another system is unknown', () => {
  expect(judgeLockdown({ platform: 'other' }).level).toBe('unknown');
});
