import { useEffect, useState } from 'react';
import type { OutboxState } from '../../../shared/domain/delivery.ts';
import type { InspectionPlan } from '../../../shared/domain/inspection/inspection-plan.ts';
import { isOpen } from '../../../shared/domain/open-requests.ts';
import type { RequestSummary } from '../../../shared/domain/request-record.ts';
import { useClient, useConnectionCount } from '../connection/use-connection.ts';
import { findCurrentEntry } from '../features/inspections/plan/current-entry.ts';
import { pendingOf, pendingWords } from '../features/inspections/plan/last-inspection.ts';
import { useTexts, useWording } from '../language/use-texts.ts';
import type { Badge } from './Rail.tsx';
import type { Place, ScreenName } from './place.ts';

/** How many of the newest requests are looked through. */
const REQUESTS = 50;
/** News of the service desk arrive at any time. */
const EVERY_MS = 60_000;

interface Waiting {
  readonly unread: number;
  readonly undelivered: number;
  readonly inspectionDue: boolean;
  readonly last: InspectionPlan['last'];
}

/** What waits on which screen: news that nobody has read, requests nobody has received, an inspection that is due or not done with. */
export function useBadges(outbox: OutboxState | null, place: Place): Partial<Record<ScreenName, Badge>> {
  const client = useClient();
  const t = useTexts('screen');
  const { list, t: translate } = useWording();
  const connection = useConnectionCount();
  const [{ unread, undelivered, inspectionDue, last }, setWaiting] = useState<Waiting>({
    unread: 0,
    undelivered: 0,
    inspectionDue: false,
    last: null,
  });
  useEffect(() => {
    let isCurrent = true;
    const read = async () => {
      const listed = await client.requests.list({ limit: REQUESTS });
      const plan = await client.inspections.plan();
      if (!isCurrent) return;
      const requests = listed.ok ? listed.value.filter((it): it is RequestSummary => !('problem' in it)) : [];
      const state = plan.ok ? findCurrentEntry(plan.value)?.state : undefined;
      setWaiting({
        unread: requests.filter((it) => it.unread > 0).length,
        undelivered: requests.filter((it) => isOpen(it.state) && it.unread === 0 && it.next?.state === 'not-started')
          .length,
        inspectionDue: state === 'due' || state === 'missed',
        last: plan.ok ? plan.value.last : null,
      });
    };
    const ask = () => void read().catch(() => undefined);
    ask();
    const asking = setInterval(ask, EVERY_MS);
    return () => {
      isCurrent = false;
      clearInterval(asking);
    };
  }, [client, connection, outbox, place]);
  const words = [
    ...(unread > 0 ? [t('badge.unread', { count: unread })] : []),
    ...(undelivered > 0 ? [t('badge.undelivered', { count: undelivered })] : []),
  ];
  const pending = pendingOf(last);
  const ofInspections = [
    ...(inspectionDue ? [t('badge.inspectionDue')] : []),
    ...(last !== null && pending > 0
      ? [t('badge.rectification', { pending: list(pendingWords(last.rectification, translate)) })]
      : []),
  ];
  return {
    ...(words.length > 0 && { requests: { count: unread + undelivered, label: words.join(t('badge.separator')) } }),
    ...(ofInspections.length > 0 && {
      inspections: { count: pending + (inspectionDue ? 1 : 0), label: ofInspections.join(t('badge.separator')) },
    }),
  };
}
