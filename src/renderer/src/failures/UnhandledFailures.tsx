import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { ConnectionLost } from '../connection/host-connection.ts';
import type { ReportFailure } from './report-failure.ts';
import { useTexts } from '../language/use-texts.ts';

/** Said by Chromium when a layout takes two rounds; nothing is wrong then. */
const HARMLESS = /ResizeObserver loop/;

/** What was cut off on purpose, or has its own words on the screen. */
const isExpected = (cause: unknown): boolean =>
  cause instanceof ConnectionLost || (cause as { name?: unknown } | null)?.name === 'AbortError';

interface UnhandledFailures {
  /** Something that was begun has not been done, and no part of the screen says so. */
  readonly failed: boolean;
  readonly dismiss: () => void;
}

/** Failures in events and promises, which no part of the screen catches: reported, and said. */
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
      // What is expected is no error of the page in the console of the browser either.
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

/** Something that was touched has not been done. */
export function ActionFailed({ onDismiss }: { readonly onDismiss: () => void }) {
  const t = useTexts('screen');
  return (
    <Alert
      color="red"
      variant="outline"
      bg="white"
      role="alert"
      m="md"
      className="action-failed"
      title={t('failed.action')}
    >
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
    </Alert>
  );
}
