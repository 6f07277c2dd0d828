import { naturalOrder } from '../../../platform/natural-order.ts';

const LAST_NUMBER = /^(.*?)(\d+)(\D*)$/su;

/** Whether the second name counts on from the first: `09` and `10`, `A-1` and `A-2`. */
function follows(one: string, next: string): boolean {
  const [, before, number, after] = LAST_NUMBER.exec(one) ?? [];
  if (number === undefined) return false;
  const counted = (BigInt(number) + 1n).toString().padStart(number.length, '0');
  return next === `${before}${counted}${after}`;
}

/** Names of seats in natural order; three and more that count on from one another become `01–05`. */
export function seatRanges(seats: readonly string[]): string[] {
  const runs: string[][] = [];
  for (const seat of [...new Set(seats)].toSorted(naturalOrder)) {
    const run = runs.at(-1);
    if (run !== undefined && follows(run.at(-1)!, seat)) run.push(seat);
    else runs.push([seat]);
  }
  return runs.flatMap((run) => (run.length > 2 ? [`${run[0]}–${run.at(-1)}`] : run));
}
