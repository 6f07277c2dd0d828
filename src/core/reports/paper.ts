import { cssString } from './markup-text.ts';

/** A4 with the margins of GB/T 9704-2012, which leave 156 × 225 mm. Millimetres. */
export const PAGE = {
  width: 210,
  height: 297,
  top: 37,
  left: 28,
  right: 26,
  bottom: 35,
  /** Distance from the text to the page number below it. */
  numberGap: 7,
} as const;

/** Type sizes of official documents in points: 二号, 四号, 小四, 五号, 小五. */
export const POINTS = { title: 22, pageNumber: 14, body: 12, small: 10.5, note: 9 } as const;

/**
 * Fonts by family name; none of them may be shipped. The names of Windows come first, then those of macOS and Linux; the last ones
 * have the rare characters of names (CJK extensions B to G) and emoji.
 */
const LAST_RESORT = ['SimSun-ExtB', 'SimSun-ExtG', 'Noto Serif CJK SC', 'Noto Sans CJK SC'];
const PICTURES = ['Segoe UI Emoji', 'Noto Color Emoji'];
const LATIN = ['Times New Roman', 'Liberation Serif'];
const SONG = ['SimSun', 'NSimSun', 'STSong', 'Songti SC', 'Noto Serif CJK SC', 'Source Han Serif SC'];

const family = (...names: readonly string[]): string =>
  [...new Set([...names, ...LAST_RESORT, ...PICTURES])].map((name) => `"${name}"`).join(', ') + ', serif';

/** CSS `font-family` by role. */
export const FONTS = {
  /** 仿宋: the body of official documents. */
  body: family('FangSong', 'FangSong_GB2312', 'STFangsong', ...SONG, 'KaiTi'),
  /** The same with a Latin font first, for English documents. */
  latinBody: family(...LATIN, 'FangSong', 'STFangsong', ...SONG),
  /** 黑体: labels and headings. */
  label: family('SimHei', 'STHeiti', 'Heiti SC', 'Noto Sans CJK SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei'),
  /** 小标宋: titles. */
  title: family('FZXiaoBiaoSong-B05S', 'STZhongsong', ...SONG),
  /** 宋体: page numbers. */
  number: family(...SONG),
} as const;

/** Texts in the margins. */
export interface RunningText {
  /** Top left from the second page on. */
  readonly title: string;
  /** Top right from the second page on: number of the document. */
  readonly number: string;
  /** After that number: words before and after the number of pages. */
  readonly pages: readonly [before: string, after: string];
}

const dash = cssString('—');
const pageNumber = `${dash} "\\a0" counter(page) "\\a0" ${dash}`;
const inFooter = `font: ${POINTS.pageNumber}pt ${FONTS.number}; vertical-align: top; padding-top: ${PAGE.numberGap}mm;`;
const inHeader = `font: ${POINTS.note}pt ${FONTS.body}; vertical-align: bottom; padding-bottom: 4mm;`;

/**
 * Style sheet of every document: A4 by GB/T 9704, page numbers between dashes on the outer side (Chromium 131 and later; older ones
 * leave them out), what belongs together on one page.
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
