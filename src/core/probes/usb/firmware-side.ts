import type { Side } from '../../../shared/domain/socket-terms.ts';

/** Panels by their number in `_PLD` of ACPI, in the words of the Linux kernel; 6 is unknown. */
const PANELS = ['top', 'bottom', 'left', 'right', 'front', 'back'] as const;

/** Sides of a PC that has sockets there. */
const SIDE_OF_PANEL: Readonly<Record<string, Side>> = {
  back: 'rear',
  front: 'front',
  top: 'top',
  left: 'left',
  right: 'right',
};

/** The side of a socket by its panel, as the firmware tells it: a hint. */
export function firmwareSideOf(panel: string | null | undefined): { firmwareSide?: Side } {
  const side = SIDE_OF_PANEL[panel ?? ''];
  return side === undefined ? {} : { firmwareSide: side };
}

/** Length of the buffer since its second revision; the first has 16 bytes. */
const LOCATION_BYTES = 20;

/**
 * The panel in a `_PLD` buffer.
 * @returns null where a person cannot see the port, and where panel and position are all zero: firmware that fills nothing in says
 * "top, upper, left" by it.
 */
export function panelIn(location: Buffer): string | null {
  if (location.length < LOCATION_BYTES) return null;
  const bits = location.readUInt16LE(8);
  const isVisible = (bits & 1) !== 0;
  const panelAndPosition = (bits >> 3) & 0x7f;
  return isVisible && panelAndPosition !== 0 ? (PANELS[panelAndPosition & 7] ?? null) : null;
}
