import { type MouseEvent, useCallback, useEffect, useState } from 'react';
import type { About, ContractClient } from '../../../shared/contract.ts';
import type { KioskState } from '../../../shared/domain/kiosk.ts';
import type { Language } from '../../../shared/domain/language.ts';
import { ProblemAlert } from '../components/ProblemAlert.tsx';
import { useClient, useConnectionCount } from '../connection/use-connection.ts';
import { useNewest } from '../connection/use-stream.ts';
import { GoToCheckProvider, Panel, Unobtrusive } from '../failures/Panel.tsx';
import { ActionFailed, useUnhandledFailures } from '../failures/UnhandledFailures.tsx';
import { useReportFailure } from '../failures/report-failure.ts';
import { CheckScreen } from '../features/check/CheckScreen.tsx';
import { useCheck, useLiveState } from '../features/check/use-check.ts';
import { OutboxBanner, useOutbox } from '../features/requests/OutboxBanner.tsx';
import { OpenRequestProvider, ReportProblemProvider, type RequestStart } from '../features/requests/report-problem.ts';
import type { StationOnScreen } from '../features/settings/StationForm.tsx';
import { useLanguageSwitch, useTexts } from '../language/use-texts.ts';
import { Rail } from './Rail.tsx';
import { TopBar } from './TopBar.tsx';
import { SignIn } from './SignIn.tsx';
import { lazyScreen } from './lazy-screen.tsx';
import { useBadges } from './use-badges.ts';
import { createLeaveGuard, LeaveGuardProvider } from './leave-guard.ts';
import { type InspectionPlace, type ScreenName, usePlace } from './place.ts';

const RecordsScreen = lazyScreen('records', () => import('../features/records/RecordsScreen.tsx'));
const InspectionsScreen = lazyScreen('inspections', () => import('../features/inspections/InspectionsScreen.tsx'));
const RequestsScreen = lazyScreen(null, () => import('../features/requests/RequestsScreen.tsx'));
const KioskLayer = lazyScreen('kiosk', () => import('../features/kiosk/KioskLayer.tsx'));
const SettingsScreen = lazyScreen('settings', () => import('../features/settings/SettingsScreen.tsx'));

const openRoleStates = (client: ContractClient, signal: AbortSignal) => client.roles.states(undefined, { signal });

const SavedFileToast = lazyScreen(null, () => import('../components/SavedFileToast.tsx'), null);

/** How often problems of the program are asked for while there are any. */
const PROBLEMS_POLLED_MS = 5000;

interface ShellProps {
  readonly about: About;
  readonly onAbout: (about: About) => void;
  readonly onLanguage: (language: Language) => void;
}

/** Moves the focus without following the link: the fragment of the address names the open screen. */
function skipToMain(event: MouseEvent): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#main')?.focus();
}

/** Header and the screen chosen in it. Check and live state are held here, so that changing screens loses nothing. */
export function Shell({ about, onAbout, onLanguage }: ShellProps) {
  const client = useClient();
  const t = useTexts('screen');
  const [guard] = useState(createLeaveGuard);
  const { place, goTo } = usePlace(guard);
  const { screen } = place;
  const [station, setStation] = useState<StationOnScreen>(undefined);
  const [returns, setReturns] = useState(0);
  /** An inspection that was seen signed or abandoned: it is not what the next one goes on with. */
  const [ended, setEnded] = useState<string | null>(null);
  const [start, setStart] = useState<RequestStart | null>(null);
  const connection = useConnectionCount();
  const unhandled = useUnhandledFailures(useReportFailure());
  const live = useLiveState();
  const outbox = useOutbox();
  const check = useCheck();
  const [kiosk, setKiosk] = useState<KioskState | null>(null);
  const readKiosk = useCallback(async () => setKiosk(await client.kiosk.state()), [client]);
  // A web host is none; what cannot be asked is asked again with the next connection.
  useEffect(() => void readKiosk().catch(() => undefined), [readKiosk, connection]);

  const readStation = useCallback(async () => {
    const read = await client.station.get();
    setStation(read.ok ? read.value : 'unreadable');
    onAbout(await client.app.about());
  }, [client, onAbout]);
  useEffect(() => void readStation(), [readStation]);

  const refresh = useCallback(async () => onAbout(await client.app.about()), [client, onAbout]);
  const { phase } = check.state;
  // A check is the first moment at which an unusable database matters.
  useEffect(() => {
    if (phase === 'finished') refresh().catch(() => undefined);
  }, [phase, refresh]);
  // Much may have changed while the host could not be reached.
  useEffect(() => {
    if (connection > 1) refresh().catch(() => undefined);
  }, [connection, refresh]);
  const hasProblems = about.problems.length > 0;
  useEffect(() => {
    if (!hasProblems) return undefined;
    const asking = setInterval(() => void refresh().catch(() => undefined), PROBLEMS_POLLED_MS);
    return () => clearInterval(asking);
  }, [hasProblems, refresh]);

  const toScreen = useCallback((name: ScreenName) => goTo({ screen: name }), [goTo]);
  /** The button of the open screen leads back to that screen's list, and so does that of an inspection that has ended. */
  const toTop = (name: ScreenName) => {
    if (name !== screen) return goTo({ screen: name, ...(place.inspection?.id === ended && { inspection: null }) });
    goTo({ screen: name, inspection: null });
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
  const openRequest = useCallback((id: string) => goTo({ screen: 'requests', opened: id }), [goTo]);
  const [recorded, setRecorded] = useState(0);
  const badges = useBadges(outbox, place, recorded);
  const roles = useNewest(openRoleStates);

  const { problem, switchLanguage } = useLanguageSwitch((now, language) => {
    onAbout(now);
    onLanguage(language);
  });

  return (
    <ReportProblemProvider value={report}>
      <OpenRequestProvider value={openRequest}>
        <a className="skip-link" href="#main" onClick={skipToMain}>
          {t('skip')}
        </a>
        <SignIn />
        <div className="frame">
          <Panel name="header" title={t('nav.label')}>
            <Rail screen={screen} badges={badges} onScreen={toTop} onTracked={toInspection} />
          </Panel>
          <div className="frame-body">
            <Panel name="header" title={t('nav.label')}>
              <TopBar about={about} station={station} roles={roles} onLanguage={switchLanguage} />
            </Panel>
            <div className="frame-notices">
              {unhandled.failed && <ActionFailed onDismiss={unhandled.dismiss} />}
              <ProblemAlert problems={problem === null ? about.problems : [...about.problems, problem]} />
              {screen !== 'requests' && (
                <Panel name="outbox" title={t('requests.record.deliveries')}>
                  <OutboxBanner
                    outbox={outbox}
                    onShow={() => toScreen('requests')}
                    onChannels={() => goTo({ screen: 'settings', tab: 'channels' })}
                  />
                </Panel>
              )}
            </div>
            <main id="main" tabIndex={-1} data-screen={screen}>
              <GoToCheckProvider value={screen === 'check' ? null : toCheck}>
                <Panel key={`${screen} ${roles?.locks ?? 0}`} name={screen} title={t(`nav.${screen}`)}>
                  {screen === 'check' && (
                    <CheckScreen check={check} live={live} station={station} opened={place.opened} onPlace={goTo} />
                  )}
                  {screen === 'requests' && (
                    <RequestsScreen
                      key={returns}
                      start={start}
                      onStarted={started}
                      place={place}
                      onPlace={goTo}
                      onInspection={toInspection}
                    />
                  )}
                  {screen === 'inspections' && (
                    <InspectionsScreen
                      place={place.inspection}
                      onPlace={toInspection}
                      onEnded={setEnded}
                      onRecorded={() => setRecorded((times) => times + 1)}
                      onSetUp={(tab) => goTo({ screen: 'settings', tab })}
                    />
                  )}
                  {screen === 'records' && <RecordsScreen key={returns} place={place} onPlace={goTo} />}
                  {screen === 'settings' && station !== undefined && (
                    <LeaveGuardProvider value={guard}>
                      <SettingsScreen
                        place={place}
                        onPlace={goTo}
                        about={about}
                        onAbout={onAbout}
                        station={station}
                        roles={roles}
                        onSaved={readStation}
                      />
                    </LeaveGuardProvider>
                  )}
                </Panel>
              </GoToCheckProvider>
            </main>
          </div>
        </div>
        {kiosk === null && (
          <Unobtrusive key={connection} name="saved-file">
            <SavedFileToast />
          </Unobtrusive>
        )}
        {kiosk !== null && (
          <Panel name="kiosk" title={t('product')}>
            <KioskLayer state={kiosk} onChange={readKiosk} />
          </Panel>
        )}
      </OpenRequestProvider>
    </ReportProblemProvider>
  );
}
