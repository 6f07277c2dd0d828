import { codeAsSvg } from '../../forms/code-picture.ts';
import type { Block, Field, ReportContent } from '../content/report-content.ts';
import { escapeHtml } from '../../markup-text.ts';
import { blockHtml, type PagePictures, withWholeDays } from './page-blocks.ts';
import { a4Style, FONTS, POINTS } from '../../paper.ts';

/**
 * The page that is printed and previewed, with its photos inside.
 * @param photos JPEG by id.
 */
export async function pageWithPhotos(content: ReportContent, photos: ReadonlyMap<string, Uint8Array>): Promise<string> {
  const code = content.blocks.find((block) => block.type === 'code')?.code;
  return reportPage(content, {
    code: code === undefined ? '' : await codeAsSvg(code),
    photo(id) {
      const bytes = photos.get(id);
      if (bytes === undefined) return null;
      const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
      return `data:image/jpeg;base64,${base64}`;
    },
  });
}

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

/** Type size of a short watermark, length of the diagonal that the longest one has to fit (points), and width of a Latin character. */
const MAX_WATERMARK_SIZE = 46;
const DIAGONAL = 440;
const LATIN_WIDTH = 0.68;

/** Has a fixed position, so the printer repeats it on every page. */
function watermarkHtml(text: string): string {
  if (text === '') return '';
  const widths = Array.from(text, (character) => (character.codePointAt(0)! < 0x2000 ? LATIN_WIDTH : 1));
  const size = Math.min(MAX_WATERMARK_SIZE, DIAGONAL / widths.reduce((sum, width) => sum + width, 0));
  return `<div class="watermark"><span style="font-size: ${size.toFixed(1)}pt">${escapeHtml(text)}</span></div>`;
}

/** A conclusion of at most so many characters fits on one page with its signatures. */
const SHORT_CONCLUSION = 600;

/** Signatures are never alone on a page: the conclusion stays with them, unless it is too long. */
function body(blocks: readonly Block[], pictures: PagePictures): string {
  return blocks
    .map((block, at) => {
      const [before, next] = [blocks[at - 1], blocks[at + 1]];
      const html = blockHtml(block, pictures);
      if (isShort(block) && next?.type === 'signatures') return `<div class="ending">${html}`;
      return block.type === 'signatures' && isShort(before) ? `${html}</div>` : html;
    })
    .join('\n');
}

const isShort = (block: Block | undefined): boolean =>
  block?.type === 'fields' && block.fields.reduce((sum, { value }) => sum + value.length, 0) <= SHORT_CONCLUSION;

const coverRow = ({ label, value }: Field): string =>
  `<tr><th scope="row">${escapeHtml(label)}</th><td dir="auto">${withWholeDays(value)}</td></tr>`;

/**
 * The report as an HTML document, as it is printed: no script, nothing fetched, every value escaped.
 * @param pictures photos and the code, made by this program.
 */
function reportPage(content: ReportContent, pictures: PagePictures): string {
  const { language, title, number, watermark, warnings, cover, blocks } = content;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escapeHtml(`${title} ${number}`)}</title>
<style>${reportStyle(content)}</style>
</head>
<body>
${watermarkHtml(watermark)}
<div class="cover">${warnings.map((warning) => `<p class="warning">${escapeHtml(warning)}</p>`).join('\n')}
<h1>${escapeHtml(title)}</h1>
<table><colgroup><col style="width: 26%"><col style="width: 74%"></colgroup><tbody>${cover.map(coverRow).join('\n')}</tbody></table>
</div>
${body(blocks, pictures)}
</body>
</html>
`;
}

/** Height of a photo with its caption, so that five rows fill a page. */
const PHOTO_HEIGHT = '32mm';

/** Style sheet of an inspection report: that of every document, and what only reports need. */
const reportStyle = ({ continued, number, pages }: ReportContent): string => `
${a4Style({ title: continued, number, pages })}
.watermark { position: fixed; inset: 0; z-index: 1; pointer-events: none; display: flex; align-items: center; justify-content: center; overflow: hidden; }
.watermark span { transform: rotate(-35deg); font-family: ${FONTS.label}; color: rgb(0 0 0 / 13%); white-space: nowrap; }
.cover h1 { margin: 0 0 5mm; }
.cover table { width: 88%; margin: 0 auto; }
.cover td, .cover th { height: 7.5mm; padding: 0.5mm 1mm; border-width: 0 0 1px !important; }
.cover th { text-align: justify; text-align-last: justify; border-bottom-color: transparent !important; }
:lang(en) .cover th { text-align: start; text-align-last: start; }

.strip { display: flex; flex-wrap: wrap; gap: 1.5mm; margin: 1mm 0 3mm; break-inside: avoid; font-size: 8pt; }
.strip p { flex-basis: 100%; margin: 0; font-size: ${POINTS.note}pt; }
.strip div { width: 24mm; border: 1px solid #000; padding: 0.8mm 1mm; line-height: 1.25; text-align: center; }
.strip strong { display: block; font: normal ${POINTS.small}pt ${FONTS.label}; }
.strip .critical { background: #1a1a1a; color: #fff; print-color-adjust: exact; }
.strip .abnormal { border: 3px double #000; background: #dcdcdc; print-color-adjust: exact; }
.strip .notInspected { border-style: dashed; }
.strip .normal { background: #e6f3e6; print-color-adjust: exact; }
.warning { margin: 0 0 2mm; border: 1pt solid #000; padding: 1mm 2mm; text-align: center; font-family: ${FONTS.label}; }
h2 { margin: 7mm 0 2.5mm; font: normal 15pt/1.3 ${FONTS.label}; break-after: avoid; break-inside: avoid; }
h2.new-page { break-before: page; margin-top: 0; }
h3 { margin: 4.5mm 0 1.5mm; font: normal ${POINTS.body}pt/1.3 ${FONTS.label}; break-after: avoid; break-inside: avoid; }
body:lang(en) h2, body:lang(en) h3 { font-family: ${FONTS.latinBody}; font-weight: bold; }
p { margin: 0 0 2mm; white-space: pre-wrap; overflow-wrap: anywhere; orphans: 2; widows: 2; }
p:has(+ table) { break-after: avoid; }
p.note { font-size: ${POINTS.note}pt; }
p.strong { font: 16pt/1.4 ${FONTS.label}; break-after: avoid; }
body:lang(en) p.strong { font-family: ${FONTS.latinBody}; font-weight: bold; }
table.list td { font-size: ${POINTS.note}pt; line-height: 1.35; vertical-align: top; }
table.list th, table.list td { padding: 1mm; }
table.list th { font-size: ${POINTS.note}pt; background: #eee; }
body:lang(en) table.list th { font-size: 8pt; }
table.small td, table.small th { font-size: 8pt; line-height: 1.25; padding: 0.5mm 0.8mm; }
table.list, table.fields { margin-bottom: 3mm; }
table.fields td { font-size: ${POINTS.small}pt; }
table.fields { border-top: 1px solid #000; }
table.total tbody tr:last-child td { background: #f2f2f2; font-family: ${FONTS.label}; }
td.centred, th { text-align: center; }
.day { white-space: nowrap; overflow-wrap: normal; }
table.few { break-inside: avoid; }
.strong { font-family: ${FONTS.label}; }
body:lang(en) .strong { font-family: ${FONTS.latinBody}; font-weight: bold; }
.line { white-space: pre-wrap; unicode-bidi: plaintext; }
ol { margin: 0 0 3mm; padding-left: 2em; }
li { white-space: pre-wrap; overflow-wrap: anywhere; orphans: 2; widows: 2; margin-bottom: 1mm; }
.photos { font-size: 0; orphans: 1; widows: 1; }
.photos figure { display: inline-block; vertical-align: top; width: 50mm; margin: 0 3mm 3mm 0; break-inside: avoid; }
.photos figure:nth-child(3n) { margin-right: 0; }
.photos img { display: block; width: 50mm; height: ${PHOTO_HEIGHT}; object-fit: contain; background: #f2f2f2; }
.photos .missing { display: flex; height: ${PHOTO_HEIGHT}; align-items: center; justify-content: center; border: 1px dashed #000; font-size: ${POINTS.note}pt; }
figcaption { margin-top: 1mm; font-size: 8pt; line-height: 1.3; overflow-wrap: anywhere; }
.chart { margin: 2mm 0; break-inside: avoid; }
.chart svg { display: block; width: 156mm; height: auto; }
.chart text { font-family: ${FONTS.label}; }
.signing, .ending { break-inside: avoid; }
.signatures { display: flex; border: 1px solid #000; }
.signatures > div { flex: 1 1 0; min-width: 0; min-height: 62mm; padding: 2mm; display: flex; flex-direction: column; }
.signatures > div + div { border-left: 1px solid #000; }
.signatures p { margin: 0 0 1mm; font-size: ${POINTS.small}pt; }
.signatures svg { display: block; width: 100%; max-width: 46mm; }
.signatures .stamp { flex: 1; display: flex; align-items: center; justify-content: center; color: #777; }
.signatures .date { text-align: end; margin: 0; }
.code { display: flex; align-items: center; gap: 4mm; margin: 2mm 0; font-size: ${POINTS.small}pt; break-inside: avoid; }
.code svg { width: 34mm; height: 34mm; }
`;
