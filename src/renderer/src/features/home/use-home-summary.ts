import { useEffect, useState } from 'react';
import type { RunSummary } from '../../../../shared/contract.ts';
import type { InspectionPlan } from '../../../../shared/domain/inspection/inspection-plan.ts';
import type { InspectionSummary } from '../../../../shared/domain/inspection/inspection-session.ts';
import { isReadable } from '../../../../shared/domain/problem.ts';
import type { RequestCounts, RequestSummary } from '../../../../shared/domain/request-record.ts';
import { useClient, useConnectionCount } from '../../connection/use-connection.ts';

/** How many of the newest open requests are looked through for one that can be read. */
const OPEN_REQUESTS = 10;

export interface OpenRequestsSummary {
  readonly counts: RequestCounts;
  /** Null where there is none that can be read. */
  readonly newest: RequestSummary | null;
}

export interface HomeSummary {
  /** Undefined while it is being read, null where nothing has been checked yet. */
  readonly lastRun: RunSummary | null | undefined;
  /** Undefined while they are being read, null where they cannot be read. */
  readonly requests: OpenRequestsSummary | null | undefined;
  readonly plan: InspectionPlan | undefined;
  /** The newest inspection under way; null where there is none that can be read. */
  readonly underWay: InspectionSummary | null;
}

/** What the home screen shows beside the button. What cannot be read is not shown as none; its own screen says why. */
export function useHomeSummary(): HomeSummary {
  const client = useClient();
  const connection = useConnectionCount();
  const [summary, setSummary] = useState<HomeSummary>({
    lastRun: undefined,
    requests: undefined,
    plan: undefined,
    underWay: null,
  });
  useEffect(() => {
    let isCurrent = true;
    const take = (part: Partial<HomeSummary>) => isCurrent && setSummary((now) => ({ ...now, ...part }));
    const read = async () => {
      const runs = await client.runs.list({ limit: 1 });
      if (runs.ok) take({ lastRun: runs.value[0] ?? null });
      const counts = await client.requests.counts();
      const open = await client.requests.list({ limit: OPEN_REQUESTS, which: 'open' });
      const isRead = counts.ok && open.ok;
      take({ requests: isRead ? { counts: counts.value, newest: open.value.find(isReadable) ?? null } : null });
      const plan = await client.inspections.plan();
      const listed = await client.inspections.list();
      const begun = listed.ok ? listed.value.filter(isReadable).filter(({ state }) => state === 'open') : [];
      const underWay = begun.toSorted((one, other) => other.id.localeCompare(one.id))[0] ?? null;
      take({ underWay, ...(plan.ok && { plan: plan.value }) });
    };
    read().catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [client, connection]);
  return summary;
}
