import type { PDFDocumentProxy } from 'pdfjs-dist';
// oxlint-disable-next-line import/default -- the bundler makes the address its default export
import workerAddress from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

/** A PDF of ours, whose fonts are inside it; nothing else is loaded. */
export async function openPdf(base64: string): Promise<PDFDocumentProxy> {
  const { getDocument, GlobalWorkerOptions } = await import('pdfjs-dist');
  GlobalWorkerOptions.workerSrc = workerAddress;
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  return await getDocument({ data: bytes, useWasm: false, useWorkerFetch: false, enableXfa: false }).promise;
}
