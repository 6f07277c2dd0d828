/** Digits alone, with the words people put round them. */
const NUMBERED = /^(?:第|机位|no\.?)?\s*0*(\d{1,2})\s*(?:号|号机|号机位)?$/i;

/**
 * A seat number as the other seats of a room have it, two digits in the digits of a keyboard: `7`, `７` and `7号` are `07`.
 * @returns null where it is written so already, or is no plain number (`A-07`).
 */
export function proposedSeat(seat: string): string | null {
  const [, number] = NUMBERED.exec(seat.normalize('NFKC').trim()) ?? [];
  const proposed = number?.padStart(2, '0') ?? null;
  return proposed === seat.trim() ? null : proposed;
}
