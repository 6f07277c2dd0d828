import { Button, Group } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Verdict } from '../../../../shared/domain/finding.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { RequestRecord } from '../../../../shared/domain/request-record.ts';
import type { RequestDraft } from '../../../../shared/domain/service-request.ts';
import { Loading } from '../../components/Loading.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts } from '../../language/use-texts.ts';
import type { GoTo, InspectionPlace, Place } from '../../shell/place.ts';
import { useOutbox } from './OutboxBanner.tsx';
import { RequestForm } from './RequestForm.tsx';
import { type ListTab, RequestList } from './RequestList.tsx';
import { RequestView } from './RequestView.tsx';
import type { RequestOfInspection, RequestOfRun, RequestStart } from './report-problem.ts';
import './request-form.css';
import './request-list.css';
import './request-record.css';

type View =
  | { readonly at: 'list' }
  /** A form or a request that is being loaded. */
  | { readonly at: 'opening' }
  | {
      readonly at: 'form';
      readonly draft: RequestDraft;
      readonly verdict: Verdict | null;
      /** The address names it: a reload opens it again, and the browser's Back leaves it. */
      readonly inAddress: boolean;
    }
  | { readonly at: 'record'; readonly record: RequestRecord; readonly fresh: boolean };

interface RequestsScreenProps {
  /** What to open the form with at once; null: the list. */
  readonly start: RequestStart | null;
  readonly onStarted: () => void;
  readonly place: Place;
  readonly onPlace: GoTo;
  readonly onInspection: (place: InspectionPlace) => void;
}

/** Shows the list, the form or one request. */
export default function RequestsScreen({ start, onStarted, place, onPlace, onInspection }: RequestsScreenProps) {
  const { opened, newRequest, tab } = place;
  const client = useClient();
  const t = useTexts('screen');
  const [view, setView] = useState<View>({
    at: start === null && newRequest === null && opened === null ? 'list' : 'opening',
  });
  const [problem, setProblem] = useState<Problem | null>(null);
  /** The inspection that the open form was filled in from. */
  const [inspection, setInspection] = useState<RequestOfInspection | null>(null);

  const begin = useCallback(
    async ({ run, check, kind, verdict }: RequestOfRun, inAddress = false) => {
      setInspection(null);
      const draft = await client.requests.draft({ run, check, kind });
      setProblem(draft.ok ? null : draft.problem);
      setView(draft.ok ? { at: 'form', draft: draft.value, verdict, inAddress } : { at: 'list' });
    },
    [client],
  );
  useEffect(() => {
    if (start === null) return;
    onStarted();
    if ('draft' in start) {
      setInspection(start);
      setView({ at: 'form', draft: start.draft, verdict: null, inAddress: false });
    } else void begin(start);
  }, [start, begin, onStarted]);
  useEffect(() => {
    if (newRequest !== null) void begin({ kind: newRequest, run: null, check: null, verdict: null }, true);
    else setView((now) => (now.at === 'form' && now.inAddress ? { at: 'list' } : now));
  }, [newRequest, begin]);

  const shownId = view.at === 'record' ? view.record.request.id : null;
  /** Id of the request that is shown or being loaded. */
  const requested = useRef<string | null>(null);
  // Follows the address: after a reload, and when the browser goes back or forward.
  useEffect(() => {
    if (opened === requested.current) return undefined;
    requested.current = opened;
    if (opened === null) {
      setView((now) => (now.at === 'record' ? { at: 'list' } : now));
      return undefined;
    }
    let isCurrent = true;
    const open = async () => {
      const record = await client.requests.get({ id: opened });
      if (!isCurrent) return;
      setProblem(record.ok ? null : record.problem);
      if (record.ok) setView({ at: 'record', record: record.value, fresh: false });
      else {
        setView({ at: 'list' });
        onPlace({ opened: null });
      }
    };
    void open();
    return () => {
      isCurrent = false;
      requested.current = null;
    };
  }, [client, opened, onPlace]);
  const outbox = useOutbox();
  // Something was sent or failed to be sent: the record shown is read again.
  useEffect(() => {
    if (shownId === null || outbox === null) return;
    const renew = async () => {
      const record = await client.requests.get({ id: shownId });
      if (!record.ok) return;
      setView((now) =>
        now.at === 'record' && now.record.request.id === shownId ? { ...now, record: record.value } : now,
      );
    };
    renew().catch(() => undefined);
  }, [client, shownId, outbox]);
  const toList = () => {
    setInspection(null);
    setView({ at: 'list' });
    onPlace({ opened: null, newRequest: null });
  };
  /** What was done on leaving a request must not lead back to it. */
  const changed = (record: RequestRecord) =>
    setView((now) =>
      now.at === 'record' && now.record.request.id === record.request.id ? { at: 'record', record, fresh: false } : now,
    );
  const filed = async (record: RequestRecord) => {
    setView({ at: 'record', record, fresh: true });
    requested.current = record.request.id;
    onPlace({ opened: record.request.id, newRequest: null });
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
      {view.at === 'opening' && <Loading label={t('history.loading')} />}
      {view.at === 'list' && (
        <RequestList
          tab={(tab ?? 'open') as ListTab}
          onTab={(name) => onPlace({ tab: name })}
          onOpen={(id) => onPlace({ opened: id })}
          onNew={(kind) => onPlace({ newRequest: kind })}
          onDraft={(draft) => setView({ at: 'form', draft, verdict: null, inAddress: false })}
        />
      )}
      {view.at === 'form' && (
        <RequestForm
          key={view.draft.id}
          opened={view.draft}
          verdict={view.verdict}
          onFiled={(record) => void filed(record)}
          onLeave={toList}
          onChannels={() => onPlace({ screen: 'settings', tab: 'channels' })}
        />
      )}
      {view.at === 'record' && (
        <RequestView record={view.record} fresh={view.fresh} onChanged={changed} onBack={toList} />
      )}
    </>
  );
}
