import { useEffect, useState } from 'react';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { failedCall } from '../session/result-of-call.ts';
import { openPdf } from './pdf-document.ts';
import { PdfPage } from './PdfPage.tsx';
import { useTell } from '../words.ts';

interface PdfPagesProps {
  readonly base64: string;
  /** Of the width there is. */
  readonly share: number;
  readonly onProblem: (problem: Problem) => void;
}

/** The pages of a PDF. */
export function PdfPages({ base64, share, onProblem }: PdfPagesProps) {
  const tell = useTell();
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null);
  useEffect(() => {
    let opened: PDFDocumentProxy | null = null;
    let wanted = true;
    openPdf(base64).then(
      (document) => {
        opened = document;
        if (wanted) setPdf(document);
        else void document.loadingTask.destroy();
      },
      (cause: unknown) => {
        if (wanted) onProblem(failedCall(cause));
      },
    );
    return () => {
      wanted = false;
      void opened?.loadingTask.destroy();
    };
  }, [base64, onProblem]);
  if (pdf === null) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard as well
    <section className="inspection-pages" tabIndex={0} aria-label={tell('report.pages', { count: pdf.numPages })}>
      {Array.from({ length: pdf.numPages }, (_, at) => (
        <PdfPage key={at + 1} pdf={pdf} number={at + 1} share={share} />
      ))}
    </section>
  );
}
