import { Box, Container } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { About } from '../../../shared/contract.ts';
import type { Language } from '../../../shared/domain/language.ts';
import { useClient } from '../connection/context.ts';
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
import type { ScreenName } from './screens.ts';
import { Trouble } from './Trouble.tsx';

const StationPage = laterPart('privacy', () => import('../features/station/StationPage.tsx'));
const RequestsScreen = laterPart(null, () => import('../features/requests/RequestsScreen.tsx'));
const InspectionsScreen = laterPart('inspections', () => import('../features/inspections/InspectionsScreen.tsx'));

/** How soon the screen notices that a trouble is gone. */
const TROUBLE_ASKED_MS = 5000;

interface ShellProps {
  readonly about: About;
  readonly onAbout: (about: About) => void;
  readonly onLanguage: (language: Language) => void;
}

/** Header and the screen chosen in it. Check and live state live here, so that changing screens loses nothing. */
export function Shell({ about, onAbout, onLanguage }: ShellProps) {
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

  const { problem, switchLanguage } = useLanguageSwitch((now, language) => {
    onAbout(now);
    onLanguage(language);
  });

  return (
    <ReportProblemProvider value={report}>
      <a className="skip-link" href="#main">
        {say('skip')}
      </a>
      <Header about={about} station={station} screen={screen} onScreen={setScreen} onLanguage={switchLanguage} />
      <Trouble problems={problem === null ? about.problems : [...about.problems, problem]} />
      <OutboxBanner outbox={outbox} onShow={() => setScreen('requests')} />
      <Box component="main" id="main" pb="xl">
        <Container size="xl" pt="md">
          {screen === 'check' && (
            <CheckScreen check={check} live={live} onSetUp={() => setScreen('station')} station={station} />
          )}
          {screen === 'requests' && <RequestsScreen start={start} onStarted={started} onInspection={toInspection} />}
          {screen === 'inspections' && (
            <InspectionsScreen place={inspection} onPlace={setInspection} onSetUp={() => setScreen('station')} />
          )}
          {screen === 'history' && <HistoryScreen />}
          {screen === 'versions' && <VersionsScreen />}
          {screen === 'station' && station !== undefined && <StationPage station={station} onSaved={readStation} />}
        </Container>
      </Box>
    </ReportProblemProvider>
  );
}
