import { naturalOrder } from '../../platform/natural-order.ts';

const LAST_NUMBER = /^(.*?)(\d+)(\D*)$/su;

/** How seats without a name are called: the first ones of the room, in the manner of this one. */
function namesLike(own: string, count: number): string[] {
  const [, before = '', number = '01', after = ''] = LAST_NUMBER.exec(own) ?? [];
  return Array.from({ length: count }, (_, at) => `${before}${String(at + 1).padStart(number.length, '0')}${after}`);
}

/**
 * The seats an inspection begins with: this one, and all others that the lab is known to have. One that nothing comes from stays
 * open until somebody says why it was not inspected.
 * @param known seats of the last signed inspection of the lab; empty where there is none.
 * @param count how many the inspector says there are; null: not said.
 */
export function seatsToInspect(own: string, known: readonly string[], count: number | null): string[] {
  const others = [...known].toSorted(naturalOrder).filter((seat) => seat !== own);
  if (count === null) return [own, ...others];
  const more = namesLike(own, count).filter((seat) => seat !== own && !others.includes(seat));
  return [own, ...[...others, ...more].slice(0, count - 1)];
}
