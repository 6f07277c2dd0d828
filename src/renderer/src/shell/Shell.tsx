import { Box, Container, Loader, Stack } from '@mantine/core';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import type { About } from '../../../shared/contract.ts';
import { useClient } from '../connection/context.ts';
import { CheckScreen } from '../features/check/CheckScreen.tsx';
import { useCheck } from '../features/check/use-check.ts';
import { useLiveState } from '../features/check/use-live-state.ts';
import type { InspectionPlace } from '../features/inspections/place.ts';
import { OutboxBanner } from '../features/requests/OutboxBanner.tsx';
import { ReportProblemProvider, type RequestStart } from '../features/requests/report-problem.ts';
import { RequestsScreen } from '../features/requests/RequestsScreen.tsx';
import { useOutbox } from '../features/requests/use-outbox.ts';
import { HistoryScreen } from '../features/history/HistoryScreen.tsx';
import type { StationOnScreen } from '../features/station/station-on-screen.ts';
import { StationScreen } from '../features/station/StationScreen.tsx';
import { TeacherForm } from '../features/station/TeacherForm.tsx';
import { VersionsScreen } from '../features/versions/VersionsScreen.tsx';
import { useSay } from '../language/wording-context.ts';
import { Header } from './Header.tsx';
import type { ScreenName } from './screens.ts';
import { Trouble } from './Trouble.tsx';

/** Loaded when it is first opened: the first screen does not pay for it. */
const PrivacyPart = lazy(() => import('../features/privacy/PrivacyPart.tsx'));
const InspectionsScreen = lazy(() => import('../features/inspections/InspectionsScreen.tsx'));

/** How soon the screen notices that a trouble is gone. */
const TROUBLE_ASKED_MS = 5000;

interface ShellProps {
  readonly about: About;
  readonly onAbout: (about: About) => void;
}

/** Header and the screen chosen in it. Check and live state live here, so that changing screens loses nothing. */
export function Shell({ about, onAbout }: ShellProps) {
  const client = useClient();
  const say = useSay();
  const [screen, setScreen] = useState<ScreenName>('check');
  const [station, setStation] = useState<StationOnScreen>(undefined);
  const [start, setStart] = useState<RequestStart | null>(null);
  const [inspection, setInspection] = useState<InspectionPlace>(null);
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
  const troubled = about.problems.length > 0;
  useEffect(() => {
    if (!troubled) return undefined;
    const asking = setInterval(() => void refresh().catch(() => undefined), TROUBLE_ASKED_MS);
    return () => clearInterval(asking);
  }, [troubled, refresh]);

  const report = useCallback((problem: RequestStart) => {
    setStart(problem);
    setScreen('requests');
  }, []);
  const started = useCallback(() => setStart(null), []);
  const toInspection = (place: InspectionPlace) => {
    setInspection(place);
    setScreen('inspections');
  };

  const switchLanguage = async () => {
    const language = about.language === 'zh-CN' ? 'en' : 'zh-CN';
    onAbout(await client.app.setLanguage({ language }));
  };

  return (
    <ReportProblemProvider value={report}>
      <a className="skip-link" href="#main">
        {say('skip')}
      </a>
      <Header about={about} station={station} screen={screen} onScreen={setScreen} onLanguage={switchLanguage} />
      <Trouble problems={about.problems} />
      <OutboxBanner outbox={outbox} onShow={() => setScreen('requests')} />
      <Box component="main" id="main" pb="xl">
        <Container size="xl" pt="md">
          {screen === 'check' && (
            <CheckScreen check={check} live={live} onSetUp={() => setScreen('station')} station={station} />
          )}
          {screen === 'requests' && <RequestsScreen start={start} onStarted={started} onInspection={toInspection} />}
          {screen === 'inspections' && (
            <Suspense fallback={<Loader aria-label={say('history.loading')} />}>
              <InspectionsScreen place={inspection} onPlace={setInspection} onSetUp={() => setScreen('station')} />
            </Suspense>
          )}
          {screen === 'history' && <HistoryScreen />}
          {screen === 'versions' && <VersionsScreen />}
          {screen === 'station' && station !== undefined && (
            <Stack gap="xl">
              <StationScreen station={station} onSaved={readStation} />
              <TeacherForm />
              <Suspense fallback={<Loader aria-label={say('history.loading')} />}>
                <PrivacyPart />
              </Suspense>
            </Stack>
          )}
        </Container>
      </Box>
    </ReportProblemProvider>
  );
}
