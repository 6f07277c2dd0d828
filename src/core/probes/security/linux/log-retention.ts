import type { SecurityFacts } from '../../../../shared/domain/security-facts.ts';
import { iniValues } from './ini.ts';
import type { LinuxPc } from './linux-pc.ts';

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

/** `6month`, `180day` of systemd.time(7); seconds without a unit. */
export function spanDays(text: string): number | null {
  const [, amount, unit] = /^(\d+)\s*([a-z]*?)s?$/i.exec(text.trim()) ?? [];
  const seconds = SPANS[(unit ?? '') === '' ? 's' : unit!.toLowerCase()];
  return amount === undefined || seconds === undefined ? null : Math.floor((Number(amount) * seconds) / DAY_SECONDS);
}

/** `500M` of journald.conf(5), to base 1024. */
export function sizeBytes(text: string): number | null {
  const [, amount, unit = ''] = /^(\d+)([KMGT]?)B?$/i.exec(text.trim()) ?? [];
  return amount === undefined ? null : Number(amount) * 1024 ** ' KMGT'.indexOf(unit === '' ? ' ' : unit.toUpperCase());
}

/** The text log where logrotate keeps one, else the journal. */
export async function readLogRetention(pc: LinuxPc): Promise<SecurityFacts['logRetention']> {
  const rotation = await pc.text('etc/logrotate.d/rsyslog');
  const kept = /^\s*rotate\s+(\d+)/m.exec(rotation ?? '')?.[1];
  const every = /^\s*(daily|weekly|monthly|yearly)\b/m.exec(rotation ?? '')?.[1];
  if (kept !== undefined && every !== undefined) {
    const days = { daily: 1, weekly: 7, monthly: 30, yearly: 365 }[every as 'daily'] * Number(kept);
    return { maxBytes: null, days, source: pc.at('etc/logrotate.d/rsyslog') };
  }
  const journal = await pc.text('etc/systemd/journald.conf');
  if (journal === null) return null;
  const values = iniValues(journal);
  const source = pc.at('etc/systemd/journald.conf');
  if (values.get('journal.storage') === 'volatile' || values.get('journal.storage') === 'none')
    return { maxBytes: null, days: 0, source };
  const days = spanDays(values.get('journal.maxretentionsec') ?? '');
  const maxBytes = sizeBytes(values.get('journal.systemmaxuse') ?? '');
  return { maxBytes, days: days === 0 ? null : days, source };
}
