import { escapeHtml } from '../../escape-html.ts';
import type { Block, Field, ReportContent } from '../content/report-content.ts';
import { blockHtml, type PagePictures } from './blocks.ts';
import { reportStyle } from './report-style.ts';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

/** Points of type, for a mark of a few characters and for the longest that has to fit the diagonal of a page. */
const LARGEST_MARK = 46;
const DIAGONAL = 440;
const LATIN_WIDTH = 0.68;

/** Repeated by the printer on every page, since it does not move with the text. */
function watermark(mark: string): string {
  if (mark === '') return '';
  const widths = Array.from(mark, (sign) => (sign.codePointAt(0)! < 0x2000 ? LATIN_WIDTH : 1));
  const size = Math.min(LARGEST_MARK, DIAGONAL / widths.reduce((sum, width) => sum + width, 0));
  return `<div class="watermark"><span style="font-size: ${size.toFixed(1)}pt">${escapeHtml(mark)}</span></div>`;
}

/** A conclusion of so few characters fits on one page together with its signatures. */
const SHORT_CONCLUSION = 600;

/** The seal never stands alone on a page: what is signed stays beside it, unless it is too long for that. */
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
  `<tr><th scope="row">${escapeHtml(label)}</th><td dir="auto">${escapeHtml(value)}</td></tr>`;

/**
 * The report as a page of its own, the very one that is printed: no script, nothing fetched, every value escaped.
 * @param pictures photos and the code, made by this program.
 */
export function reportPage(content: ReportContent, pictures: PagePictures): string {
  const { language, title, number, mark, warnings, cover, blocks } = content;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escapeHtml(`${title} ${number}`)}</title>
<style>${reportStyle(content)}</style>
</head>
<body>
${watermark(mark)}
<div class="cover">${warnings.map((warning) => `<p class="warning">${escapeHtml(warning)}</p>`).join('\n')}
<h1>${escapeHtml(title)}</h1>
<table><colgroup><col style="width: 26%"><col style="width: 74%"></colgroup><tbody>${cover.map(coverRow).join('\n')}</tbody></table>
</div>
${body(blocks, pictures)}
</body>
</html>
`;
}
