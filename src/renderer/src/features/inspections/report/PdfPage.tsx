import { useInViewport, useMergedRef } from '@mantine/hooks';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import { useTell } from '../words.ts';

/** A4 upright, until the page itself is known. */
const A4 = Math.SQRT2;
/** Sharp enough for small print also where the screen has few dots. */
const LEAST_SHARPNESS = 1.5;

interface PdfPageProps {
  readonly pdf: PDFDocumentProxy;
  readonly number: number;
  readonly share: number;
}

/** One page, drawn when it comes into sight; its text for those who listen. */
export function PdfPage({ pdf, number, share }: PdfPageProps) {
  const tell = useTell();
  const canvas = useRef<HTMLCanvasElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const { ref: seen, inViewport } = useInViewport<HTMLDivElement>();
  const [text, setText] = useState('');
  const [shape, setShape] = useState(A4);
  const [drawn, setDrawn] = useState(0);
  useEffect(() => {
    if (!inViewport || drawn >= share) return undefined;
    let stop: (() => void) | null = null;
    let wanted = true;
    const draw = async () => {
      const page = await pdf.getPage(number);
      const plain = page.getViewport({ scale: 1 });
      const width = box.current?.clientWidth ?? plain.width;
      const sharpness = Math.max(globalThis.devicePixelRatio, LEAST_SHARPNESS);
      const viewport = page.getViewport({ scale: (width / plain.width) * sharpness });
      const target = canvas.current;
      if (!wanted || target === null) return;
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
    // A page that is left before it is drawn ends with an exception.
    draw().catch(() => undefined);
    return () => {
      wanted = false;
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
        <h4>{tell('report.page', { number, count: pdf.numPages })}</h4>
        <p>{text}</p>
      </div>
    </div>
  );
}
