/** A point of a pen. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/** Size of the box of a signature, in units of its path. */
export const BOX = { width: 600, height: 200 } as const;
/** Distance between points, in units of the path, below which two points look like one on paper. */
const MIN_DISTANCE = 2;

const inTenths = (value: number): string => String(Math.round(value * 10) / 10);
const written = ({ x, y }: Point): string => `${inTenths(x)} ${inTenths(y)}`;
const between = (one: Point, other: Point, share: number): Point => ({
  x: one.x + (other.x - one.x) * share,
  y: one.y + (other.y - one.y) * share,
});
const midway = (one: Point, other: Point) => between(one, other, 0.5);

/** A stroke as a smooth line through the midpoints of its segments. */
function buildPath(stroke: readonly Point[]): string {
  const points = stroke.filter(
    (point, at) => at === 0 || Math.hypot(point.x - stroke[at - 1]!.x, point.y - stroke[at - 1]!.y) >= MIN_DISTANCE / 4,
  );
  const [first] = points;
  if (first === undefined) return '';
  const last = points.at(-1)!;
  // A dot has no length; a round pen still shows a tenth.
  if (points.length < 3)
    return `M${written(first)}L${written(points.length === 1 ? { x: first.x + 0.1, y: first.y } : last)}`;
  let from = midway(first, points[1]!);
  let path = `M${written(first)}L${written(from)}`;
  for (let at = 1; at < points.length - 1; at += 1) {
    const bend = points[at]!;
    const to = midway(bend, points[at + 1]!);
    path += `C${written(between(from, bend, 2 / 3))} ${written(between(to, bend, 2 / 3))} ${written(to)}`;
    from = to;
  }
  return `${path}L${written(last)}`;
}

/**
 * What was drawn as SVG path data in a box of 600 × 200: M, L and C with at max one decimal.
 * @param width of the field it was drawn in, in the units of the points.
 */
export function buildStrokePath(strokes: readonly { readonly points: readonly Point[] }[], width: number): string {
  const scale = BOX.width / width;
  const inside = (value: number, max: number) => Math.max(0, Math.min(max, value * scale));
  return strokes
    .map(({ points }) => buildPath(points.map(({ x, y }) => ({ x: inside(x, BOX.width), y: inside(y, BOX.height) }))))
    .join('');
}
