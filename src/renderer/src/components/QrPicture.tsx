import { lazy, Suspense } from 'react';
import { ErrorBoundary } from '../failures/Panel.tsx';
import { useReportFailure } from '../failures/report-failure.ts';
import type { QrCodeProps } from './QrCode.tsx';

const QrCode = lazy(() => import('./QrCode.tsx'));

/** A QR code. Its renderer is loaded with the first one; when that fails, its place stays empty and the text beside it is all there is. */
export function QrPicture(props: QrCodeProps) {
  const report = useReportFailure();
  const empty = <div style={{ width: props.side, height: props.side }} />;
  return (
    <ErrorBoundary onError={(error) => report({ source: 'loading', panel: 'qr', error })} renderFailed={() => empty}>
      <Suspense fallback={empty}>
        <QrCode {...props} />
      </Suspense>
    </ErrorBoundary>
  );
}
