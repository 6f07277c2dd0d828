import { existsSync } from 'node:fs';
import { autostartOf } from '../kiosk/autostart.ts';
import { judgeLockdown } from '../kiosk/judge-lockdown.ts';
import type { HostEnvironment } from '../platform/host-environment.ts';
import { readLockdown } from '../probes/lockdown/read-lockdown.ts';
import { attention, type Examination, ok } from './examination.ts';

/** The program of a command line: in quotes, or up to the first blank. */
const programOf = (command: string): string => /^"([^"]*)"/.exec(command)?.[1] ?? command.split(' ')[0]!;

/** Whether this account is a kiosk, and how far the operating system keeps people inside. */
export async function examineKiosk(environment: HostEnvironment, signal: AbortSignal): Promise<Examination[]> {
  const [autostart, facts] = await Promise.all([autostartOf(environment).read(), readLockdown(environment, signal)]);
  const { level, reasons } = judgeLockdown(facts);
  // A shell or compositor of its own starts the program without any autostart.
  const shell = reasons.find(({ aspect }) => aspect === 'shell')?.is;
  const isNoKiosk = autostart === null && shell === 'open';
  return [
    examineAutostart(autostart),
    ...(isNoKiosk ? [] : [level === 'locked' ? ok('lockdown-locked') : attention(`lockdown-${level}`)]),
  ];
}

function examineAutostart(command: string | null): Examination {
  if (command === null) return ok('no-autostart');
  return existsSync(programOf(command)) ? ok('autostart', { command }) : attention('autostart', { command });
}
