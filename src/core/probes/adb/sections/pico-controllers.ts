import type { AdbController } from '../../../../shared/domain/adb-facts.ts';
import { forEachLine, wholeNumber } from './lines.ts';

/** PICO counts from 0 to 5. */
const FULL = 5;

interface Block {
  readonly side: AdbController['side'];
  battery: number | null;
  state: string | null;
}

/** Headings of a controller, as two generations of the service write them. */
const HEADING = /^(?:handler: *(left|right)|(left|right) controller:)$/i;

function sideOf(line: string): Block['side'] | null {
  const [, older, newer] = HEADING.exec(line) ?? [];
  const side = (older ?? newer)?.toLowerCase();
  return side === 'left' || side === 'right' ? side : null;
}

/** Of `dumpsys pxrcontrollerservice`; null where no controller is named. */
export function controllersOfPico(text: string): AdbController[] | null {
  const blocks: Block[] = [];
  forEachLine(text, (line) => {
    if (line.length > 200) return;
    const side = sideOf(line);
    if (side !== null) {
      if (blocks.length < 16) blocks.push({ side, battery: null, state: null });
      return;
    }
    const block = blocks.at(-1);
    if (block === undefined) return;
    const [, key, value] = /^(battery|state): *(\S+)$/i.exec(line) ?? [];
    if (key?.toLowerCase() === 'battery') block.battery ??= wholeNumber(value);
    else if (value !== undefined) block.state ??= value.toLowerCase();
  });
  if (blocks.length === 0) return null;
  // Another scale than the known one: nobody can say what its numbers mean.
  const isKnownScale = blocks.every(({ battery }) => battery === null || battery <= FULL);
  return (['left', 'right'] as const).flatMap((side) => {
    const ofSide = blocks.filter((block) => block.side === side);
    if (ofSide.length === 0) return [];
    const battery = ofSide.find((block) => block.battery !== null)?.battery ?? null;
    const state = ofSide.find((block) => block.state !== null)?.state ?? null;
    const level = isKnownScale && battery !== null && battery >= 0 ? (battery * 100) / FULL : null;
    return {
      side,
      model: null,
      firmware: null,
      state: state === 'online' ? ('active' as const) : ('unknown' as const),
      level,
      levelStep: isKnownScale ? 100 / FULL : null,
      levelAgeS: state === 'online' ? 0 : null,
      charging: null,
      tracking: null,
      light: null,
    };
  });
}
