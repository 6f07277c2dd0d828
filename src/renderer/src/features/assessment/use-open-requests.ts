import { useEffect, useState } from 'react';
import type { CoveringRequest, ReportedProblem } from '../../../../shared/domain/request-record.ts';
import { useClient, useConnectionCount } from '../../connection/use-connection.ts';

interface OpenRequests {
  /** Problems of the run that an open request is about. */
  readonly reported: readonly ReportedProblem[];
  /** Open requests whose checks all pass in the run. */
  readonly recovered: readonly CoveringRequest[];
}

const NONE: OpenRequests = { reported: [], recovered: [] };

/** What was reported before of the problems of a run, and what of it is repaired. @param run null: nothing is known about it. */
export function useOpenRequests(run: string | null): OpenRequests {
  const client = useClient();
  const connection = useConnectionCount();
  const [found, setFound] = useState(NONE);
  useEffect(() => {
    let isCurrent = true;
    setFound(NONE);
    if (run === null) return undefined;
    const read = async () => {
      const [reported, recovered] = await Promise.all([
        client.requests.reported({ run }),
        client.requests.recovered({ run }),
      ]);
      if (!isCurrent) return;
      setFound({
        reported: reported.ok ? reported.value : [],
        recovered: recovered.ok ? recovered.value : [],
      });
    };
    read().catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [client, connection, run]);
  return found;
}
