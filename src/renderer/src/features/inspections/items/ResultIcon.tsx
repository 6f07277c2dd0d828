import type { CellResult } from '../../../../../shared/domain/inspection/cell.ts';

/** Appearance of a cell. */
export type ResultLook = CellResult['outcome'] | 'open';

export const lookOf = (result: Pick<CellResult, 'outcome'> | null): ResultLook => result?.outcome ?? 'open';

/** Tick, cross, dash, stroke, and an empty ring for open: shape as well as colour. */
const SHAPE: Readonly<Record<ResultLook, string>> = {
  normal: 'M6 12.5l4 4 8-9',
  abnormal: 'M7.5 7.5l9 9M16.5 7.5l-9 9',
  'not-inspected': 'M6.5 12h11',
  'not-applicable': 'M8 17l8-10',
  open: '',
};

/** Decorative: the result is always beside it as text. */
export function ResultIcon({ look, size = 24 }: { readonly look: ResultLook; readonly size?: number }) {
  // In rem, so that it grows with the text beside it.
  const side = `${size / 16}rem`;
  return (
    <svg width={side} height={side} viewBox="0 0 24 24" aria-hidden="true" className={`result-icon result-${look}`}>
      <circle cx="12" cy="12" r="10.5" />
      <path d={SHAPE[look]} />
    </svg>
  );
}
