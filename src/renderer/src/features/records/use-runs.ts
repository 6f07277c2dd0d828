import { useCallback, useEffect, useRef, useState } from 'react';
import type { RunSummary } from '../../../../shared/contract.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { RunFilter } from '../../../../shared/domain/run-filter.ts';
import { useClient } from '../../connection/use-connection.ts';

const PAGE = 50;

export interface FoundRuns {
  /** Newest first, as far as they are loaded; null while the first page is read. */
  readonly runs: readonly RunSummary[] | null;
  readonly total: number;
  readonly problem: Problem | null;
  readonly loadMore: () => Promise<void>;
}

/** Runs that are looked for, page by page; an answer to an earlier question is dropped. */
export function useRuns(filter: RunFilter): FoundRuns {
  const client = useClient();
  const [found, setFound] = useState<{ runs: readonly RunSummary[]; total: number } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const asked = useRef(0);
  const load = useCallback(
    async (known: readonly RunSummary[]) => {
      asked.current += 1;
      const own = asked.current;
      const before = known.at(-1)?.id;
      const page = await client.runs.find({ filter, limit: PAGE, ...(before !== undefined && { before }) });
      if (own !== asked.current) return;
      setProblem(page.ok ? null : page.problem);
      if (page.ok) setFound({ runs: [...known, ...page.value.runs], total: page.value.total });
    },
    [client, filter],
  );
  useEffect(() => void load([]), [load]);
  return {
    runs: found?.runs ?? null,
    total: found?.total ?? 0,
    problem,
    loadMore: () => load(found?.runs ?? []),
  };
}
