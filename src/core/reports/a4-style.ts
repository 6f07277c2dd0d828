import { cssString } from './escape-html.ts';
import { FONTS } from './fonts.ts';
import { PAGE, POINTS } from './page-geometry.ts';

/** What stands in the margins. */
export interface RunningText {
  /** Top left from the second page on. */
  readonly title: string;
  /** Top right from the second page on: number of the paper. */
  readonly number: string;
  /** Behind that: words before and after the number of pages. */
  readonly pages: readonly [before: string, after: string];
}

const dash = cssString('—');
const pageNumber = `${dash} "\\a0" counter(page) "\\a0" ${dash}`;
const inFooter = `font: ${POINTS.pageNumber}pt ${FONTS.number}; vertical-align: top; padding-top: ${PAGE.numberGap}mm;`;
const inHeader = `font: ${POINTS.note}pt ${FONTS.body}; vertical-align: bottom; padding-bottom: 4mm;`;

/**
 * Style sheet of every paper: A4 as GB/T 9704 has it, page numbers between dashes on the outer side (Chromium 131 and later;
 * older ones leave them out), what belongs together kept on one page.
 */
export const a4Style = ({ title, number, pages: [before, after] }: RunningText): string => `
@page {
  size: A4;
  margin: ${PAGE.top}mm ${PAGE.right}mm ${PAGE.bottom}mm ${PAGE.left}mm;
  @top-left { content: ${cssString(title)}; ${inHeader} }
  @top-right { content: ${cssString(`${number}　`)} ${cssString(before)} counter(pages) ${cssString(after)}; ${inHeader} white-space: nowrap; }
}
@page :first { @top-left { content: none; } @top-right { content: none; } }
@page :right { @bottom-right { content: ${pageNumber}; ${inFooter} padding-right: 1em; } }
@page :left { @bottom-left { content: ${pageNumber}; ${inFooter} padding-left: 1em; } }
* { box-sizing: border-box; }
html, body { margin: 0; padding: 0; background: #fff; color: #000; }
body { font: ${POINTS.body}pt/1.45 ${FONTS.body}; text-align: start; print-color-adjust: exact; }
body:lang(en) { font-family: ${FONTS.latinBody}; }
h1 { margin: 0; font: normal ${POINTS.title}pt/1.3 ${FONTS.title}; text-align: center; }
:lang(en) > h1 { font-family: ${FONTS.latinBody}; font-weight: bold; }
table { width: 100%; border-collapse: separate; border-spacing: 0; table-layout: fixed; }
thead { display: table-header-group; }
thead th, table.headless { border-top: 1px solid #000; }
th, td { border: solid #000; border-width: 0 1px 1px 0; padding: 1mm 1.5mm; vertical-align: middle; font-weight: normal; overflow-wrap: anywhere; }
th { font-family: ${FONTS.label}; font-size: ${POINTS.small}pt; }
body:lang(en) th { font-family: ${FONTS.latinBody}; font-weight: bold; }
tr > :first-child { border-left-width: 1px; }
tr { break-inside: avoid; }
tr.long { break-inside: auto; }
.free { white-space: pre-wrap; unicode-bidi: plaintext; orphans: 2; widows: 2; }
.together { break-inside: avoid; }
`;
