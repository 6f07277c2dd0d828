import type { ReactNode } from 'react';
import { GUIDE_PICTURES, type GuidePictureId } from '../../../../../shared/domain/inspection/guide-pictures.ts';
import {
  baseStation,
  cableWear,
  controllerBattery,
  facePad,
  fireExit,
  fireExtinguisher,
  HEIGHT,
  label as sticker,
  leakageProtector,
  lens,
  playArea,
  powerStrip,
  strap,
  thermometer,
  trialWear,
  usbPort,
  WIDTH,
} from './drawings.tsx';

const PICTURES: Readonly<Record<GuidePictureId, ReactNode>> = {
  lens,
  'face-pad': facePad,
  strap,
  'cable-wear': cableWear,
  'usb-port': usbPort,
  'controller-battery': controllerBattery,
  'base-station': baseStation,
  'play-area': playArea,
  'power-strip': powerStrip,
  'leakage-protector': leakageProtector,
  'fire-extinguisher': fireExtinguisher,
  'fire-exit': fireExit,
  label: sticker,
  thermometer,
  'trial-wear': trialWear,
};

/** @returns whether the program has the picture. */
export const isPictured = (picture: string): picture is GuidePictureId => GUIDE_PICTURES.some((id) => id === picture);

interface GuidePictureProps {
  /** Id as published; an unknown one renders nothing. */
  readonly picture: string;
  /** What it shows, for those who cannot see it. */
  readonly label: string;
}

/** A line drawing that shows where to look; as wide as its container allows. */
export function GuidePicture({ picture, label }: GuidePictureProps) {
  if (!isPictured(picture)) return null;
  return (
    <svg
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an inline SVG is a picture only by its role
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      style={{ display: 'block', width: '100%', maxWidth: `${WIDTH / 16}rem`, height: 'auto' }}
      fill="none"
      stroke="currentColor"
      strokeWidth={3}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {PICTURES[picture]}
    </svg>
  );
}
