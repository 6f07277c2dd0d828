import { useMemo } from 'react';
import { qrPath } from './qr-path.ts';

interface QrPictureProps {
  readonly text: string;
  /** What it holds, for those who cannot see it. */
  readonly label: string;
  /** Side in CSS pixels. */
  readonly side: number;
}

/** A QR code as a picture. */
export function QrPicture({ text, label, side }: QrPictureProps) {
  const { size, path } = useMemo(() => qrPath(text), [text]);
  return (
    <svg
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an inline SVG is a picture only by its role
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      width={side}
      height={side}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
