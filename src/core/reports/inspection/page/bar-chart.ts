import { escapeHtml } from '../../markup-text.ts';
import { type Bar, BAR_SEGMENTS, type BarSegment, type BarsBlock } from '../content/report-content.ts';

/** Fills that are distinguishable without colour, on any printer. */
const FILLS: Readonly<Record<BarSegment, string>> = {
  normal: '#cfe8cf',
  abnormal: '#1a1a1a',
  notInspected: 'url(#striped)',
  open: '#fff',
};
const PATTERN = `<defs><pattern id="striped" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="4" height="4" fill="#fff"/><rect width="1.6" height="4" fill="#555"/></pattern></defs>`;

/** Units of the drawing: half a millimetre of paper. */
const WIDTH = 312;
const TEXT = 6.4;
/** Below a column, as wide as `2026年四季度` may be. */
const COLUMN_TEXT = 5.6;
/** Title and legend above the bars. */
const HEAD = 28;
const ROW = 11;
const BAR_HEIGHT = 7;
const LABEL = 36;
const FIGURES = 66;
/** Seats below one another. A picture has two such columns, so that a page can break between two pictures. */
const ROWS = 10;
/** Periods beside one another. */
const COLUMNS = 8;
const COLUMN_HEIGHT = 80;

const round = (value: number): string => String(Number(value.toFixed(2)));
const sumOf = ({ parts }: Bar): number => BAR_SEGMENTS.reduce((sum, part) => sum + parts[part], 0);

const words = (x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end' = 'start', size = TEXT): string =>
  `<text x="${round(x)}" y="${round(y)}" font-size="${size}" text-anchor="${anchor}">${escapeHtml(text)}</text>`;

const box = (x: number, y: number, width: number, height: number, part: BarSegment): string =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${FILLS[part]}" stroke="#000" stroke-width="0.5"/>`;

/** Segments along a bar with their lengths, without empty ones. */
function stretches(bar: Bar, length: number): { part: BarSegment; from: number; length: number }[] {
  const sum = sumOf(bar);
  let from = 0;
  return BAR_SEGMENTS.filter((part) => bar.parts[part] > 0).map((part) => {
    const stretch = { part, from, length: (bar.parts[part] / sum) * length };
    from += stretch.length;
    return stretch;
  });
}

/** The numbers beside a bar, so that nobody has to read them from its length. */
const numbersOf = ({ parts, figure }: Bar, legend: BarsBlock['legend']): string =>
  `${figure}  ${legend.map(({ part }) => parts[part]).join('/')}`;

function row(bar: Bar, x: number, y: number, width: number, legend: BarsBlock['legend']): string {
  const foot = y + BAR_HEIGHT - 1;
  return [
    words(x + LABEL - 3, foot, bar.label, 'end'),
    ...stretches(bar, width - LABEL - FIGURES).map(({ part, from, length }) =>
      box(x + LABEL + from, y, length, BAR_HEIGHT, part),
    ),
    words(x + width - FIGURES + 3, foot, numbersOf(bar, legend)),
  ].join('');
}

/** One bar below the other, in two rows of them where there are many. */
function rows(bars: readonly Bar[], legend: BarsBlock['legend'], many: boolean): { drawn: string; height: number } {
  const width = many ? WIDTH / 2 : WIDTH;
  const drawn = bars.map((bar, at) => row(bar, Math.floor(at / ROWS) * width, HEAD + (at % ROWS) * ROW, width, legend));
  return { drawn: drawn.join('\n'), height: HEAD + Math.min(bars.length, ROWS) * ROW };
}

function columns(bars: readonly Bar[]): { drawn: string; height: number } {
  const width = WIDTH / COLUMNS;
  const foot = HEAD + 10 + COLUMN_HEIGHT;
  const drawn = bars.map((bar, at) =>
    [
      words((at + 0.5) * width, HEAD + 7, bar.figure, 'middle'),
      ...stretches(bar, COLUMN_HEIGHT).map(({ part, from, length }) =>
        box((at + 0.2) * width, foot - from - length, width * 0.6, length, part),
      ),
      words((at + 0.5) * width, foot + 9, bar.label, 'middle', COLUMN_TEXT),
    ].join(''),
  );
  return { drawn: drawn.join('\n'), height: foot + 13 };
}

const legendOf = (legend: BarsBlock['legend']): string =>
  legend.map(({ part, label }, at) => box(at * 62, 14, 8, 6, part) + words(at * 62 + 11, 19.5, label)).join('');

/** Stacked bars as inline SVG with title and description: one picture for twenty seats or eight periods. */
export function barChart({ bars, layout, title, description, legend }: BarsBlock): string {
  const perPicture = layout === 'rows' ? ROWS * 2 : COLUMNS;
  const pictures = Array.from({ length: Math.ceil(bars.length / perPicture) }, (_, at) =>
    bars.slice(at * perPicture, (at + 1) * perPicture),
  );
  return pictures
    .map((part, at) => {
      const { drawn, height } = layout === 'rows' ? rows(part, legend, bars.length > ROWS) : columns(part);
      const name = pictures.length > 1 ? `${title} ${at + 1}/${pictures.length}` : title;
      return `<div class="chart"><svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${WIDTH} ${height}">
<title>${escapeHtml(name)}</title><desc>${escapeHtml(at === 0 ? description : name)}</desc>${PATTERN}
${words(0, 8, name)}${legendOf(legend)}
${drawn}</svg></div>`;
    })
    .join('\n');
}
