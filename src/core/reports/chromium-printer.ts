import { hostEnvironment } from '../platform/host-environment.ts';
import { type Result, fail, succeed } from '../../shared/domain/result.ts';
import { messageOf } from '../platform/message-of.ts';
import { type BrowserProcess, startBrowser } from './chromium/browser-process.ts';
import { type DevToolsPipe, openDevToolsPipe } from './chromium/devtools-pipe.ts';
import { type BrowserEnvironment, findBrowser } from './chromium/find-browser.ts';
import type { Printer } from './printer.ts';

/** On old school PCs reading the browser from a slow disk alone takes half a minute. */
const TIMEOUT_MS = 120_000;

interface ChromiumPrinterOptions {
  readonly environment?: BrowserEnvironment;
  readonly timeoutMs?: number;
}

/**
 * Prints with the Chromium, Chrome or Edge of this PC. The document never touches the disk: the browser gets it through a
 * pipe, in a temporary profile. Problems: `no-printer`, `printing-failed`, `printing-cancelled`.
 */
export function createChromiumPrinter({ environment, timeoutMs = TIMEOUT_MS }: ChromiumPrinterOptions = {}): Printer {
  return {
    async print(html, signal) {
      if (signal.aborted) return fail('printing-cancelled');
      const program = await findBrowser(environment ?? hostEnvironment());
      if (program === null) return fail('no-printer');
      let browser: BrowserProcess;
      try {
        browser = startBrowser(program);
      } catch (cause) {
        return fail('printing-failed', { detail: messageOf(cause) });
      }
      try {
        return await printWith(browser, html, signal, timeoutMs);
      } finally {
        await browser.end();
      }
    },
  };
}

async function printWith(
  browser: BrowserProcess,
  html: string,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<Result<Uint8Array>> {
  const deadline = AbortSignal.timeout(timeoutMs);
  const stop = AbortSignal.any([signal, deadline]);
  const stopped = new Promise<never>((_, reject) =>
    stop.addEventListener('abort', () => reject(new Error(`no answer within ${timeoutMs / 1000} s`)), { once: true }),
  );
  const ended = browser.ended.then((output) => Promise.reject(new Error(output === '' ? 'the browser ended' : output)));
  try {
    const page = printPage(openDevToolsPipe(browser.commands, browser.answers), html);
    const pdf = await Promise.race([page, ended, stopped]);
    return succeed(pdf);
  } catch (cause) {
    return signal.aborted ? fail('printing-cancelled') : fail('printing-failed', { detail: messageOf(cause) });
  }
}

/** Address under which the document is served. The name never resolves, and every other request is refused. */
const ADDRESS = 'https://document.invalid/';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * Prints a document from a page of its own that runs no script and has no network.
 * @throws Error where the browser refuses. Never settles when the browser ends.
 */
async function printPage(browser: DevToolsPipe, html: string): Promise<Uint8Array> {
  const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
  const session = text(sessionId);
  const page = (method: string, params?: object) => browser.send(method, params, session);

  await page('Emulation.setScriptExecutionDisabled', { value: true });
  await page('Page.enable');
  await page('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
  let served = false;
  browser.on('Fetch.requestPaused', ({ requestId, request }) => {
    const isDocument = !served && text((request as { url?: unknown }).url) === ADDRESS;
    served ||= isDocument;
    const answer = isDocument
      ? page('Fetch.fulfillRequest', {
          requestId,
          responseCode: 200,
          responseHeaders: [{ name: 'Content-Type', value: 'text/html; charset=utf-8' }],
          body: Buffer.from(html).toString('base64'),
        })
      : // Aborted leaves the document where it is; any other reason may put an error page in its place.
        page('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
    answer.catch(() => undefined);
  });
  const loaded = new Promise<void>((resolve) => browser.on('Page.loadEventFired', () => resolve()));
  const { errorText } = await page('Page.navigate', { url: ADDRESS });
  if (errorText !== undefined) throw new Error(text(errorText));
  await loaded;
  const { data } = await page('Page.printToPDF', {
    preferCSSPageSize: true,
    printBackground: true,
    displayHeaderFooter: false,
    generateTaggedPDF: true,
  });
  return Buffer.from(text(data), 'base64');
}
