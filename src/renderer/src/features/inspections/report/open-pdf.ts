import type { PDFDocumentProxy } from 'pdfjs-dist';
// oxlint-disable-next-line import/default -- the bundler makes the address its default export
import workerAddress from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { decodeBase64 } from '../../../connection/files.ts';

/** Opens a PDF of the program. Its fonts are embedded, so nothing else is loaded. */
export async function openPdf(base64: string): Promise<PDFDocumentProxy> {
  const { getDocument, GlobalWorkerOptions } = await import('pdfjs-dist');
  GlobalWorkerOptions.workerSrc = workerAddress;
  return await getDocument({ data: decodeBase64(base64), useWasm: false, useWorkerFetch: false, enableXfa: false })
    .promise;
}
