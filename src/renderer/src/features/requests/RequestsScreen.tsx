import { useCallback, useEffect, useState } from 'react';
import type { Verdict } from '../../../../shared/domain/finding.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { RequestRecord } from '../../../../shared/domain/request-record.ts';
import type { RequestDraft } from '../../../../shared/domain/service-request.ts';
import { useClient } from '../../connection/context.ts';
import { Trouble } from '../../shell/Trouble.tsx';
import { RequestForm } from './form/RequestForm.tsx';
import { RequestView } from './record/RequestView.tsx';
import { useOutbox } from './use-outbox.ts';
import type { RequestStart } from './report-problem.ts';
import { RequestList } from './RequestList.tsx';

type Place =
  | { readonly at: 'list' }
  | { readonly at: 'form'; readonly draft: RequestDraft; readonly verdict: Verdict | null }
  | { readonly at: 'record'; readonly record: RequestRecord; readonly fresh: boolean };

interface RequestsScreenProps {
  /** What to report at once; null: the list. */
  readonly start: RequestStart | null;
  readonly onStarted: () => void;
}

/** Form, list and one request; which of them is open. */
export function RequestsScreen({ start, onStarted }: RequestsScreenProps) {
  const client = useClient();
  const [place, setPlace] = useState<Place>({ at: 'list' });
  const [problem, setProblem] = useState<Problem | null>(null);

  const begin = useCallback(
    async ({ run, check, kind, verdict }: RequestStart) => {
      const draft = await client.requests.draft({ run, check, kind });
      setProblem(draft.ok ? null : draft.problem);
      if (draft.ok) setPlace({ at: 'form', draft: draft.value, verdict });
    },
    [client],
  );
  useEffect(() => {
    if (start === null) return;
    onStarted();
    void begin(start);
  }, [start, begin, onStarted]);

  const open = async (id: string) => {
    const record = await client.requests.get({ id });
    setProblem(record.ok ? null : record.problem);
    if (record.ok) setPlace({ at: 'record', record: record.value, fresh: false });
  };
  const openedId = place.at === 'record' ? place.record.request.id : null;
  const outbox = useOutbox();
  // Something was sent, or failed to be: what is shown of it is read again.
  useEffect(() => {
    if (openedId === null || outbox === null) return;
    const renew = async () => {
      const record = await client.requests.get({ id: openedId });
      if (!record.ok) return;
      setPlace((now) =>
        now.at === 'record' && now.record.request.id === openedId ? { ...now, record: record.value } : now,
      );
    };
    renew().catch(() => undefined);
  }, [client, openedId, outbox]);
  const toList = () => setPlace({ at: 'list' });

  return (
    <>
      <Trouble problems={problem === null ? [] : [problem]} />
      {place.at === 'list' && (
        <RequestList
          onOpen={(id) => void open(id)}
          onNew={(kind) => void begin({ kind, run: null, check: null, verdict: null })}
          onDraft={(draft) => setPlace({ at: 'form', draft, verdict: null })}
        />
      )}
      {place.at === 'form' && (
        <RequestForm
          key={place.draft.id}
          opened={place.draft}
          verdict={place.verdict}
          onFiled={(record) => setPlace({ at: 'record', record, fresh: true })}
          onLeave={toList}
        />
      )}
      {place.at === 'record' && (
        <RequestView
          record={place.record}
          fresh={place.fresh}
          onChanged={(record) => setPlace({ at: 'record', record, fresh: false })}
          onBack={toList}
        />
      )}
    </>
  );
}
