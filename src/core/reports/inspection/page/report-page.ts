import { escapeHtml } from '../../escape-html.ts';
import type { Field, ReportContent } from '../content/report-content.ts';
import { blockHtml, type PagePictures } from './blocks.ts';
import { reportStyle } from './report-style.ts';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

/** Repeated by the printer on every page, since it does not move with the text. */
const watermark = (mark: string): string =>
  mark === '' ? '' : `<div class="watermark"><span>${escapeHtml(mark)}</span></div>`;

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
${blocks.map((block) => blockHtml(block, pictures)).join('\n')}
</body>
</html>
`;
}
