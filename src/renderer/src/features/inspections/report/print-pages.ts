import { openPdf } from './open-pdf.ts';

/** Dots of a page per inch of paper: small print stays sharp, and forty pages still fit into memory. */
const DOTS_PER_INCH = 200;
/** Units of a PDF per inch. */
const POINTS_PER_INCH = 72;

/** Prints the pages of a PDF as they are, and nothing of the screen around them. */
export async function printPages(base64: string): Promise<void> {
  const pdf = await openPdf(base64);
  const paper = document.createElement('div');
  paper.className = 'report-paper';
  paper.setAttribute('aria-hidden', 'true');
  try {
    // One after the other on one canvas: all of them as canvases would take a gigabyte.
    const canvas = document.createElement('canvas');
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const viewport = page.getViewport({ scale: DOTS_PER_INCH / POINTS_PER_INCH });
      canvas.width = viewport.width;
      canvas.height = viewport.height;
      await page.render({ canvas, viewport }).promise;
      const image = new Image();
      image.src = canvas.toDataURL('image/png');
      paper.append(image);
      await image.decode();
    }
    document.body.append(paper);
    window.print();
  } finally {
    paper.remove();
    await pdf.loadingTask.destroy();
  }
}
