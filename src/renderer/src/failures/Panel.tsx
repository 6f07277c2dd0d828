import type { ReactNode } from 'react';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { PanelFailed } from './PanelFailed.tsx';
import { useReportFailure } from './report-failure.ts';

interface PanelProps {
  /** Letters and dashes, for the log. */
  readonly name: string;
  /** What people call it, in their language. */
  readonly title: string;
  readonly children: ReactNode;
}

/** A part of a screen that may fail by itself: its place says so, and everything around it can still be used. */
export function Panel({ name, title, children }: PanelProps) {
  const report = useReportFailure();
  return (
    <ErrorBoundary
      onError={(error, componentStack) => report({ source: 'panel', panel: name, error, componentStack })}
      renderFailed={(retry) => <PanelFailed title={title} onRetry={retry} />}
    >
      {children}
    </ErrorBoundary>
  );
}
