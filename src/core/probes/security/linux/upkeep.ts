import { civilDateOf, formatInstant } from '../../../../shared/beijing-time.ts';
import type { SecurityFacts } from '../../../../shared/domain/security-facts.ts';
import type { LinuxPc } from './linux-pc.ts';

/** What package managers write when something was installed. */
const INSTALLED = [
  'var/lib/apt/periodic/unattended-upgrades-stamp',
  'var/log/apt/history.log',
  'var/lib/dpkg/status',
  'var/lib/dnf/history.sqlite',
  'var/lib/rpm/rpmdb.sqlite',
  'usr/lib/sysimage/rpm/rpmdb.sqlite',
];

async function newestOf(pc: LinuxPc, places: readonly string[]): Promise<{ place: string; at: Date } | null> {
  const found = await Promise.all(places.map(async (place) => ({ place, at: await pc.modified(place) })));
  return (
    found
      .flatMap(({ place, at }) => (at === null ? [] : [{ place, at }]))
      .toSorted((a, b) => b.at.getTime() - a.at.getTime())[0] ?? null
  );
}

/** `APT::Periodic::Unattended-Upgrade "1";` of apt.conf(5); null where apt does not say and dnf-automatic is not there. */
async function isAutomatic(pc: LinuxPc, debian: boolean): Promise<boolean | null> {
  if (await pc.starts(/^dnf-automatic.*\.timer$/)) return true;
  if (!debian) return null;
  const files = (await pc.names('etc/apt/apt.conf.d')).toSorted();
  const texts = await Promise.all(files.map((name) => pc.text(`etc/apt/apt.conf.d/${name}`)));
  const days = texts
    .flatMap((text) => [...(text ?? '').matchAll(/^\s*APT::Periodic::Unattended-Upgrade\s+"(\w+)"/gim)])
    .at(-1)?.[1];
  return days !== undefined && days !== '0';
}

export async function readUpdates(pc: LinuxPc): Promise<SecurityFacts['updates']> {
  const newest = await newestOf(pc, INSTALLED);
  const debian = (await pc.modified('var/lib/dpkg/status')) !== null;
  // Debian's way, which others do not follow: without the file they say nothing.
  const restart = (await pc.modified('run/reboot-required')) !== null;
  return {
    lastInstalled: newest === null ? null : civilDateOf(newest.at),
    restartPending: restart || (debian ? false : null),
    automatic: await isAutomatic(pc, debian),
    pausedUntil: null,
    sources: newest === null ? [] : [pc.at(newest.place)],
  };
}

const SERVICES = /^(systemd-timesyncd|chrony|chronyd|ntp|ntpd|ntpsec|openntpd)\.service$/;
const DAEMONS = ['systemd-timesyncd', 'chronyd', 'ntpd'];
/** Written each time the clock was set, or its drift measured against a server. */
const SET = [
  'run/systemd/timesync/synchronized',
  'var/lib/systemd/timesync/clock',
  'var/lib/chrony/drift',
  'var/lib/chrony/chrony.drift',
];

export async function readTimeSync(pc: LinuxPc): Promise<SecurityFacts['timeSync']> {
  const newest = await newestOf(pc, SET);
  const running = pc.processes?.some((name) => DAEMONS.some((daemon) => name.startsWith(daemon.slice(0, 15)))) ?? null;
  const enabled = running === true || (await pc.starts(SERVICES)) ? true : running;
  return {
    enabled,
    lastSync: newest === null ? null : formatInstant(newest.at),
    from: enabled === true ? 'time-server' : null,
    sources: newest === null ? [] : [pc.at(newest.place)],
  };
}
