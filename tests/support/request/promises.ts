import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { PromiseFacts, ServiceRules } from '../../../src/core/requests/promises/promises.ts';
import type { Policy } from '../../../src/core/published/policy-schema.ts';
import type { Calendar } from '../../../src/core/published/calendar-schema.ts';

const read = (part: string): unknown =>
  JSON.parse(readFileSync(path.resolve(import.meta.dirname, `../../../publication/draft/${part}.json`), 'utf8'));

/** The published rules, read without a publication around them. */
export const rules: ServiceRules = {
  service: (read('policy') as Policy).service,
  calendar: read('calendar') as Calendar,
};

/** Epoch ms of civil time in UTC+8: `2026-11-23 08:00`. */
export const at = (civil: string): number => {
  const instant = Date.parse(`${civil.replace(' ', 'T')}+08:00`);
  if (Number.isNaN(instant)) throw new Error(civil);
  return instant;
};

/** The same the other way, from RFC 3339 with +08:00. */
export const civil = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

export const facts = (changes: Partial<PromiseFacts> = {}): PromiseFacts => ({
  kind: 'technical',
  work: 'simple',
  urgency: 'major',
  zone: 'urban',
  level: null,
  ...changes,
});
