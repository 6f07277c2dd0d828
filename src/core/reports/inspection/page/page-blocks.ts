import { escapeHtml } from '../../markup-text.ts';
import type {
  Block,
  Field,
  Picture,
  SignaturePlace,
  StripBlock,
  TableBlock,
  TableCell,
} from '../content/report-content.ts';
import { barChart } from './bar-chart.ts';

/** Rows with more characters than this may be split between pages: unsplit they would leave half a page empty. */
const LONG_TEXT = 400;
/** A table of at most so many short rows is not split between pages. */
const FEW_ROWS = 4;

/** The pictures of a page. */
export interface PagePictures {
  /** Address of a photo, such as a data URI; null where it could not be read. */
  readonly photo: (id: string) => string | null;
  /** QR code as SVG. */
  readonly code: string;
}

const textOf = (cell: TableCell): string => (typeof cell === 'string' ? cell : cell.map(({ text }) => text).join('\n'));

/** A text whose days are not broken in the middle. */
export const withWholeDays = (text: string): string =>
  escapeHtml(text).replaceAll(/\d{4}(?:年\d{2}月\d{2}日|-\d{2}-\d{2}(?!\d))/g, '<span class="day">$&</span>');

function cellWords(cell: TableCell): string {
  const lines = typeof cell === 'string' ? [{ text: cell, strong: false }] : cell;
  return lines
    .map(({ text, strong }) => `<div class="line${strong ? ' strong' : ''}" dir="auto">${withWholeDays(text)}</div>`)
    .join('');
}

const lengthOf = (row: readonly TableCell[]): number => Math.max(...row.map((cell) => textOf(cell).length));

function table({ columns, rows, total, small }: TableBlock): string {
  const widths = columns.map(({ share }) => `<col style="width: ${share}%">`).join('');
  const head = columns.map(({ label }) => `<th scope="col">${escapeHtml(label)}</th>`).join('');
  const body = rows.map((row) => {
    const long = lengthOf(row) > LONG_TEXT ? ' class="long"' : '';
    const cells = row.map(
      (cell, at) => `<td${columns[at]?.centred === true ? ' class="centred"' : ''}>${cellWords(cell)}</td>`,
    );
    return `<tr${long}>${cells.join('')}</tr>`;
  });
  const few = rows.length <= FEW_ROWS && rows.every((row) => lengthOf(row) <= LONG_TEXT) ? ' few' : '';
  return `<table class="list${few}${total === true ? ' total' : ''}${small === true ? ' small' : ''}"><colgroup>${widths}</colgroup><thead><tr>${head}</tr></thead>
<tbody>${body.join('\n')}</tbody></table>`;
}

const fieldCells = ({ label, value }: Field, span: string): string =>
  `<th scope="row">${escapeHtml(label)}</th><td${span}>${cellWords(value)}</td>`;

/** Two fields to a row; a wide field, or one without a second, takes the whole row. */
function fieldRows(fields: readonly Field[]): string {
  const rows: string[] = [];
  for (let at = 0; at < fields.length; at++) {
    const [field, next] = [fields[at]!, fields[at + 1]];
    const alone = field.wide || next === undefined || next.wide;
    const long = field.value.length > LONG_TEXT ? ' class="long"' : '';
    rows.push(`<tr${long}>${fieldCells(field, alone ? ' colspan="3"' : '')}${alone ? '' : fieldCells(next, '')}</tr>`);
    if (!alone) at++;
  }
  return rows.join('\n');
}

const FIELD_COLUMNS = [17, 33, 17, 33].map((share) => `<col style="width: ${share}%">`).join('');

const figure = ({ id, caption }: Picture, missing: string, photo: PagePictures['photo']): string => {
  const address = photo(id);
  const shown =
    address === null
      ? `<div class="missing">${escapeHtml(missing)}</div>`
      : `<img alt="${escapeHtml(caption)}" src="${escapeHtml(address)}">`;
  return `<figure>${shown}<figcaption>${escapeHtml(caption)}</figcaption></figure>`;
};

/** A drawn signature as a picture of handwriting. Its path was validated when it was signed. */
const strokesPicture = (strokes: string, name: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 600 200"><title>${escapeHtml(name)}</title><path d="${escapeHtml(strokes)}" fill="none" stroke="#000" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

const signaturePlace = ({ label, name, strokes, note, date, stamp }: SignaturePlace): string =>
  `<div><p class="strong">${escapeHtml(label)}</p><p>${escapeHtml(name)}</p>
${strokes === null ? '' : strokesPicture(strokes, `${label} ${name}`)}<p>${escapeHtml(note)}</p>
<p class="stamp">${escapeHtml(stamp)}</p>
<p class="date">${escapeHtml(date)}</p></div>`;

const strip = ({ title, seats }: StripBlock): string =>
  `<div class="strip"><p>${escapeHtml(title)}</p>${seats
    .map(
      ({ label, look, words }) =>
        `<div class="${look}"><strong>${escapeHtml(label)}</strong><span>${escapeHtml(words)}</span></div>`,
    )
    .join('')}</div>`;

/** One block as HTML, every value escaped. */
export function blockHtml(block: Block, { photo, code }: PagePictures): string {
  switch (block.type) {
    case 'heading': {
      const tag = `h${block.level}`;
      return `<${tag}${block.newPage === true ? ' class="new-page"' : ''}>${escapeHtml(block.text)}</${tag}>`;
    }
    case 'paragraph':
      return `<p class="${block.look}" dir="auto">${escapeHtml(block.text)}</p>`;
    case 'list':
      return `<ol>${block.entries.map((entry) => `<li dir="auto">${escapeHtml(entry)}</li>`).join('\n')}</ol>`;
    case 'fields': {
      const few = block.fields.every(({ value }) => value.length <= LONG_TEXT) ? ' few' : '';
      return `<table class="fields${few}"><colgroup>${FIELD_COLUMNS}</colgroup><tbody>${fieldRows(block.fields)}</tbody></table>`;
    }
    case 'table':
      return table(block);
    case 'photos':
      return `<div class="photos">${block.photos.map((each) => figure(each, block.missing, photo)).join('\n')}</div>`;
    case 'bars':
      return barChart(block);
    case 'strip':
      return strip(block);
    case 'signatures':
      return `<div class="signing"><h2>${escapeHtml(block.heading)}</h2>
<div class="signatures">${block.places.map(signaturePlace).join('\n')}</div></div>`;
    case 'code':
      break;
  }
  return `<div class="code">${code}<span>${escapeHtml(block.label)}</span></div>`;
}
