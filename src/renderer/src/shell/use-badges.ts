import { useEffect, useState } from 'react';
import type { OutboxState } from '../../../shared/domain/delivery.ts';
import type { InspectionPlan } from '../../../shared/domain/inspection/inspection-plan.ts';
import type { RequestCounts } from '../../../shared/domain/request-record.ts';
import { useClient, useConnectionCount } from '../connection/use-connection.ts';
import { findCurrentEntry } from '../features/inspections/plan/current-entry.ts';
import { pendingOf, pendingWords } from '../features/inspections/plan/last-inspection.ts';
import { type TranslateIn, useTexts, useWording } from '../language/use-texts.ts';
import type { Badge } from './Rail.tsx';
import type { Place, ScreenName } from './place.ts';
import { CHANGED, waitingChanged } from './waiting-changed.ts';

/** News of the service desk arrive at any time. */
const EVERY_MS = 60_000;

interface Waiting {
  /** Undefined while they are being read, null where they cannot be read. */
  readonly requests: RequestCounts | null | undefined;
  readonly inspectionDue: boolean;
  readonly last: InspectionPlan['last'];
}

/** What waits on which screen: news that nobody has read, requests nobody has received, an inspection that is due or not done with. @param recorded how often something was recorded of problems since. */
export function useBadges(
  outbox: OutboxState | null,
  place: Place,
  recorded: number,
): Partial<Record<ScreenName, Badge>> {
  const client = useClient();
  const t = useTexts('screen');
  const { list, t: translate } = useWording();
  const connection = useConnectionCount();
  const [{ requests, inspectionDue, last }, setWaiting] = useState<Waiting>({
    requests: undefined,
    inspectionDue: false,
    last: null,
  });
  useEffect(() => {
    let isCurrent = true;
    const read = async () => {
      const counts = await client.requests.counts();
      const plan = await client.inspections.plan();
      if (!isCurrent) return;
      const state = plan.ok ? findCurrentEntry(plan.value)?.state : undefined;
      setWaiting({
        requests: counts.ok ? counts.value : null,
        inspectionDue: state === 'due' || state === 'missed',
        last: plan.ok ? plan.value.last : null,
      });
    };
    const ask = () => void read().catch(() => undefined);
    ask();
    const asking = setInterval(ask, EVERY_MS);
    waitingChanged.addEventListener(CHANGED, ask);
    return () => {
      isCurrent = false;
      clearInterval(asking);
      waitingChanged.removeEventListener(CHANGED, ask);
    };
  }, [client, connection, outbox, place, recorded]);
  const pending = pendingOf(last);
  const ofInspections = [
    ...(inspectionDue ? [t('badge.inspectionDue')] : []),
    ...(last !== null && pending > 0
      ? [t('badge.rectification', { pending: list(pendingWords(last.rectification, translate)) })]
      : []),
  ];
  return {
    ...(requests !== undefined && { requests: ofRequests(requests, t) }),
    ...(ofInspections.length > 0 && {
      inspections: {
        count: pending + (inspectionDue ? 1 : 0),
        label: ofInspections.join(t('badge.separator')),
        ...(last !== null && pending > 0 && { place: { id: last.id, view: 'rectification' } }),
      },
    }),
  };
}

/** Those that were not looked through are named and not counted: nobody knows whether they wait for anything. */
function ofRequests(counts: RequestCounts | null, t: TranslateIn<'screen'>): Badge {
  if (counts === null) return { count: null, label: t('badge.requestsUnknown') };
  const { unread, undelivered, unreadable, unexamined } = counts;
  const waiting = [
    ['unread', unread],
    ['undelivered', undelivered],
    ['unreadable', unreadable],
    ['unexamined', unexamined],
  ] as const;
  const words = waiting.filter(([, count]) => count > 0).map(([name, count]) => t(`badge.${name}`, { count }));
  const count = unread + undelivered + unreadable;
  return { count: count === 0 && unexamined > 0 ? null : count, label: words.join(t('badge.separator')) };
}
