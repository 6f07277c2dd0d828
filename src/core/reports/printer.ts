import type { Result } from '../../shared/domain/result.ts';

/** Turns a document into A4 pages: Electron's printToPDF, elsewhere an installed Chromium or Edge. */
export interface Printer {
  /**
   * @param html complete document with its own `@page` rules; may name nothing outside itself.
   * @returns `no-printer` when nothing on this PC can print, with what to install.
   */
  print(html: string, signal: AbortSignal): Promise<Result<Uint8Array>>;
}
