import { civilDateOf, DAY_MS, daysBetween, formatInstant } from '../../shared/beijing-time.ts';
import type { ProbeOutcome } from '../../shared/domain/snapshot.ts';
import { resolveLimits } from '../published/limits.ts';
import type { Publication } from '../published/publication.ts';
import { attention, type Examination, failed, ok } from './examination.ts';

/** A server that sets the clock moves it by so much at most without anybody noticing. */
const TOLERANCE_MS = 5 * 60_000;

/** Instants that have certainly passed, RFC 3339; null: none of the kind is known. */
export interface KnownInstants {
  readonly lastRun: string | null;
  readonly lastLook: string | null;
  readonly lastUpdateList: string | null;
}

/** A clock that is behind what this PC already holds is wrong; one that is ahead can only be told by a time server. */
export function examineClock(now: Date, publication: Publication, known: KnownInstants): Examination {
  const { demo, date } = publication.identity;
  const passed = Object.values(known).flatMap((at: string | null) =>
    at === null ? [] : Date.parse(at) - TOLERANCE_MS,
  );
  // A publication has a day, which may be the next one in its publisher's office.
  if (!demo) passed.push(Date.parse(`${date}T00:00:00+08:00`) - DAY_MS);
  const latest = Math.max(...passed.filter((at) => !Number.isNaN(at)), 0);
  const minute = (at: Date) => formatInstant(at).slice(0, 16).replace('T', ' ');
  if (now.getTime() >= latest) return ok('clock', { now: minute(now) });
  const params = { now: minute(now), known: minute(new Date(latest)) };
  return failed('clock', 'problem', { code: 'clock-behind-records', params });
}

/** Whether a server sets the clock, as the inspection looks at it. */
export function examineClockSync(
  security: ProbeOutcome<'security'>,
  now: Date,
  publication: Pick<Publication, 'security'>,
): Examination {
  if (security.status !== 'ok') return attention('clock-sync-untold');
  const { enabled, lastSync, from } = security.facts.timeSync;
  if (enabled === false || from === 'nothing') return attention('clock-sync-off');
  if (lastSync === null) return attention('clock-sync-untold');
  const day = civilDateOf(new Date(lastSync));
  const limits = resolveLimits({ timeSyncAgeDays: 'published' }, publication.security?.limits ?? {});
  const isStale = limits === null || daysBetween(day, civilDateOf(now)) > limits.timeSyncAgeDays;
  if (isStale) return attention('clock-sync-stale', { day });
  return enabled === null ? attention('clock-sync-untold') : ok('clock-sync', { day });
}
