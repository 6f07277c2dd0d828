import { useEffect, useState } from 'react';
import type { RunSummary } from '../../../../shared/contract.ts';
import type { InspectionPlan } from '../../../../shared/domain/inspection/inspection-plan.ts';
import { isOpen } from '../../../../shared/domain/open-requests.ts';
import type { RequestSummary } from '../../../../shared/domain/request-record.ts';
import { useClient, useConnectionCount } from '../../connection/use-connection.ts';

/** How many of the newest requests are looked through for open ones. */
const REQUESTS = 50;

interface HomeSummary {
  /** Undefined while it is being read, null where nothing has been checked yet. */
  readonly lastRun: RunSummary | null | undefined;
  /** Newest first. */
  readonly openRequests: readonly RequestSummary[] | undefined;
  readonly plan: InspectionPlan | undefined;
}

/** What the home screen shows beside the button. What cannot be read stays away: its own screen says why. */
export function useHomeSummary(): HomeSummary {
  const client = useClient();
  const connection = useConnectionCount();
  const [summary, setSummary] = useState<HomeSummary>({ lastRun: undefined, openRequests: undefined, plan: undefined });
  useEffect(() => {
    let isCurrent = true;
    const take = (part: Partial<HomeSummary>) => isCurrent && setSummary((now) => ({ ...now, ...part }));
    const read = async () => {
      const runs = await client.runs.list({ limit: 1 });
      if (runs.ok) take({ lastRun: runs.value[0] ?? null });
      const requests = await client.requests.list({ limit: REQUESTS });
      if (requests.ok)
        take({
          openRequests: requests.value.filter((it): it is RequestSummary => !('problem' in it) && isOpen(it.state)),
        });
      const plan = await client.inspections.plan();
      if (plan.ok) take({ plan: plan.value });
    };
    read().catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [client, connection]);
  return summary;
}
