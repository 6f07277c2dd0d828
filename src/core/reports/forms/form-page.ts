import { a4Style, FONTS, POINTS } from '../paper.ts';
import { escapeHtml } from '../markup-text.ts';
import { type FormContent, type FormField, type FormSection, PAGES } from './form-content.ts';

/** Rows with more characters than this may be split between pages: unsplit they would leave half a page empty. */
const LONG_TEXT = 400;
/** A table of at most so many rows is not split between pages. */
const FEW_ROWS = 3;
/** Height of a row to fill in by hand. */
const BLANK_ROW = '8mm';

type Table = Extract<FormSection, { type: 'table' }>;

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

const formStyle = `
header { position: relative; min-height: 24mm; }
header h1 { padding: 2mm 27mm 0; }
header .number { margin: 2mm 27mm 0 0; font-size: ${POINTS.body}pt; }
header svg { position: absolute; top: 0; right: 0; width: 23mm; height: 23mm; }
.warning { margin: 0 0 2mm; border: 1pt solid #000; padding: 1mm; text-align: center; font-family: ${FONTS.label}; }
section { margin-top: -1px; }
h2 { margin: 0; border: 1px solid #000; border-bottom: 0; padding: 1mm 1.5mm; background: #eee; font: normal ${POINTS.body}pt/1.3 ${FONTS.label}; break-after: avoid; }
body:lang(en) h2 { font-family: ${FONTS.latinBody}; font-weight: bold; }
section.fields th { text-align: justify; text-align-last: justify; }
:lang(en) > section.fields th { text-align: start; text-align-last: start; }
section.fields td { height: 8mm; }
section.table td { font-size: ${POINTS.small}pt; line-height: 1.35; }
td.blank { height: ${BLANK_ROW}; }
td.index { text-align: center; }
.text { border: 1px solid #000; padding: 1.5mm 2mm; box-decoration-break: clone; overflow-wrap: anywhere; }
.signatures { display: flex; margin-top: -1px; border: 1px solid #000; }
.signatures > div { flex: 1 1 0; min-height: 48mm; padding: 2mm; display: flex; flex-direction: column; justify-content: space-between; }
.signatures > div + div { border-left: 1px solid #000; }
.signatures p { margin: 0; }
.signatures .date { text-align: end; white-space: nowrap; }
.signatures .stamp { flex: 1; display: flex; align-items: center; justify-content: center; color: #777; }
footer { margin-top: 2mm; font-size: ${POINTS.note}pt; line-height: 1.35; break-inside: avoid; }
footer p { margin: 0; overflow-wrap: anywhere; }
`;

/** A text that somebody wrote, in the writing direction of its own characters. */
const free = (text: string): string => `<div class="free" dir="auto">${escapeHtml(text)}</div>`;

/** Two fields to a row; a wide field, or one without a second, takes the whole row. */
function fieldRows(fields: readonly FormField[]): string {
  const rows: string[] = [];
  for (let at = 0; at < fields.length; at++) {
    const field = fields[at]!;
    const next = fields[at + 1];
    const alone = field.wide || next === undefined || next.wide;
    rows.push(alone ? fieldRow([field]) : fieldRow([field, next]));
    if (!alone) at++;
  }
  return rows.join('\n');
}

function fieldRow(fields: readonly FormField[]): string {
  const long = fields.some(({ value }) => value.length > LONG_TEXT) ? ' class="long"' : '';
  const span = fields.length === 1 ? ' colspan="3"' : '';
  const cells = fields.map(({ label, value }) => `<th>${escapeHtml(label)}</th><td${span}>${free(value)}</td>`);
  return `<tr${long}>${cells.join('')}</tr>`;
}

function table({ columns, rows, blankRows }: Table): string {
  const widths = columns.map(({ share }) => `<col style="width: ${share}%">`).join('');
  const head = columns.map(({ label }) => `<th>${escapeHtml(label)}</th>`).join('');
  const filled = rows.map((row) => {
    const long = Object.values(row).some((value) => value.length > LONG_TEXT) ? ' class="long"' : '';
    const cells = columns.map(({ tag }) =>
      tag === 'index' ? `<td class="index">${escapeHtml(row[tag] ?? '')}</td>` : `<td>${free(row[tag] ?? '')}</td>`,
    );
    return `<tr${long}>${cells.join('')}</tr>`;
  });
  const blank = `<tr>${columns.map(() => '<td class="blank"></td>').join('')}</tr>`;
  return `<table><colgroup>${widths}</colgroup><thead><tr>${head}</tr></thead>
<tbody>${filled.join('\n')}${blank.repeat(blankRows)}</tbody></table>`;
}

const isShort = ({ rows, blankRows }: Table): boolean =>
  rows.length + blankRows <= FEW_ROWS && rows.every((row) => Object.values(row).join('').length <= LONG_TEXT);

function section(part: FormSection): string {
  const heading = `<h2>${escapeHtml(part.heading)}</h2>`;
  if (part.type === 'fields')
    return `<section class="fields together">${heading}
<table class="headless"><colgroup><col style="width: 17%"><col style="width: 33%"><col style="width: 17%"><col style="width: 33%"></colgroup>
<tbody>${fieldRows(part.fields)}</tbody></table></section>`;
  if (part.type === 'text')
    return `<section>${heading}
<div class="text" style="min-height: ${part.lines * 1.45 + 0.7}em">${free(part.text)}</div></section>`;
  return `<section class="table${isShort(part) ? ' together' : ''}">${heading}\n${table(part)}</section>`;
}

function signatures({ signatures: signers, signatureLabel, dateBlank }: FormContent): string {
  const boxes = signers.map(
    ({ who, stamp }) => `<div><p>${escapeHtml(who)}</p>
<p>${escapeHtml(signatureLabel)}</p>
<p class="stamp">${escapeHtml(stamp ?? '')}</p>
<p class="date">${escapeHtml(dateBlank)}</p></div>`,
  );
  return `<div class="signatures together">${boxes.join('\n')}</div>`;
}

/** Whether a section and the signatures fit on one page. */
function isBrief(part: FormSection): boolean {
  if (part.type === 'text') return part.text.length <= LONG_TEXT;
  if (part.type === 'table') return isShort(part);
  return part.fields.reduce((sum, { value }) => sum + value.length, 0) <= LONG_TEXT;
}

/** The sections and the signatures, which are never alone on a page: the last section stays with them, unless it is long. */
function ending(content: FormContent): string {
  const { sections } = content;
  const last = sections.at(-1);
  if (last === undefined || !isBrief(last)) return `${sections.map(section).join('\n')}\n${signatures(content)}`;
  const before = sections.slice(0, -1).map(section).join('\n');
  return `${before}\n<div class="together">${section(last)}\n${signatures(content)}</div>`;
}

/**
 * A form as a page of its own: no script, nothing fetched, every value escaped.
 * @param picture the QR code as SVG, made by this program.
 */
export function formPage(content: FormContent, picture: string): string {
  const { language, title, continued, numberLabel, number, warning, notes, pages } = content;
  const [before = '', after = ''] = pages.split(PAGES);
  const style = a4Style({ title: continued, number, pages: [before, after] }) + formStyle;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escapeHtml(`${title} ${number}`)}</title>
<style>${style}</style>
</head>
<body>
<header><h1>${escapeHtml(title)}</h1>
<p class="number">${escapeHtml(numberLabel)}${escapeHtml(number)}</p>
${picture}</header>
${warning === '' ? '' : `<p class="warning">${escapeHtml(warning)}</p>`}
${ending(content)}
<footer>${notes.map((note) => `<p>${escapeHtml(note)}</p>`).join('\n')}</footer>
</body>
</html>
`;
}
