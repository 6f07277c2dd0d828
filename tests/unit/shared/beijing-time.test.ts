import { afterEach, describe, expect, it, vi } from 'vitest';
import { civilDateOf, daysBetween, formatInstant } from '../../../src/shared/beijing-time.ts';

afterEach(() => void vi.unstubAllEnvs());

describe('school time', () => {
  it('is UTC+8 whatever the zone of the PC', () => {
    for (const zone of ['America/New_York', 'Asia/Urumqi', 'UTC']) {
      vi.stubEnv('TZ', zone);
      expect(formatInstant(new Date('2026-11-21T16:30:00.250Z'))).toBe('2026-11-22T00:30:00.250+08:00');
      expect(civilDateOf(new Date('2026-11-21T16:30:00Z'))).toBe('2026-11-22');
    }
  });

  it('counts civil days', () => {
    expect(daysBetween('2026-11-22', '2026-11-22')).toBe(0);
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2026-01-01', '2025-12-31')).toBe(-1);
  });
});
