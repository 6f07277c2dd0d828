import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { messageOf } from '../platform/message-of.ts';
import { hostEnvironment } from '../platform/host-environment.ts';
import { type BrowserProcess, startBrowser } from './chromium/browser-process.ts';
import { openDevToolsPipe } from './chromium/devtools-pipe.ts';
import { type BrowserPlaces, findBrowser } from './chromium/find-browser.ts';
import { printPage } from './chromium/print-page.ts';
import type { Printer } from './printer.ts';

/** Old school PCs read a browser from a slow disk for half a minute. */
const TIMEOUT_MS = 120_000;

interface ChromiumPrinterOptions {
  readonly places?: BrowserPlaces;
  readonly timeoutMs?: number;
}

/**
 * Prints with the Chromium, Chrome or Edge of this PC. The document never touches the disk: the browser gets it through a
 * pipe, in a profile that is thrown away. Problems: `no-printer`, `printing-failed`, `printing-cancelled`.
 */
export function createChromiumPrinter({ places, timeoutMs = TIMEOUT_MS }: ChromiumPrinterOptions = {}): Printer {
  return {
    async print(html, signal) {
      if (signal.aborted) return fail('printing-cancelled');
      const program = await findBrowser(places ?? hostEnvironment());
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
  const ended = browser.ended.then((said) => Promise.reject(new Error(said === '' ? 'the browser ended' : said)));
  try {
    const page = printPage(openDevToolsPipe(browser.commands, browser.answers), html);
    const pdf = await Promise.race([page, ended, stopped]);
    return succeed(pdf);
  } catch (cause) {
    return signal.aborted ? fail('printing-cancelled') : fail('printing-failed', { detail: messageOf(cause) });
  }
}
