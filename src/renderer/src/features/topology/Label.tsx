interface LabelProps {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly text: string;
  readonly bold?: boolean;
}

/** Sizes to try, largest first; below the last one a name ends in an ellipsis. */
const FONT_SIZES = [15, 13, 11];
const LINE_HEIGHT = 1.2;
/** Of the font size: Chinese characters are square, others about as wide as this. */
const LATIN_WIDTH = 0.6;

const lengthOf = (text: string): number =>
  text.length * LATIN_WIDTH + (text.match(/[\u2e80-\uffef]/g)?.length ?? 0) * (1 - LATIN_WIDTH);

/** Words wrap badly at the end of lines, so a quarter of the room is not counted on. */
const fits = (text: string, size: number, width: number, height: number): boolean =>
  lengthOf(text) * size <= width * Math.floor(height / (size * LINE_HEIGHT)) * 0.75;

/** SVG text does not wrap; a small HTML box does. A long name is set smaller; the full one shows under the pointer. */
export function Label({ x, y, width, height, text, bold = false }: LabelProps) {
  const size = FONT_SIZES.find((it) => fits(text, it, width, height)) ?? FONT_SIZES.at(-1)!;
  return (
    <g>
      {size < FONT_SIZES[0]! && <title>{text}</title>}
      <foreignObject x={x} y={y} width={width} height={height}>
        <div style={{ height: '100%', display: 'flex', alignItems: 'center', justifyContent: 'center' }}>
          <div
            className="picture-label"
            style={{
              fontSize: size,
              lineHeight: LINE_HEIGHT,
              fontWeight: bold ? 700 : 400,
              WebkitLineClamp: Math.floor(height / (size * LINE_HEIGHT)),
            }}
          >
            {text}
          </div>
        </div>
      </foreignObject>
    </g>
  );
}
