import { useCallback, useEffect, useState } from 'react';
import type { WhichRequests } from '../../../../shared/domain/open-requests.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { ImportReport, ListedRequest, RequestCounts } from '../../../../shared/domain/request-record.ts';
import type { RequestDraft } from '../../../../shared/domain/service-request.ts';
import { readBase64 } from '../../connection/files.ts';
import { answerLost } from '../../connection/settle-call.ts';
import { useClient } from '../../connection/use-connection.ts';
import { useOutbox } from './OutboxBanner.tsx';

const PAGE = 50;

interface RequestLists {
  /** Newest first; null while they are being read, where they cannot be read, and where none were asked for. */
  readonly items: readonly ListedRequest[] | null;
  /** Null while they are being counted, or where nobody can. */
  readonly counts: RequestCounts | null;
  /** Null while they are being read, and where they cannot be read. */
  readonly drafts: readonly RequestDraft[] | null;
  /** Reads older ones; null: there are none. */
  readonly more: (() => void) | null;
  readonly problem: Problem | null;
  readonly imported: ImportReport | null;
  /** Asks who is there. @returns whether somebody may discard drafts. */
  readonly mayDiscard: () => Promise<boolean>;
  readonly discard: (id: string) => Promise<void>;
  readonly importFile: (file: File | null) => Promise<void>;
}

interface Listed {
  readonly items: readonly ListedRequest[];
  readonly hasMore: boolean;
}

/** Requests and drafts as they are now; read again whenever something was sent. @param which null: the drafts alone. */
export function useRequestList(which: WhichRequests | null): RequestLists {
  const client = useClient();
  const outbox = useOutbox();
  const [listed, setListed] = useState<Readonly<Partial<Record<WhichRequests, Listed>>>>({});
  const [counts, setCounts] = useState<RequestCounts | null>(null);
  const [drafts, setDrafts] = useState<readonly RequestDraft[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [imported, setImported] = useState<ImportReport | null>(null);

  const count = useCallback(async () => {
    const counted = await client.requests.counts();
    setCounts(counted.ok ? counted.value : null);
    if (!counted.ok) setProblem(counted.problem);
  }, [client]);
  const load = useCallback(
    async (before?: string) => {
      if (which === null) return;
      const page = await client.requests.list({ limit: PAGE, which, ...(before !== undefined && { before }) });
      if (!page.ok) return setProblem(page.problem);
      const hasMore = page.value.length === PAGE;
      setListed((known) => {
        if (before === undefined) return { ...known, [which]: { items: page.value, hasMore } };
        const items = known[which]?.items ?? [];
        // The first page was read again meanwhile, or this one came twice.
        if (items.at(-1)?.id !== before) return known;
        return { ...known, [which]: { items: [...items, ...page.value], hasMore } };
      });
    },
    [client, which],
  );
  const loadDrafts = useCallback(async () => {
    const stored = await client.requests.drafts();
    if (stored.ok) setDrafts(stored.value);
    else setProblem(stored.problem);
  }, [client]);
  useEffect(() => {
    load().catch(() => undefined);
  }, [load, outbox]);
  useEffect(() => {
    count().catch(() => undefined);
  }, [count, outbox]);
  useEffect(() => {
    loadDrafts().catch(() => undefined);
  }, [loadDrafts]);

  const shown = which === null ? undefined : listed[which];
  return {
    items: shown?.items ?? null,
    counts,
    drafts,
    more: shown?.hasMore === true ? () => void load(shown.items.at(-1)?.id) : null,
    problem,
    imported,
    async mayDiscard() {
      const allowed = await client.requests.mayDiscard().catch(answerLost);
      setProblem(allowed.ok ? null : allowed.problem);
      return allowed.ok;
    },
    async discard(id) {
      await client.requests.discardDraft({ id });
      await loadDrafts();
    },
    async importFile(file) {
      if (file === null) return;
      const report = await client.requests.importFile({ base64: await readBase64(file) });
      setProblem(report.ok ? null : report.problem);
      setImported(report.ok ? report.value : null);
      if (report.ok) await Promise.all([load(), count()]);
    },
  };
}
