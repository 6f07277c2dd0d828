import { Button, Group } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Verdict } from '../../../../shared/domain/finding.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { RequestRecord } from '../../../../shared/domain/request-record.ts';
import type { RequestDraft } from '../../../../shared/domain/service-request.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts } from '../../language/use-texts.ts';
import type { InspectionPlace } from '../../shell/place.ts';
import { useOutbox } from './OutboxBanner.tsx';
import { RequestForm } from './RequestForm.tsx';
import { RequestList } from './RequestList.tsx';
import { RequestView } from './RequestView.tsx';
import type { RequestOfInspection, RequestOfRun, RequestStart } from './report-problem.ts';

type Place =
  | { readonly at: 'list' }
  | { readonly at: 'form'; readonly draft: RequestDraft; readonly verdict: Verdict | null }
  | { readonly at: 'record'; readonly record: RequestRecord; readonly fresh: boolean };

interface RequestsScreenProps {
  /** What to open the form with at once; null: the list. */
  readonly start: RequestStart | null;
  readonly onStarted: () => void;
  /** Id of the request the address names; null: list or form. */
  readonly opened: string | null;
  readonly onOpened: (id: string | null) => void;
  readonly onInspection: (place: InspectionPlace) => void;
}

/** Shows the list, the form or one request. */
export default function RequestsScreen({ start, onStarted, opened, onOpened, onInspection }: RequestsScreenProps) {
  const client = useClient();
  const t = useTexts('screen');
  const [place, setPlace] = useState<Place>({ at: 'list' });
  const [problem, setProblem] = useState<Problem | null>(null);
  /** The inspection that the open form was filled in from. */
  const [inspection, setInspection] = useState<RequestOfInspection | null>(null);

  const begin = useCallback(
    async ({ run, check, kind, verdict }: RequestOfRun) => {
      setInspection(null);
      const draft = await client.requests.draft({ run, check, kind });
      setProblem(draft.ok ? null : draft.problem);
      if (draft.ok) setPlace({ at: 'form', draft: draft.value, verdict });
    },
    [client],
  );
  useEffect(() => {
    if (start === null) return;
    onStarted();
    if ('draft' in start) {
      setInspection(start);
      setPlace({ at: 'form', draft: start.draft, verdict: null });
    } else void begin(start);
  }, [start, begin, onStarted]);

  const shownId = place.at === 'record' ? place.record.request.id : null;
  /** Id of the request that is shown or being loaded. */
  const requested = useRef<string | null>(null);
  // Follows the address: after a reload, and when the browser goes back or forward.
  useEffect(() => {
    if (opened === requested.current) return undefined;
    requested.current = opened;
    if (opened === null) {
      setPlace((now) => (now.at === 'record' ? { at: 'list' } : now));
      return undefined;
    }
    let isCurrent = true;
    const open = async () => {
      const record = await client.requests.get({ id: opened });
      if (!isCurrent) return;
      setProblem(record.ok ? null : record.problem);
      if (record.ok) setPlace({ at: 'record', record: record.value, fresh: false });
      else onOpened(null);
    };
    void open();
    return () => {
      isCurrent = false;
      requested.current = null;
    };
  }, [client, opened, onOpened]);
  const outbox = useOutbox();
  // Something was sent or failed to be sent: the record shown is read again.
  useEffect(() => {
    if (shownId === null || outbox === null) return;
    const renew = async () => {
      const record = await client.requests.get({ id: shownId });
      if (!record.ok) return;
      setPlace((now) =>
        now.at === 'record' && now.record.request.id === shownId ? { ...now, record: record.value } : now,
      );
    };
    renew().catch(() => undefined);
  }, [client, shownId, outbox]);
  const toList = () => {
    setInspection(null);
    setPlace({ at: 'list' });
    onOpened(null);
  };
  const filed = async (record: RequestRecord) => {
    setPlace({ at: 'record', record, fresh: true });
    requested.current = record.request.id;
    onOpened(record.request.id);
    // Another draft may have been opened from the list meanwhile.
    if (inspection?.draft.id === record.request.id) setProblem(await inspection.onFiled(record.request.id));
  };

  return (
    <>
      <ProblemAlert problems={problem === null ? [] : [problem]} />
      {inspection !== null && (
        <Group mb="md">
          <Button variant="default" onClick={() => onInspection(inspection.from)}>
            {t('requests.backToInspection')}
          </Button>
        </Group>
      )}
      {place.at === 'list' && (
        <RequestList
          onOpen={onOpened}
          onNew={(kind) => void begin({ kind, run: null, check: null, verdict: null })}
          onDraft={(draft) => setPlace({ at: 'form', draft, verdict: null })}
        />
      )}
      {place.at === 'form' && (
        <RequestForm
          key={place.draft.id}
          opened={place.draft}
          verdict={place.verdict}
          onFiled={(record) => void filed(record)}
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
