import type { ReactNode } from 'react';
import type { HeadsetForm } from './headset-form.ts';

/** Visor, cameras and strap of each form; the outline is one line of one width, as in the other drawings. */
const FORMS: Readonly<Record<HeadsetForm, ReactNode>> = {
  tethered: (
    <>
      <path
        className="drawing-body"
        d="M28 62c0-15 9-22 24-22h76c15 0 24 7 24 22v26c0 14-9 22-22 22h-13c-6 0-9-3-12-8-3-4-6-6-9-6h-12c-3 0-6 2-9 6-3 5-6 8-12 8H50c-13 0-22-8-22-22z"
      />
      <path d="M46 40c3-17 20-26 44-26s41 9 44 26" />
      <path d="M28 66c-8 1-12 6-12 14s4 13 12 14M152 66c8 1 12 6 12 14s-4 13-12 14" />
      <path className="drawing-accent" d="M46 66c9-8 79-8 88 0" />
    </>
  ),
  'stand-alone': (
    <>
      <path
        className="drawing-body"
        d="M26 66c0-18 12-26 30-26h68c18 0 30 8 30 26v18c0 16-10 26-24 26h-10c-7 0-10-4-13-9-2-4-5-5-8-5H81c-3 0-6 1-8 5-3 5-6 9-13 9H50c-14 0-24-10-24-26z"
      />
      <path d="M40 43C52 26 70 20 90 20s38 6 50 23" />
      <path d="M26 72H14c-4 0-6 3-6 7s2 7 6 7h12M154 72h12c4 0 6 3 6 7s-2 7-6 7h-12" />
      <rect className="drawing-accent" x="44" y="60" width="14" height="30" rx="7" />
      <rect className="drawing-accent" x="83" y="56" width="14" height="26" rx="7" />
      <rect className="drawing-accent" x="122" y="60" width="14" height="30" rx="7" />
    </>
  ),
  glasses: (
    <>
      <path
        className="drawing-body"
        d="M20 62c14-4 34-4 62 0 3 1 13 1 16 0 28-4 48-4 62 0v14c0 16-10 26-26 26s-24-9-29-22c-2-5-4-7-8-7h-14c-4 0-6 2-8 7-5 13-13 22-29 22S20 92 20 76z"
      />
      <path d="M20 66 8 60v-6M160 66l12-6v-6" />
      <path className="drawing-accent" d="M36 74c6-4 16-5 24-3M114 72c8-2 16-1 24 3" />
    </>
  ),
};

/** Drawn by us, not a picture of a product; its name stands beside it. */
export function HeadsetDrawing({ form, absent = false }: { readonly form: HeadsetForm; readonly absent?: boolean }) {
  return (
    <svg className="drawing" data-absent={absent || undefined} viewBox="0 0 180 124" aria-hidden="true">
      {FORMS[form]}
    </svg>
  );
}
