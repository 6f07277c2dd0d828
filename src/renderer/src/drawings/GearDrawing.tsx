import type { ReactNode } from 'react';
import type { DeviceKind } from '../../../shared/domain/device.ts';

export type Gear = 'hub' | 'link-box' | Exclude<DeviceKind, 'headset' | 'glasses'>;

const PLUG = (
  <>
    <rect className="drawing-body" x="34" y="22" width="46" height="28" rx="6" />
    <path d="M34 29H20v14h14M80 36h16" />
  </>
);

const GEAR: Readonly<Record<Gear, ReactNode>> = {
  hub: (
    <>
      <rect className="drawing-body" x="14" y="20" width="84" height="34" rx="8" />
      <rect x="25" y="32" width="13" height="9" rx="2" />
      <rect x="49" y="32" width="13" height="9" rx="2" />
      <rect x="73" y="32" width="13" height="9" rx="2" />
    </>
  ),
  'link-box': (
    <>
      <rect className="drawing-body" x="22" y="14" width="68" height="44" rx="10" />
      <path className="drawing-accent" d="M48 44h16" />
      <circle className="drawing-lens" cx="56" cy="29" r="5" />
    </>
  ),
  controller: (
    <>
      <path className="drawing-body" d="M50 32h16l-4 28c-1 5-9 5-10 0z" />
      <path d="M34 26c0-9 10-15 23-15s23 6 23 15-10 15-23 15-23-6-23-15z" />
      <circle className="drawing-lens" cx="57" cy="26" r="5" />
    </>
  ),
  tracker: (
    <>
      <path className="drawing-body" d="m56 12 25 14v24L56 62 31 50V26z" />
      <circle className="drawing-lens" cx="56" cy="37" r="8" />
    </>
  ),
  dongle: (
    <>
      <rect className="drawing-body" x="36" y="24" width="40" height="24" rx="5" />
      <path d="M36 30H24v12h12" />
      <path className="drawing-accent" d="M84 28c5 5 5 11 0 16M91 22c9 9 9 19 0 28" />
    </>
  ),
  'base-station': (
    <>
      <rect className="drawing-body" x="33" y="12" width="46" height="48" rx="10" />
      <circle className="drawing-lens" cx="56" cy="32" r="11" />
      <path className="drawing-accent" d="M48 51h16" />
    </>
  ),
  camera: (
    <>
      <rect className="drawing-body" x="24" y="20" width="64" height="34" rx="10" />
      <circle className="drawing-lens" cx="56" cy="37" r="9" />
      <path d="M56 54v8M44 62h24" />
    </>
  ),
  accessory: PLUG,
  unknown: PLUG,
};

/** Everything on USB that is not worn. Drawn by us, not a picture of a product; its name stands beside it. */
export function GearDrawing({ gear, absent = false }: { readonly gear: Gear; readonly absent?: boolean }) {
  return (
    <svg className="drawing" data-absent={absent || undefined} viewBox="0 0 112 72" aria-hidden="true">
      {GEAR[gear]}
    </svg>
  );
}
