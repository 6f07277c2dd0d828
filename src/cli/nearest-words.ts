/** How many single changes (a letter more, less, another one, or two neighbours exchanged) make one word of another. */
export function editDistance(from: string, to: string): number {
  let [before, above]: [number[], number[]] = [[], Array.from({ length: to.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      const isExchange = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current[column] = Math.min(
        above[column]! + 1,
        current[column - 1]! + 1,
        above[column - 1]! + (isSame ? 0 : 1),
        isExchange ? before[column - 2]! + 1 : Infinity,
      );
    }
    [before, above] = [above, current];
  }
  return above[to.length]!;
}

const MOST = 3;
/** A word of three letters is not mistyped twice: it is another word. */
const tolerated = (length: number): number => (length <= 3 ? 1 : 2);

/** The known words that may have been meant, nearest first: a few changes away, or begun and not ended. */
export function nearestWords(typed: string, known: readonly string[]): string[] {
  const word = typed.toLowerCase();
  return known
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate) }))
    .filter(
      ({ candidate, distance }) =>
        distance <= tolerated(Math.min(word.length, candidate.length)) ||
        (word.length > 1 && candidate.startsWith(word)),
    )
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, MOST)
    .map(({ candidate }) => candidate);
}
