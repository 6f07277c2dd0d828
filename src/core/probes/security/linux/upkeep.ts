import { civilDateOf, formatInstant } from '../../../../shared/beijing-time.ts';
import type { SecurityFacts } from '../../../../shared/domain/security-facts.ts';
import { type LinuxPc, iniValues } from './linux-pc.ts';

/** Files that package managers write when something is installed. */
const INSTALLED = [
  'var/lib/apt/periodic/unattended-upgrades-stamp',
  'var/log/apt/history.log',
  'var/lib/dpkg/status',
  'var/lib/dnf/history.sqlite',
  'var/lib/rpm/rpmdb.sqlite',
  'usr/lib/sysimage/rpm/rpmdb.sqlite',
];

async function findNewest(pc: LinuxPc, places: readonly string[]): Promise<{ place: string; at: Date } | null> {
  const found = await Promise.all(places.map(async (place) => ({ place, at: await pc.modified(place) })));
  return (
    found
      .flatMap(({ place, at }) => (at === null ? [] : [{ place, at }]))
      .toSorted((a, b) => b.at.getTime() - a.at.getTime())[0] ?? null
  );
}

/** Whether updates are installed automatically: `APT::Periodic::Unattended-Upgrade "1";` of apt.conf(5), or dnf-automatic; null where it is unknown. */
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
  const newest = await findNewest(pc, INSTALLED);
  const debian = (await pc.modified('var/lib/dpkg/status')) !== null;
  // Only Debian has this file: on other distributions its absence means nothing.
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
/** Files that are written when the clock is set, or its drift is measured against a server. */
const SET = [
  'run/systemd/timesync/synchronized',
  'var/lib/systemd/timesync/clock',
  'var/lib/chrony/drift',
  'var/lib/chrony/chrony.drift',
];

export async function readTimeSync(pc: LinuxPc): Promise<SecurityFacts['timeSync']> {
  const newest = await findNewest(pc, SET);
  const running = pc.processes?.some((name) => DAEMONS.some((daemon) => name.startsWith(daemon.slice(0, 15)))) ?? null;
  const enabled = running === true || (await pc.starts(SERVICES)) ? true : running;
  return {
    enabled,
    lastSync: newest === null ? null : formatInstant(newest.at),
    from: enabled === true ? 'time-server' : null,
    sources: newest === null ? [] : [pc.at(newest.place)],
  };
}

const DAY_SECONDS = 86_400;
const SPANS: Readonly<Record<string, number>> = {
  s: 1,
  sec: 1,
  min: 60,
  m: 60,
  h: 3600,
  hour: 3600,
  day: DAY_SECONDS,
  d: DAY_SECONDS,
  week: 7 * DAY_SECONDS,
  w: 7 * DAY_SECONDS,
  month: 30 * DAY_SECONDS,
  year: 365 * DAY_SECONDS,
  y: 365 * DAY_SECONDS,
};

/** Parses a time span such as `6month` or `180day` (systemd.time(7)) to days; without a unit it is in seconds. */
export function parseTimeSpanDays(text: string): number | null {
  const [, amount, unit] = /^(\d+)\s*([a-z]*?)s?$/i.exec(text.trim()) ?? [];
  const seconds = SPANS[(unit ?? '') === '' ? 's' : unit!.toLowerCase()];
  return amount === undefined || seconds === undefined ? null : Math.floor((Number(amount) * seconds) / DAY_SECONDS);
}

/** Parses a size such as `500M` (journald.conf(5), base 1024) to bytes. */
export function parseSizeBytes(text: string): number | null {
  const [, amount, unit = ''] = /^(\d+)([KMGT]?)B?$/i.exec(text.trim()) ?? [];
  return amount === undefined ? null : Number(amount) * 1024 ** ' KMGT'.indexOf(unit === '' ? ' ' : unit.toUpperCase());
}

/** Reads how long system logs are retained: the text log where logrotate is configured for one, else the journal. */
export async function readLogRetention(pc: LinuxPc): Promise<SecurityFacts['logRetention']> {
  const rotation = await pc.text('etc/logrotate.d/rsyslog');
  const rotations = /^\s*rotate\s+(\d+)/m.exec(rotation ?? '')?.[1];
  const every = /^\s*(daily|weekly|monthly|yearly)\b/m.exec(rotation ?? '')?.[1];
  if (rotations !== undefined && every !== undefined) {
    const days = { daily: 1, weekly: 7, monthly: 30, yearly: 365 }[every as 'daily'] * Number(rotations);
    return { maxBytes: null, days, source: pc.at('etc/logrotate.d/rsyslog') };
  }
  const journal = await pc.text('etc/systemd/journald.conf');
  if (journal === null) return null;
  const values = iniValues(journal);
  const source = pc.at('etc/systemd/journald.conf');
  if (values.get('journal.storage') === 'volatile' || values.get('journal.storage') === 'none')
    return { maxBytes: null, days: 0, source };
  const days = parseTimeSpanDays(values.get('journal.maxretentionsec') ?? '');
  const maxBytes = parseSizeBytes(values.get('journal.systemmaxuse') ?? '');
  return { maxBytes, days: days === 0 ? null : days, source };
}
