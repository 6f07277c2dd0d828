import { escapeHtml } from '../../core/reports/markup-text.ts';
import { ELECTRON_TEXTS } from '../../shared/locales/hosts.ts';

/** An address of our own scheme that shows nothing: going there is the wish to start anew. */
export const RESTART_PATH = '/restart';

const STYLE = `
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f4f6fa; color: #1a2233;
  font: 1.25rem/1.6 "Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "Segoe UI", system-ui, sans-serif; }
main { box-sizing: border-box; width: min(56rem, 100%); padding: 1.5rem; }
section { background: #fff; border: 1px solid #d5dbe6; border-radius: 8px; padding: 1rem 1.75rem; margin-bottom: 1rem; }
h1 { font-size: 1.75rem; margin: 0 0 .5rem; }
h2 { font-size: 1.375rem; margin: 0 0 .5rem; }
p { margin: 0 0 .5rem; overflow-wrap: anywhere; }
.product { color: #44506a; font-weight: 600; font-size: 1.125rem; }
.contact { font-weight: 700; font-size: 1.5rem; }
.engineer { color: #44506a; font-size: 1rem; }
a { display: inline-block; box-sizing: border-box; min-height: 52px; padding: .6rem 1.75rem; border-radius: 8px;
  background: #1c4f9c; color: #fff; font-weight: 600; text-decoration: none; }
a:focus-visible { outline: 3px solid #1c4f9c; outline-offset: 3px; }
`;

interface Stopped {
  /** Whom to call; null where the school has named nobody. */
  readonly contact: string | null;
  /** Where the log is; null where nothing can be logged. */
  readonly logFolder: string | null;
}

/**
 * The page that is left when the program has failed too often: no script, no screen of ours, both languages at once, for nobody
 * knows any more which one was chosen.
 */
export function stoppedPage({ contact, logFolder }: Stopped): string {
  const zh = ELECTRON_TEXTS['zh-CN'].stopped;
  const section = (language: 'zh-CN' | 'en', level: 'h1' | 'h2') => {
    const texts = ELECTRON_TEXTS[language].stopped;
    return `<section lang="${language}">
<p class="product">${escapeHtml(texts.title)}</p>
<${level}>${escapeHtml(texts.heading)}</${level}>
<p>${escapeHtml(texts.kept)}</p>
<p>${escapeHtml(texts.next)}</p>
<p class="contact">${escapeHtml(contact ?? texts.nobody)}</p>
<p><a href="${RESTART_PATH}">${escapeHtml(texts.restart)}</a></p>
${logFolder === null ? '' : `<p class="engineer">${escapeHtml(texts.log.replace('{{folder}}', () => logFolder))}</p>`}
</section>`;
  };
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(zh.title)}</title><style>${STYLE}</style></head>
<body><main>${section('zh-CN', 'h1')}${section('en', 'h2')}</main></body>
</html>
`;
}
