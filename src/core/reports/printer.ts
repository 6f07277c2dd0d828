import type { Result } from '../../shared/domain/result.ts';

/** Turns a document into A4 pages: Electron's printToPDF, elsewhere an installed Chromium or Edge. */
export interface Printer {
  /**
   * @param html complete document with its own `@page` rules, without references to anything outside it.
   * @returns PDF; `no-printer` where nothing on this PC can print.
   */
  print(html: string, signal: AbortSignal): Promise<Result<Uint8Array>>;
}
