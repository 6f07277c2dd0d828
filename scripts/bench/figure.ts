/** One measured figure beside its goal. */
export interface Figure {
  readonly what: string;
  readonly value: string;
  readonly unit: string;
  readonly goal: string;
  readonly met: boolean;
}

export function atMost(what: string, value: number, limit: number, unit: string, digits = 2): Figure {
  return { what, value: value.toFixed(digits), unit, goal: `≤ ${limit}`, met: value <= limit };
}

/** A figure without a goal, worth watching. */
export const known = (what: string, value: number, unit: string): Figure => ({
  what,
  value: value.toFixed(2),
  unit,
  goal: 'none',
  met: true,
});

export function atLeast(what: string, value: number, limit: number, unit: string): Figure {
  return { what, value: value.toFixed(0), unit, goal: `≥ ${limit}`, met: value >= limit };
}

/** @param share 0.5 for the median, 0.95 for p95. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};
