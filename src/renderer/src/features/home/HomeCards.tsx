import { UnstyledButton } from '@mantine/core';
import IconChevronRight from '@tabler/icons-react/icons/IconChevronRight';
import type { ReactNode } from 'react';
import type { RunSummary } from '../../../../shared/contract.ts';
import type { InspectionPlan } from '../../../../shared/domain/inspection/inspection-plan.ts';
import type { InspectionSummary } from '../../../../shared/domain/inspection/inspection-session.ts';
import type { RequestSummary } from '../../../../shared/domain/request-record.ts';
import { VerdictChip } from '../../components/VerdictChip.tsx';
import { useTexts, useWording } from '../../language/use-texts.ts';
import type { GoTo } from '../../shell/place.ts';
import { formatTime } from '../assessment/assessment.ts';
import { isOutOfUse, pendingWords } from '../inspections/plan/last-inspection.ts';
import { findCurrentEntry, nothingPlanned } from '../inspections/plan/current-entry.ts';
import { Countdown } from '../requests/PromiseList.tsx';
import type { StationOnScreen } from '../settings/StationForm.tsx';
import { stateWords } from '../requests/state-words.ts';
import type { HomeSummary, OpenRequestsSummary } from './use-home-summary.ts';

interface HomeCardsProps {
  readonly station: StationOnScreen;
  readonly summary: HomeSummary;
  /** False: the last inspection took the lab out of use, and no verdict may read as an order to teach. */
  readonly isInUse: boolean;
  readonly onPlace: GoTo;
}

/** What is going on at this seat: the last check, open requests, the next inspection. */
export function HomeCards({ station, summary, isInUse, onPlace }: HomeCardsProps) {
  const t = useTexts('screen');
  const { lastRun, requests, plan, underWay } = summary;
  return (
    <div className="home-cards">
      {station === null && (
        <HomeCard title={t('home.firstRun')} onOpen={() => onPlace({ screen: 'settings', tab: 'seat' })}>
          <p className="home-card-fact">{t('station.notSet')}</p>
          <p>{t('home.firstRunHelp')}</p>
        </HomeCard>
      )}
      <LastCheck run={lastRun} isInUse={isInUse} onPlace={onPlace} />
      <OpenRequests summary={requests} onPlace={onPlace} />
      <NextInspection plan={plan} underWay={underWay} onPlace={onPlace} />
    </div>
  );
}

interface HomeCardProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly onOpen: () => void;
}

function HomeCard({ title, children, onOpen }: HomeCardProps) {
  return (
    <UnstyledButton className="card home-card" onClick={onOpen}>
      <span className="home-card-title">
        {title}
        <IconChevronRight size={20} aria-hidden />
      </span>
      {children}
    </UnstyledButton>
  );
}

interface LastCheckProps {
  readonly run: RunSummary | null | undefined;
  readonly isInUse: boolean;
  readonly onPlace: GoTo;
}

function LastCheck({ run, isInUse, onPlace }: LastCheckProps) {
  const t = useTexts('screen');
  return (
    <HomeCard title={t('home.lastCheck')} onOpen={() => onPlace({ screen: 'records', opened: run?.id ?? null })}>
      {run === null && <p className="home-card-fact">{t('home.neverChecked')}</p>}
      {run != null && (
        <>
          {isInUse || run.verdict !== 'ready' ? (
            <VerdictChip verdict={run.verdict} />
          ) : (
            <p>{t('lesson.devicesFine')}</p>
          )}
          <p className="home-card-fact">{formatTime(run.startedAt).slice(0, 16)}</p>
        </>
      )}
    </HomeCard>
  );
}

/** How far a request has come, of four stages. */
const PROGRESS: Readonly<Record<RequestSummary['state'], number>> = {
  filed: 1,
  acknowledged: 2,
  scheduled: 2,
  'in-progress': 3,
  resolved: 4,
  'followed-up': 4,
  closed: 4,
  rejected: 4,
  withdrawn: 4,
};

function OpenRequests({
  summary,
  onPlace,
}: {
  readonly summary: OpenRequestsSummary | null | undefined;
  readonly onPlace: GoTo;
}) {
  const t = useTexts('screen');
  const first = summary?.newest ?? null;
  const { open, unreadable } = summary?.counts ?? { open: 0, unreadable: 0 };
  return (
    <HomeCard
      title={first === null ? t('nav.requests') : t('home.request', { number: first.number })}
      onOpen={() => onPlace({ screen: 'requests', opened: first?.id ?? null })}
    >
      {summary === null && <p className="home-card-fact">{t('home.requestsUnknown')}</p>}
      {summary != null && open === 0 && <p className="home-card-fact">{t('home.noRequests')}</p>}
      {first === null && open > 0 && <p className="home-card-fact">{t('home.openRequests', { count: open })}</p>}
      {first !== null && (
        <>
          <p className="home-card-fact">{first.title}</p>
          {first.appointment !== null && (
            <p className="home-card-fact">
              {t('home.appointment', { time: formatTime(first.appointment).slice(5, 16) })}
            </p>
          )}
          <progress
            className="home-progress"
            max={4}
            value={first.state === 'filed' && !first.delivered ? 0 : PROGRESS[first.state]}
            aria-hidden
          />
          <p>
            {stateWords(t, first)}
            {first.unread > 0 && <b>{` · ${t('requests.list.unread', { count: first.unread })}`}</b>}
            {first.appointment === null && first.next !== null && first.next.state !== 'not-started' && (
              <>
                {` · ${t(`requests:terms.promise.${first.next.promise}`)}`}
                <Countdown promise={first.next} />
              </>
            )}
          </p>
          {open > 1 && <p>{t('home.moreRequests', { count: open - 1 })}</p>}
        </>
      )}
      {unreadable > 0 && <p>{t('home.unreadableRequests', { count: unreadable })}</p>}
    </HomeCard>
  );
}

interface NextInspectionProps {
  readonly plan: InspectionPlan | undefined;
  readonly underWay: InspectionSummary | null;
  readonly onPlace: GoTo;
}

/** What is to be done about inspections: the one under way, what the last one asks for, and what the plan says. */
function NextInspection({ plan, underWay, onPlace }: NextInspectionProps) {
  const t = useTexts('screen');
  const entry = plan === undefined ? null : findCurrentEntry(plan);
  const { language, list, t: translate } = useWording();
  const day = (date: string) =>
    new Intl.DateTimeFormat(language, { month: 'long', day: 'numeric', timeZone: 'UTC' }).format(
      new Date(`${date}T00:00:00Z`),
    );
  const last = plan?.last ?? null;
  const pending = last === null ? [] : pendingWords(last.rectification, translate);
  const isTracked = last !== null && (pending.length > 0 || isOutOfUse(last));
  const deadline = last?.rectification.deadline ?? null;
  const tracked = isTracked ? { id: last.id, view: 'rectification' as const } : null;
  const inspection = underWay === null ? tracked : { id: underWay.id, view: 'items' as const };
  /** The first of these lines stands out. */
  const look = (isFirst: boolean) => (isFirst ? 'home-card-fact' : undefined);
  const isUnset = plan?.level.level === null && inspection === null && entry === null;
  const isSaid = isTracked && entry?.state === 'rectifying';
  return (
    <HomeCard
      title={t('nav.inspections')}
      onOpen={() => onPlace(isUnset ? { screen: 'settings', tab: 'teacher' } : { screen: 'inspections', inspection })}
    >
      {underWay !== null && (
        <p className="home-card-fact">
          {t('home.inspectionUnderWay', {
            said: underWay.counts.asked - underWay.counts.open,
            asked: underWay.counts.asked,
          })}
        </p>
      )}
      {isTracked && (
        <p className={look(underWay === null)}>
          {[t(`inspectionPlan.decided.${last.decided}`), list(pending)].filter((part) => part !== '').join(' · ')}
        </p>
      )}
      {isTracked && deadline !== null && <p>{t('home.nextDeadline', { day: day(deadline) })}</p>}
      {inspection === null && plan !== undefined && entry === null && (
        <p className="home-card-quiet">{t(isUnset ? 'home.noPlan' : nothingPlanned(plan))}</p>
      )}
      {entry !== null && !isSaid && !(underWay !== null && entry.state === 'under-way') && (
        <p className={look(inspection === null)}>
          {t(`home.inspection.${entry.state}`, { due: day(entry.due), to: day(entry.period.to) })}
        </p>
      )}
    </HomeCard>
  );
}
