import type { Outcome } from '../../../shared/domain/finding.ts';

const COLOUR: Readonly<Record<Outcome, string>> = {
  pass: 'var(--color-ready)',
  warn: 'var(--color-usable)',
  fail: 'var(--color-failed)',
  unknown: 'var(--color-unknown)',
  'not-applicable': 'var(--color-text-muted)',
};

/** Shape as well as colour: tick, exclamation mark in a triangle, cross, question mark, dash. */
const SHAPE: Readonly<Record<Outcome, string>> = {
  pass: 'M6 12.5l4 4 8-9',
  warn: 'M12 7v6M12 16.5v.5',
  fail: 'M7.5 7.5l9 9M16.5 7.5l-9 9',
  unknown: 'M9 9.5a3 3 0 1 1 4.2 2.7c-.8.4-1.2 1-1.2 1.8M12 16.8v.4',
  'not-applicable': 'M7 12h10',
};

/** Decorative: the outcome is always beside it as text. */
export function OutcomeIcon({ outcome, size = 24 }: { readonly outcome: Outcome; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" style={{ flexShrink: 0 }}>
      {outcome === 'warn' ? (
        <path d="M12 2 23 21.5H1z" fill={COLOUR[outcome]} />
      ) : (
        <circle cx="12" cy="12" r="11" fill={COLOUR[outcome]} />
      )}
      <path
        d={SHAPE[outcome]}
        fill="none"
        stroke="var(--color-surface)"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
