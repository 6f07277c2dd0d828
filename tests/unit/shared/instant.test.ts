import { describe, expect, it } from 'vitest';
import { instantSchema } from '../../../src/shared/domain/instant.ts';

describe('an instant in a file', () => {
  it.each(['2026-11-22T08:00:00.000+08:00', '2026-11-22T00:00:00Z', '1970-01-01T00:00:00Z', '9999-12-29T23:59:59Z'])(
    'may be %s',
    (text) => {
      expect(instantSchema.safeParse(text).success).toBe(true);
    },
  );

  it.each([
    '',
    '0',
    '1',
    '2026',
    '2026-11-22',
    '2026-11-22T08:00:00',
    '2026-02-30T08:00:00Z',
    '1969-12-31T23:59:59Z',
    '1970-01-01T00:00:00+08:00',
    '9999-12-31T23:59:59-12:00',
    '+020000-01-01T00:00:00Z',
    'Sun Nov 22 2026',
  ])('may not be %s', (text) => {
    expect(instantSchema.safeParse(text).success).toBe(false);
  });
});
