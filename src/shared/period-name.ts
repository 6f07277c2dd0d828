import type { Translate } from './wording.ts';

/** How people call a period. @param label `2026-Q4`, `2026-H2`; anything else stays, as the date of an inspection on request. */
export function periodName(label: string, t: Translate): string {
  const [, year, name, place] = /^(\d{4})-([QH])([1-4])$/.exec(label) ?? [];
  if (name === undefined) return label;
  return t(`inspections:plan.label.${name === 'Q' ? 'Q' : place === '1' ? 'H1' : 'H2'}`, { year, place });
}
