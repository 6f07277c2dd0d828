import { useEffect, useState } from 'react';
import type { OutboxState } from '../../../shared/domain/delivery.ts';
import { isOpen } from '../../../shared/domain/open-requests.ts';
import type { RequestSummary } from '../../../shared/domain/request-record.ts';
import { useClient, useConnectionCount } from '../connection/use-connection.ts';
import { findCurrentEntry } from '../features/inspections/plan/current-entry.ts';
import { useTexts } from '../language/use-texts.ts';
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
}

/** What waits on which screen: news that nobody has read, requests nobody has received, an inspection that is due. */
export function useBadges(outbox: OutboxState | null, place: Place): Partial<Record<ScreenName, Badge>> {
  const client = useClient();
  const t = useTexts('screen');
  const connection = useConnectionCount();
  const [{ unread, undelivered, inspectionDue }, setWaiting] = useState<Waiting>({
    unread: 0,
    undelivered: 0,
    inspectionDue: false,
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
  return {
    ...(words.length > 0 && { requests: { count: unread + undelivered, label: words.join(t('badge.separator')) } }),
    ...(inspectionDue && { inspections: { count: 1, label: t('badge.inspectionDue') } }),
  };
}
