import { z } from 'zod';
import { civilDateOf, DAY_MS, daysBetween, formatInstant } from '../../shared/beijing-time.ts';
import { type SecurityFacts, securityFactsSchema } from '../../shared/domain/security-facts.ts';

/** A world stays what it is on whatever day it is shown: its days count from the one it was written for. */
function movedBy(days: number, facts: SecurityFacts): SecurityFacts {
  const moved = (at: string) => new Date(Date.parse(at) + days * DAY_MS);
  const day = (date: string | null) => (date === null ? null : moved(date).toISOString().slice(0, 10));
  const { antivirus, updates, timeSync } = facts;
  return {
    ...facts,
    antivirus: antivirus?.map((one) => ({ ...one, definitionsDate: day(one.definitionsDate) })) ?? null,
    updates: { ...updates, lastInstalled: day(updates.lastInstalled), pausedUntil: day(updates.pausedUntil) },
    timeSync: { ...timeSync, lastSync: timeSync.lastSync === null ? null : formatInstant(moved(timeSync.lastSync)) },
  };
}

/** `security.json` of a world, as it is today. */
export const securityOfWorldSchema = securityFactsSchema
  .extend({ asOf: z.iso.date() })
  .transform(({ asOf, ...facts }) => movedBy(daysBetween(asOf, civilDateOf(new Date())), facts));
