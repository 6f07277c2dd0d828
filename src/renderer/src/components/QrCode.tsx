import { create } from 'qrcode';
import { useMemo } from 'react';

/** Light modules around a code without which scanners do not find it (ISO/IEC 18004). */
const QUIET_ZONE = 4;

interface QrPath {
  /** Side of the whole picture with its quiet zone, in modules. */
  readonly size: number;
  /** The dark modules as data of an SVG path, one unit for a module. */
  readonly path: string;
}

/** A QR code of the text, with error correction for a smudged print (M, 15 %). */
export function qrPath(text: string): QrPath {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const rows = Array.from({ length: modules.size }, (_, row) => row);
  const dark = rows.flatMap((row) =>
    rows
      .filter((column) => modules.get(row, column) !== 0)
      .map((column) => `M${column + QUIET_ZONE} ${row + QUIET_ZONE}h1v1h-1z`),
  );
  return { size: modules.size + 2 * QUIET_ZONE, path: dark.join('') };
}

export interface QrCodeProps {
  readonly text: string;
  /** What it holds, for those who cannot see it. */
  readonly label: string;
  /** Side in CSS pixels. */
  readonly side: number;
}

/** Loaded by QrPicture.tsx when a code is first shown. */
export default function QrCode({ text, label, side }: QrCodeProps) {
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
      <rect width={size} height={size} fill="var(--color-paper)" />
      <path d={path} fill="var(--color-ink)" />
    </svg>
  );
}
