import { messageOf } from '../core/platform/message-of.ts';
import type { Printer } from '../core/reports/printer.ts';
import { fail, type Result, succeed } from '../shared/domain/result.ts';

const TIMEOUT_MS = 120_000;

/** What printing asks of a hidden window. */
export interface PrintWindow {
  /** Resolves when the document and its pictures are there. */
  load(): Promise<void>;
  printToPDF(options: { preferCSSPageSize: true; printBackground: true; generateTaggedPDF: true }): Promise<Uint8Array>;
  /** May be called more than once. */
  destroy(): void;
}

/**
 * Prints with Electron's own Chromium. Scripts are off, so nothing can be asked of the page; the fonts are the system's and
 * need no waiting for. Problems: `printing-failed`, `printing-cancelled`.
 * @param open a window that will show this document, see print-window.ts.
 */
export function createElectronPrinter(open: (html: string) => PrintWindow, timeoutMs = TIMEOUT_MS): Printer {
  return {
    async print(html, signal) {
      if (signal.aborted) return fail('printing-cancelled');
      let window: PrintWindow | null = null;
      try {
        window = open(html);
        return await printWithin(window, signal, timeoutMs);
      } catch (cause) {
        return signal.aborted ? fail('printing-cancelled') : fail('printing-failed', { detail: messageOf(cause) });
      } finally {
        window?.destroy();
      }
    },
  };
}

async function printWithin(window: PrintWindow, signal: AbortSignal, timeoutMs: number): Promise<Result<Uint8Array>> {
  const stop = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const stopped = new Promise<never>((_, reject) =>
    stop.addEventListener('abort', () => reject(new Error(`no answer within ${timeoutMs / 1000} s`)), { once: true }),
  );
  const printed = window
    .load()
    .then(() => window.printToPDF({ preferCSSPageSize: true, printBackground: true, generateTaggedPDF: true }));
  return succeed(await Promise.race([printed, stopped]));
}
