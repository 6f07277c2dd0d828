import { useInViewport, useMergedRef } from '@mantine/hooks';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { callProblem } from '../../../connection/settle-call.ts';
import { useTexts } from '../../../language/use-texts.ts';
import { openPdf } from './open-pdf.ts';

interface PdfPagesProps {
  readonly base64: string;
  /** Width of a page relative to the space there is. */
  readonly share: number;
  readonly onProblem: (problem: Problem) => void;
}

/** The pages of a PDF. */
export function PdfPages({ base64, share, onProblem }: PdfPagesProps) {
  const t = useTexts('inspections');
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null);
  useEffect(() => {
    let opened: PDFDocumentProxy | null = null;
    let isCurrent = true;
    openPdf(base64).then(
      (document) => {
        opened = document;
        if (isCurrent) setPdf(document);
        else void document.loadingTask.destroy();
      },
      (cause: unknown) => {
        if (isCurrent) onProblem(callProblem(cause));
      },
    );
    return () => {
      isCurrent = false;
      void opened?.loadingTask.destroy();
    };
  }, [base64, onProblem]);
  if (pdf === null) return <PaperSkeleton />;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard as well
    <section className="inspection-pages" tabIndex={0} aria-label={t('report.pages', { count: pdf.numPages })}>
      {Array.from({ length: pdf.numPages }, (_, at) => (
        <PdfPage key={at + 1} pdf={pdf} number={at + 1} share={share} />
      ))}
    </section>
  );
}

/** A sheet of paper where the first page will be. */
export function PaperSkeleton() {
  const t = useTexts('inspections');
  return (
    <div className="inspection-pages" data-waiting>
      <div className="inspection-page paper-skeleton">
        <output>{t('report.printing')}</output>
        <div aria-hidden="true" className="pulse">
          {Array.from({ length: 9 }, (_, at) => (
            <span key={at} />
          ))}
        </div>
      </div>
    </div>
  );
}

/** Height to width of A4, until the page has been loaded. */
const A4 = Math.SQRT2;
/** Canvas pixels for each CSS px, at least: small print stays legible on low-resolution screens. */
const MIN_SHARPNESS = 1.5;

interface PdfPageProps {
  readonly pdf: PDFDocumentProxy;
  readonly number: number;
  readonly share: number;
}

/** One page, rendered when it scrolls into view; its text is there for screen readers. */
function PdfPage({ pdf, number, share }: PdfPageProps) {
  const t = useTexts('inspections');
  const canvas = useRef<HTMLCanvasElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const { ref: seen, inViewport } = useInViewport<HTMLDivElement>();
  const [text, setText] = useState('');
  const [shape, setShape] = useState(A4);
  const [drawn, setDrawn] = useState(0);
  useEffect(() => {
    if (!inViewport || drawn >= share) return undefined;
    let stop: (() => void) | null = null;
    let isCurrent = true;
    const draw = async () => {
      const page = await pdf.getPage(number);
      const plain = page.getViewport({ scale: 1 });
      const width = box.current?.clientWidth ?? plain.width;
      const sharpness = Math.max(globalThis.devicePixelRatio, MIN_SHARPNESS);
      const viewport = page.getViewport({ scale: (width / plain.width) * sharpness });
      const target = canvas.current;
      if (!isCurrent || target === null) return;
      target.width = viewport.width;
      target.height = viewport.height;
      const task = page.render({ canvas: target, viewport });
      stop = () => task.cancel();
      await task.promise;
      const { items } = await page.getTextContent();
      setShape(plain.height / plain.width);
      setText(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
      setDrawn(share);
    };
    // A page that is removed before it is rendered rejects.
    draw().catch(() => undefined);
    return () => {
      isCurrent = false;
      stop?.();
    };
  }, [pdf, number, share, inViewport, drawn]);
  return (
    <div
      ref={useMergedRef(box, seen)}
      className="inspection-page"
      data-drawn={drawn > 0 ? true : undefined}
      style={{ width: `${share * 100}%`, aspectRatio: `1 / ${shape}` }}
    >
      <canvas ref={canvas} aria-hidden="true" />
      <div className="only-heard">
        <h4>{t('report.page', { number, count: pdf.numPages })}</h4>
        <p>{text}</p>
      </div>
    </div>
  );
}
