import { Loading } from '../components/Loading.tsx';
import { Center, MantineProvider } from '@mantine/core';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { About } from '../../../shared/contract.ts';
import type { PublishedCauses } from '../../../shared/domain/guide.ts';
import type { Language } from '../../../shared/domain/language.ts';
import { connect } from '../connection/connect.ts';
import { ConnectionLost, type HostConnection } from '../connection/host-connection.ts';
import { ConnectionProvider, useConnectionState } from '../connection/use-connection.ts';
import { ErrorBoundary } from '../failures/Panel.tsx';
import { createFailureReport, ReportFailureProvider, useReportFailure } from '../failures/report-failure.ts';
import { loadLanguage } from '../language/texts.ts';
import { wordingFor, WordingProvider } from '../language/use-texts.ts';
import { resolveVariables, theme } from '../design/theme.ts';
import { useColorScheme } from '../design/use-color-scheme.ts';
import { BrokenPage, StartProblem } from './BrokenPage.tsx';
import { LostConnection } from './LostConnection.tsx';
import { Shell } from './Shell.tsx';
import { parsePlace } from './place.ts';

/** One connection for the life of the page; it reconnects by itself. */
let connected: HostConnection | null = null;

/** Connection, language and theme around the screens, which stay as they are while the connection is lost. */
export function Root() {
  const connection = (connected ??= connect());
  const report = useMemo(
    () => createFailureReport(connection.client, () => parsePlace(location.hash).screen),
    [connection],
  );
  return (
    <ErrorBoundary
      onError={(error, componentStack) => report({ source: 'panel', panel: 'page', error, componentStack })}
      renderFailed={() => <BrokenPage />}
    >
      <ConnectionProvider value={connection}>
        <ReportFailureProvider value={report}>
          <ConnectedRoot connection={connection} />
        </ReportFailureProvider>
      </ConnectionProvider>
    </ErrorBoundary>
  );
}

function ConnectedRoot({ connection }: { readonly connection: HostConnection }) {
  const { client } = connection;
  const report = useReportFailure();
  const state = useConnectionState(connection);
  const [about, setAbout] = useState<About | null>(null);
  const [guide, setGuide] = useState<PublishedCauses>({});
  /** The language shown; null until its texts are loaded. */
  const [language, setLanguage] = useState<Language | null>(null);
  const [problem, setProblem] = useState<'texts-not-loaded' | 'start-failed' | null>(null);
  const count = state.phase === 'open' ? state.count : 0;
  const isReady = about !== null && language !== null;

  useEffect(() => {
    if (count === 0 || isReady) return;
    const load = async () => {
      const now = await client.app.about();
      setAbout(now);
      const [causes, loaded] = await Promise.all([client.app.guide(), loadLanguage(now.language)]);
      setGuide(causes);
      if (loaded) setLanguage(now.language);
      setProblem(loaded ? null : 'texts-not-loaded');
    };
    load().catch((error: unknown) => {
      // The connection was lost: this effect runs again with the next one.
      if (error instanceof ConnectionLost) return;
      report({ source: 'action', panel: null, error });
      setProblem('start-failed');
    });
  }, [client, count, isReady, report]);

  // A newer publication brings words of its own for causes.
  const version = about?.publication.version;
  const shownVersion = useRef(version);
  useEffect(() => {
    const isNewer = isReady && shownVersion.current !== undefined && shownVersion.current !== version;
    shownVersion.current = version;
    if (isNewer) client.app.guide().then(setGuide, () => undefined);
  }, [client, isReady, version]);

  const scheme = useColorScheme(about?.appearance ?? 'system');
  const shownLanguage = language ?? about?.language ?? 'zh-CN';
  const wording = wordingFor(shownLanguage, guide);
  useLayoutEffect(() => {
    document.documentElement.lang = shownLanguage;
    if (language !== null) document.title = wordingFor(language).t('screen:product');
  }, [shownLanguage, language]);

  return (
    <MantineProvider theme={theme} forceColorScheme={scheme} cssVariablesResolver={resolveVariables}>
      <WordingProvider value={wording}>
        {state.phase === 'lost' && <LostConnection state={state} hasScreens={isReady} onRetry={connection.retry} />}
        {isReady ? (
          <div inert={state.phase === 'lost'} className={state.phase === 'lost' ? 'out-of-reach' : undefined}>
            <Shell about={about} onAbout={setAbout} onLanguage={setLanguage} />
          </div>
        ) : state.phase === 'lost' ? null : problem !== null ? (
          <StartProblem code={problem} />
        ) : (
          <Center mih="100vh">
            <Loading label={wording.t('screen:connecting')} />
          </Center>
        )}
      </WordingProvider>
    </MantineProvider>
  );
}
