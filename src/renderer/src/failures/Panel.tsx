import { Button, Group, Stack, Text } from '@mantine/core';
import { Notice } from '../components/Notice.tsx';
import { Component, createContext, type ReactNode, useContext } from 'react';
import { useTexts } from '../language/use-texts.ts';
import { useReportFailure } from './report-failure.ts';

/** Thrown by what is loaded when it is first shown, when its file could not be loaded; `cause` says why. */
export class NotLoaded extends Error {
  override readonly name = 'NotLoaded';

  constructor(cause: unknown) {
    super('not loaded', { cause });
  }
}

interface PanelProps {
  /** Identifies the panel in the log; letters and dashes. */
  readonly name: string;
  /** Name shown to people, in their language. */
  readonly title: string;
  readonly children: ReactNode;
}

/** A section of a screen that may fail by itself: an alert in its place says so, and everything around it can still be used. */
export function Panel({ name, title, children }: PanelProps) {
  const report = useReportFailure();
  return (
    <ErrorBoundary
      onError={(error, componentStack) =>
        error instanceof NotLoaded
          ? report({ source: 'loading', panel: name, error: error.cause })
          : report({ source: 'panel', panel: name, error, componentStack })
      }
      renderFailed={(error, retry) => (
        <PanelFailed title={title} notLoaded={error instanceof NotLoaded} onRetry={retry} />
      )}
    >
      {children}
    </ErrorBoundary>
  );
}

interface UnobtrusiveProps {
  /** Identifies it in the log; letters and dashes. */
  readonly name: string;
  readonly children: ReactNode;
  readonly onFailed?: () => void;
}

/** Something small beside the screens that may be missing: when it cannot be loaded or fails, nothing stands in its place. */
export function Unobtrusive({ name, children, onFailed }: UnobtrusiveProps) {
  const report = useReportFailure();
  return (
    <ErrorBoundary
      onError={(error) => {
        report({ source: 'loading', panel: name, error: error instanceof NotLoaded ? error.cause : error });
        onFailed?.();
      }}
      renderFailed={() => null}
    >
      {children}
    </ErrorBoundary>
  );
}

interface PanelFailedProps {
  readonly title: string;
  /** Its file could not be loaded; otherwise it was loaded and threw. */
  readonly notLoaded: boolean;
  readonly onRetry: () => void;
}

/** In place of a panel that failed: which one, what still works, and what to do next. */
function PanelFailed({ title, notLoaded, onRetry }: PanelFailedProps) {
  const t = useTexts('screen');
  const toCheck = useGoToCheck();
  return (
    <Notice tone="error" role="alert" title={t(notLoaded ? 'failed.notLoaded' : 'failed.heading', { title })}>
      <Stack gap="sm">
        <Text>{t('failed.rest')}</Text>
        <Group gap="sm">
          <Button onClick={onRetry}>{t('failed.retry')}</Button>
          {toCheck !== null && (
            <Button variant="default" onClick={toCheck}>
              {t('failed.toCheck')}
            </Button>
          )}
          <Button variant="default" onClick={() => location.reload()}>
            {t('failed.reload')}
          </Button>
        </Group>
      </Stack>
    </Notice>
  );
}

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  /** Shown instead. @param retry renders the children again, as if for the first time. */
  readonly renderFailed: (error: unknown, retry: () => void) => ReactNode;
  readonly onError: (error: unknown, componentStack: string) => void;
}

/** Replaces what throws below it; what is beside it stays as it is, with everything typed into it. A class, because React has no hook for this. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly failure: { error: unknown } | null }> {
  override readonly state = { failure: null as { error: unknown } | null };

  static getDerivedStateFromError = (error: unknown) => ({ failure: { error } });

  override componentDidCatch(error: unknown, { componentStack }: { readonly componentStack?: string | null }) {
    this.props.onError(error, componentStack ?? '');
  }

  override render() {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    return this.props.renderFailed(failure.error, () => this.setState({ failure: null }));
  }
}

const GoToCheckContext = createContext<(() => void) | null>(null);
export const GoToCheckProvider = GoToCheckContext.Provider;

/** Goes to the check screen; null where that is open already. */
const useGoToCheck = (): (() => void) | null => useContext(GoToCheckContext);
