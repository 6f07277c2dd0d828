import { escapeHtml } from '../../escape-html.ts';
import type { Bar, BarPart, BarsBlock } from '../content/report-content.ts';
import { BAR_PARTS } from '../content/report-content.ts';

/** Each part has a pattern of its own: told apart without colour, on any printer. */
const FILLS: Readonly<Record<BarPart, string>> = {
  normal: '#cfe8cf',
  abnormal: '#1a1a1a',
  notInspected: 'url(#striped)',
  open: '#fff',
};
const PATTERN = `<defs><pattern id="striped" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="4" height="4" fill="#fff"/><rect width="1.6" height="4" fill="#555"/></pattern></defs>`;

/** Units of the drawing: half a millimetre of paper. */
const WIDTH = 312;
const ROW = 11;
const BAR_HEIGHT = 7;
const LABEL = 56;
const FIGURES = 78;
const TEXT = 7;
const HEAD = 26;
/** Seats on one picture: more of them go on the next, so that a page break finds a place. */
const ROWS_PER_PICTURE = 20;
const COLUMN_HEIGHT = 90;
const MOST_COLUMNS = 12;

const round = (value: number): string => String(Number(value.toFixed(2)));
const sumOf = ({ parts }: Bar): number => BAR_PARTS.reduce((sum, part) => sum + parts[part], 0);

const words = (x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end' = 'start'): string =>
  `<text x="${round(x)}" y="${round(y)}" font-size="${TEXT}" text-anchor="${anchor}">${escapeHtml(text)}</text>`;

const box = (x: number, y: number, width: number, height: number, part: BarPart): string =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${FILLS[part]}" stroke="#000" stroke-width="0.5"/>`;

/** Lengths of the parts along a bar, leaving out those of nothing. */
function stretches(bar: Bar, length: number): { part: BarPart; from: number; length: number }[] {
  const sum = sumOf(bar);
  let from = 0;
  return BAR_PARTS.filter((part) => bar.parts[part] > 0).map((part) => {
    const stretch = { part, from, length: (bar.parts[part] / sum) * length };
    from += stretch.length;
    return stretch;
  });
}

/** Normal, abnormal and not inspected as numbers beside the bar: nothing rests on the eye alone. */
const numbersOf = ({ parts, figure }: Bar, legend: BarsBlock['legend']): string =>
  `${figure}  ${legend.map(({ part }) => parts[part]).join('/')}`;

const row = (bar: Bar, y: number, legend: BarsBlock['legend']): string =>
  [
    words(LABEL - 4, y + BAR_HEIGHT - 1, bar.label, 'end'),
    ...stretches(bar, WIDTH - LABEL - FIGURES).map(({ part, from, length }) =>
      box(LABEL + from, y, length, BAR_HEIGHT, part),
    ),
    words(WIDTH - FIGURES + 4, y + BAR_HEIGHT - 1, numbersOf(bar, legend)),
  ].join('');

function column(bar: Bar, x: number, width: number): string {
  const foot = HEAD + 12 + COLUMN_HEIGHT;
  return [
    words(x + width / 2, HEAD + 9, bar.figure, 'middle'),
    ...stretches(bar, COLUMN_HEIGHT).map(({ part, from, length }) =>
      box(x + width * 0.2, foot - from - length, width * 0.6, length, part),
    ),
    words(x + width / 2, foot + 10, bar.label, 'middle'),
  ].join('');
}

const legendOf = (legend: BarsBlock['legend']): string =>
  legend
    .map(({ part, label }, at) => box(LABEL + at * 62, 14, 8, 6, part) + words(LABEL + at * 62 + 11, 20, label))
    .join('');

function picture(block: BarsBlock, title: string, description: string, height: number, drawn: string): string {
  return `<div class="chart"><svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${WIDTH} ${height}">
<title>${escapeHtml(title)}</title><desc>${escapeHtml(description)}</desc>${PATTERN}
${words(0, 9, title)}${legendOf(block.legend)}
${drawn}</svg></div>`;
}

/** Stacked bars as inline SVG with title and description; one picture for about twenty seats or twelve periods. */
export function barChart(block: BarsBlock): string {
  const { bars, layout, title, description } = block;
  const most = layout === 'rows' ? ROWS_PER_PICTURE : MOST_COLUMNS;
  const shown = layout === 'rows' ? bars : bars.slice(-most);
  const pictures = Array.from({ length: Math.ceil(shown.length / most) }, (_, at) =>
    shown.slice(at * most, (at + 1) * most),
  );
  return pictures
    .map((part, at) => {
      const drawn =
        layout === 'rows'
          ? part.map((bar, place) => row(bar, HEAD + 3 + place * ROW, block.legend)).join('\n')
          : part.map((bar, place) => column(bar, place * (WIDTH / most), WIDTH / most)).join('\n');
      const height = layout === 'rows' ? HEAD + 3 + part.length * ROW : HEAD + COLUMN_HEIGHT + 28;
      const name = pictures.length > 1 ? `${title} ${at + 1}/${pictures.length}` : title;
      return picture(block, name, at === 0 ? description : name, height, drawn);
    })
    .join('\n');
}
