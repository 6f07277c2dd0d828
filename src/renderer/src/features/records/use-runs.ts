import { useCallback, useEffect, useRef, useState } from 'react';
import type { RunSummary } from '../../../../shared/contract.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { RunFilter } from '../../../../shared/domain/run-filter.ts';
import { useClient } from '../../connection/use-connection.ts';

const PAGE = 50;
/** A search that is over sooner is not worth a word. */
const SHORT_MS = 500;

interface Loaded {
  /** Newest first, as far as they are loaded. */
  readonly runs: readonly RunSummary[];
  readonly total: number;
  /** There are more than `total`: they were counted up to a limit. */
  readonly isMore: boolean;
  /** There are runs after those that are loaded. */
  readonly hasNext: boolean;
}

export interface FoundRuns {
  /** Null while the first page is read. */
  readonly found: Loaded | null;
  /** A search takes some time; what is shown until it is over was found before. */
  readonly isSearching: boolean;
  readonly problem: Problem | null;
  readonly loadMore: () => Promise<void>;
}

/** Runs that are looked for, page by page; a newer question ends an earlier one. */
export function useRuns(filter: RunFilter): FoundRuns {
  const client = useClient();
  const [found, setFound] = useState<Loaded | null>(null);
  const [isSearching, setSearching] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const asked = useRef<AbortController | null>(null);
  const load = useCallback(
    async (known: Loaded | null) => {
      asked.current?.abort();
      const own = new AbortController();
      asked.current = own;
      const waiting = setTimeout(() => setSearching(true), SHORT_MS);
      const before = known?.runs.at(-1)?.id;
      try {
        const page = await client.runs.find(
          { filter, limit: PAGE, ...(before !== undefined && { before }) },
          { signal: own.signal },
        );
        if (own.signal.aborted) return;
        setProblem(page.ok ? null : page.problem);
        if (page.ok) setFound(withPage(known, page.value));
      } catch (cause) {
        if (!own.signal.aborted) throw cause;
      } finally {
        clearTimeout(waiting);
        if (asked.current === own) setSearching(false);
      }
    },
    [client, filter],
  );
  useEffect(() => {
    void load(null);
    return () => asked.current?.abort();
  }, [load]);
  return { found, isSearching, problem, loadMore: () => load(found) };
}

/** What is loaded with the next page of it: how many there are is counted with the first one. */
function withPage(
  known: Loaded | null,
  { runs, count, hasMore }: { readonly runs: readonly RunSummary[]; readonly count: number; readonly hasMore: boolean },
): Loaded {
  const hasNext = hasMore || runs.length < count;
  if (known === null) return { runs, total: count, isMore: hasMore, hasNext };
  return { ...known, runs: [...known.runs, ...runs], hasNext };
}
