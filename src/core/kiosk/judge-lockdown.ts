import type { Lockdown, LockdownAspect, LockdownLevel, LockdownReason } from '../../shared/domain/kiosk.ts';
import { DESKTOPS, KIOSK_COMPOSITORS } from '../probes/lockdown/linux-lockdown.ts';
import type { LinuxLockdown, LockdownFacts, WindowsLockdown } from '../probes/lockdown/lockdown-facts.ts';

type Is = Lockdown['reasons'][number]['is'];
type Judged = readonly [is: Is, reason: LockdownReason];

/** Names that the Keyboard Filter has for the ways out of a full-screen program. */
export const WAYS_OUT = ['Alt+Tab', 'Alt+F4', 'Ctrl+Esc', 'Shift+Ctrl+Esc', 'Ctrl+Alt+Del', 'Windows'] as const;

const fileName = (command: string): string =>
  (/^"?([^"]*?\.exe)/i.exec(command)?.[1] ?? command).split(/[\\/]/).at(-1)!.toLowerCase();

function windowsShell({ shell, assignedAccess }: WindowsLockdown): Judged {
  if (assignedAccess === true) return ['closed', 'assigned-access'];
  if (shell === null || assignedAccess === null) return ['unknown', 'shell-unread'];
  const program = fileName(shell);
  if (program === 'explorer.exe') return ['open', 'desktop'];
  return program === 'eshell.exe' ? ['closed', 'shell-launcher'] : ['closed', 'custom-shell'];
}

function windowsKeys({ keyboardFilter: { service, blocked }, edition }: WindowsLockdown): Judged {
  if (service === null) return ['unknown', 'keys-unread'];
  if (service === 'absent') {
    const isHomeOrPro = edition !== null && /^(Core|Professional)/.test(edition);
    return ['open', isHomeOrPro ? 'keys-not-on-edition' : 'keys-not-blocked'];
  }
  if (service !== 'automatic') return ['open', 'keys-not-blocked'];
  if (blocked === null) return ['unknown', 'keys-no-rules-read'];
  const open = WAYS_OUT.filter((name) => !blocked.includes(name));
  if (open.length === 0) return ['closed', 'keys-blocked'];
  return ['open', open.length === WAYS_OUT.length ? 'keys-not-blocked' : 'keys-partly-blocked'];
}

function windowsPrograms({ appLocker: { mode, service }, assignedAccess }: WindowsLockdown): Judged {
  if (mode === null || service === null) return ['unknown', 'programs-unread'];
  // Assigned Access brings rules of its own, which are not in the policy.
  if (mode === 'none')
    return assignedAccess === true ? ['closed', 'assigned-access'] : ['open', 'programs-not-limited'];
  if (mode === 'audit') return ['open', 'programs-audit'];
  return service === 'automatic' ? ['closed', 'programs-enforced'] : ['open', 'programs-service-off'];
}

/** Without those of the program that it starts. */
const ownArguments = (args: readonly string[]): readonly string[] =>
  args.includes('--') ? args.slice(0, args.indexOf('--')) : args;

function onLinux({ session }: LinuxLockdown): Record<LockdownAspect, Judged> {
  // Without a list of what can be started there is nothing to go by: a terminal may be one key away.
  const programs: Judged = ['unknown', 'programs-unread'];
  const compositor = session?.find(({ name }) => KIOSK_COMPOSITORS.includes(name));
  const desktop = session?.some(({ name }) => DESKTOPS.includes(name)) === true;
  if (desktop)
    return {
      shell: ['open', 'desktop'],
      keys: ['open', 'keys-not-blocked'],
      programs: ['open', 'programs-not-limited'],
    };
  if (compositor === undefined)
    return { shell: ['unknown', 'shell-unread'], keys: ['unknown', 'keys-unread'], programs };
  // Only cage says by its arguments whether Ctrl+Alt+F2 leads to a console: it does with -s.
  const keys: Judged =
    compositor.name !== 'cage'
      ? ['unknown', 'keys-unread']
      : ownArguments(compositor.args).some((arg) => /^-[a-z]*s/.test(arg))
        ? ['open', 'console-switch-on']
        : ['closed', 'console-switch-off'];
  // It starts one program and nothing else.
  return { shell: ['closed', 'kiosk-compositor'], keys, programs: ['closed', 'kiosk-compositor'] };
}

const UNKNOWN: Record<LockdownAspect, Judged> = {
  shell: ['unknown', 'shell-unread'],
  keys: ['unknown', 'keys-unread'],
  programs: ['unknown', 'programs-unread'],
};

function aspectsOf(facts: LockdownFacts): Record<LockdownAspect, Judged> {
  if (facts.platform === 'other') return UNKNOWN;
  if (facts.platform === 'linux') return onLinux(facts);
  return { shell: windowsShell(facts), keys: windowsKeys(facts), programs: windowsPrograms(facts) };
}

/** What is unknown never counts as closed: `locked` needs all of it seen. */
function levelOf(all: readonly Is[]): LockdownLevel {
  if (all.every((is) => is === 'closed')) return 'locked';
  if (!all.includes('open')) return 'unknown';
  return all.includes('closed') ? 'partly' : 'open';
}

/** How far the operating system keeps people inside, and why. */
export function judgeLockdown(facts: LockdownFacts): Lockdown {
  const aspects = aspectsOf(facts);
  const reasons = (['shell', 'keys', 'programs'] as const).map((aspect) => {
    const [is, reason] = aspects[aspect];
    return { aspect, is, reason };
  });
  return {
    level: levelOf(reasons.map(({ is }) => is)),
    reasons,
    edition: facts.platform === 'win32' ? facts.edition : null,
  };
}
