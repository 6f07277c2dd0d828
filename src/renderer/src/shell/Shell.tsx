import { Box, Container } from '@mantine/core';
import { type MouseEvent, useCallback, useEffect, useState } from 'react';
import type { About } from '../../../shared/contract.ts';
import type { Language } from '../../../shared/domain/language.ts';
import { useClient, useConnectionCount } from '../connection/context.ts';
import { ActionFailed } from '../failures/ActionFailed.tsx';
import { Panel } from '../failures/Panel.tsx';
import { useReportFailure } from '../failures/report-failure.ts';
import { ToCheckProvider } from '../failures/to-check.ts';
import { useUnseenFailures } from '../failures/use-unseen-failures.ts';
import { CheckScreen } from '../features/check/CheckScreen.tsx';
import { useCheck } from '../features/check/use-check.ts';
import { useLiveState } from '../features/check/use-live-state.ts';
import type { InspectionPlace } from '../features/inspections/place.ts';
import { OutboxBanner } from '../features/requests/OutboxBanner.tsx';
import { ReportProblemProvider, type RequestStart } from '../features/requests/report-problem.ts';
import { useOutbox } from '../features/requests/use-outbox.ts';
import { HistoryScreen } from '../features/history/HistoryScreen.tsx';
import type { StationOnScreen } from '../features/station/station-on-screen.ts';
import { VersionsScreen } from '../features/versions/VersionsScreen.tsx';
import { useLanguageSwitch } from '../language/use-language-switch.ts';
import { useSay } from '../language/wording-context.ts';
import { Header } from './Header.tsx';
import { laterPart } from './later-part.tsx';
import { usePlace } from './place.ts';
import type { ScreenName } from './screens.ts';
import { Trouble } from './Trouble.tsx';

const StationPage = laterPart('station', 'privacy', () => import('../features/station/StationPage.tsx'));
const RequestsScreen = laterPart('requests', null, () => import('../features/requests/RequestsScreen.tsx'));
const InspectionsScreen = laterPart(
  'inspections',
  'inspections',
  () => import('../features/inspections/InspectionsScreen.tsx'),
);

/** How soon the screen notices that a trouble is gone. */
const TROUBLE_ASKED_MS = 5000;

interface ShellProps {
  readonly about: About;
  readonly onAbout: (about: About) => void;
  readonly onLanguage: (language: Language) => void;
}

/** By the focus alone: the address says which screen is open. */
function skipToMain(event: MouseEvent): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#main')?.focus();
}

/** Header and the screen chosen in it. Check and live state live here, so that changing screens loses nothing. */
export function Shell({ about, onAbout, onLanguage }: ShellProps) {
  const client = useClient();
  const say = useSay();
  const { place, goTo } = usePlace();
  const { screen } = place;
  const [station, setStation] = useState<StationOnScreen>(undefined);
  const [returns, setReturns] = useState(0);
  const [start, setStart] = useState<RequestStart | null>(null);
  const connection = useConnectionCount();
  const unseen = useUnseenFailures(useReportFailure());
  const live = useLiveState();
  const outbox = useOutbox();
  const check = useCheck();

  const readStation = useCallback(async () => {
    const read = await client.station.get();
    setStation(read.ok ? read.value : 'unreadable');
    onAbout(await client.app.about());
  }, [client, onAbout]);
  useEffect(() => void readStation(), [readStation]);

  const refresh = useCallback(async () => onAbout(await client.app.about()), [client, onAbout]);
  const { phase } = check.state;
  // A check is when a database that cannot be used first matters.
  useEffect(() => {
    if (phase === 'finished') refresh().catch(() => undefined);
  }, [phase, refresh]);
  // The host may have been out of reach for long.
  useEffect(() => {
    if (connection > 1) refresh().catch(() => undefined);
  }, [connection, refresh]);
  const troubled = about.problems.length > 0;
  useEffect(() => {
    if (!troubled) return undefined;
    const asking = setInterval(() => void refresh().catch(() => undefined), TROUBLE_ASKED_MS);
    return () => clearInterval(asking);
  }, [troubled, refresh]);

  const toScreen = useCallback((name: ScreenName) => goTo({ screen: name, request: null }), [goTo]);
  /** The button of the screen that is open leads from what is open there back to its list. */
  const toTop = (name: ScreenName) => {
    if (name !== screen) return toScreen(name);
    goTo({ request: null, inspection: null });
    setReturns((times) => times + 1);
  };
  const toCheck = useCallback(() => toScreen('check'), [toScreen]);
  const report = useCallback(
    (problem: RequestStart) => {
      setStart(problem);
      toScreen('requests');
    },
    [toScreen],
  );
  const started = useCallback(() => setStart(null), []);
  const toInspection = (inspection: InspectionPlace) => goTo({ screen: 'inspections', inspection });
  const toRequest = useCallback((request: string | null) => goTo({ request }), [goTo]);

  const { problem, switchLanguage } = useLanguageSwitch((now, language) => {
    onAbout(now);
    onLanguage(language);
  });

  return (
    <ReportProblemProvider value={report}>
      <a className="skip-link" href="#main" onClick={skipToMain}>
        {say('skip')}
      </a>
      <Panel name="header" title={say('nav.label')}>
        <Header about={about} station={station} screen={screen} onScreen={toTop} onLanguage={switchLanguage} />
      </Panel>
      {unseen.failed && <ActionFailed onDismiss={unseen.dismiss} />}
      <Trouble problems={problem === null ? about.problems : [...about.problems, problem]} />
      <Panel name="outbox" title={say('requests.record.deliveries')}>
        <OutboxBanner outbox={outbox} onShow={() => toScreen('requests')} />
      </Panel>
      <Box component="main" id="main" tabIndex={-1} pb="xl">
        <Container size="xl" pt="md">
          <ToCheckProvider value={screen === 'check' ? null : toCheck}>
            <Panel key={screen} name={screen} title={say(`nav.${screen}`)}>
              {screen === 'check' && (
                <CheckScreen check={check} live={live} onSetUp={() => toScreen('station')} station={station} />
              )}
              {screen === 'requests' && (
                <RequestsScreen
                  start={start}
                  onStarted={started}
                  opened={place.request}
                  onOpened={toRequest}
                  onInspection={toInspection}
                />
              )}
              {screen === 'inspections' && (
                <InspectionsScreen
                  place={place.inspection}
                  onPlace={toInspection}
                  onSetUp={() => toScreen('station')}
                />
              )}
              {screen === 'history' && <HistoryScreen key={returns} />}
              {screen === 'versions' && <VersionsScreen />}
              {screen === 'station' && station !== undefined && <StationPage station={station} onSaved={readStation} />}
            </Panel>
          </ToCheckProvider>
        </Container>
      </Box>
    </ReportProblemProvider>
  );
}
