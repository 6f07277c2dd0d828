import { Button, Group, Stack, Text } from '@mantine/core';
import { Notice } from '../components/Notice.tsx';
import { useEffect, useState } from 'react';
import { ConnectionLost } from '../connection/host-connection.ts';
import { useTexts } from '../language/use-texts.ts';
import type { ReportFailure } from './report-failure.ts';

/** Chromium reports this when a layout needs a second pass; nothing is wrong then. */
const HARMLESS = /ResizeObserver loop/;

/** Aborted on purpose, or shown elsewhere on the screen already. */
const isExpected = (cause: unknown): boolean =>
  cause instanceof ConnectionLost || (cause as { name?: unknown } | null)?.name === 'AbortError';

interface UnhandledFailures {
  /** An action was not completed, and no other part of the screen says so. */
  readonly failed: boolean;
  readonly dismiss: () => void;
}

/** Reports failures in events and promises that no component catches. */
export function useUnhandledFailures(report: ReportFailure): UnhandledFailures {
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const fail = (error: unknown) => {
      if (isExpected(error)) return;
      report({ source: 'action', panel: null, error });
      setFailed(true);
    };
    const onError = ({ error, message }: ErrorEvent) => {
      if (!HARMLESS.test(message)) fail(error ?? message);
    };
    const onRejection = (event: PromiseRejectionEvent) => {
      // Expected rejections do not appear as errors in the browser console either.
      if (isExpected(event.reason)) event.preventDefault();
      fail(event.reason);
    };
    window.addEventListener('error', onError);
    window.addEventListener('unhandledrejection', onRejection);
    return () => {
      window.removeEventListener('error', onError);
      window.removeEventListener('unhandledrejection', onRejection);
    };
  }, [report]);
  return { failed, dismiss: () => setFailed(false) };
}

/** Says that the last action was not completed. */
export function ActionFailed({ onDismiss }: { readonly onDismiss: () => void }) {
  const t = useTexts('screen');
  return (
    <Notice tone="error" role="alert" className="action-failed" title={t('failed.action')}>
      <Stack gap="sm">
        <Text>{t('failed.actionNext')}</Text>
        <Group gap="sm">
          <Button variant="default" onClick={onDismiss}>
            {t('failed.dismiss')}
          </Button>
          <Button variant="default" onClick={() => location.reload()}>
            {t('failed.reload')}
          </Button>
        </Group>
      </Stack>
    </Notice>
  );
}
