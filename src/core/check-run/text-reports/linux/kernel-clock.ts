import { instantOf } from '../log-instant.ts';

/** `[  12.345678]`: seconds since the start, as the kernel counts them. */
const UPTIME = /\[ *(\d+\.\d{3,6})\]/;
/** `Nov 30 08:15:02`, as syslog writes an instant. */
const SYSLOG = /^[ \t>]*([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{2}):(\d{2}):(\d{2}) /;
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** First line of the kernel, and what journalctl puts between two starts. */
const START = /\bLinux version \d\S* \(|^-- (?:Boot|Reboot)\b/;
/** Processors do not write strictly one after the other. */
const SLACK_SECONDS = 1;

type Clock = (line: string) => number | null;

const uptimeOf: Clock = (line) => {
  const seconds = UPTIME.exec(line)?.[1];
  return seconds === undefined ? null : Number(seconds);
};

const timeOf: Clock = (line) => {
  const instant = instantOf(line);
  if (instant !== null) return Date.parse(instant) / 1000;
  const [, month = '', ...numbers] = SYSLOG.exec(line) ?? [];
  const [day = 0, hours = 0, minutes = 0, seconds = 0] = numbers.map(Number);
  return month === '' ? null : (((MONTHS.indexOf(month) * 31 + day) * 24 + hours) * 60 + minutes) * 60 + seconds;
};

/** How many lines are looked at to tell which clock they have. */
const SAMPLE = 200;

/** The lines of a kernel log since the PC was started last, the oldest first: what was there before may be gone. Pure. */
export function sinceLastStart(lines: readonly string[]): readonly string[] {
  const hasUptime = lines.slice(0, SAMPLE).some((line) => UPTIME.test(line));
  const ordered = oldestFirst(lines, hasUptime ? uptimeOf : timeOf);
  let start = 0;
  let clock = 0;
  for (const [at, line] of ordered.entries()) {
    const now = hasUptime ? uptimeOf(line) : null;
    if (START.test(line) || (now !== null && now < clock - SLACK_SECONDS)) start = at;
    clock = now ?? clock;
  }
  return ordered.slice(start);
}

/** `dmesg -r | tac` and `journalctl -r` begin with the newest line. */
function oldestFirst(lines: readonly string[], clock: Clock): readonly string[] {
  let rises = 0;
  let before: number | null = null;
  for (const line of lines) {
    const now = clock(line);
    if (now === null) continue;
    if (before !== null) rises += Math.sign(now - before);
    before = now;
  }
  return rises < 0 ? lines.toReversed() : lines;
}
