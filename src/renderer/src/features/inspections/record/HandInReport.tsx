import { Button, Group, Stack, Text, Title } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/icons/IconAlertTriangle';
import IconCircleCheck from '@tabler/icons-react/icons/IconCircleCheck';
import IconClock from '@tabler/icons-react/icons/IconClock';
import IconDeviceFloppy from '@tabler/icons-react/icons/IconDeviceFloppy';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ContractClient } from '../../../../../shared/contract.ts';
import type { InspectionRecord } from '../../../../../shared/domain/inspection/inspection-record.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import type { Preview, RequestRecord } from '../../../../../shared/domain/request-record.ts';
import { previewRows } from '../../../../../shared/preview-rows.ts';
import { Notice } from '../../../components/Notice.tsx';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { saveFile } from '../../../connection/files.ts';
import { settleCall } from '../../../connection/settle-call.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { useNewest } from '../../../connection/use-stream.ts';
import { useTexts, useWording } from '../../../language/use-texts.ts';
import { formatTime } from '../../assessment/assessment.ts';
import { DeliveryList } from '../../requests/DeliveryList.tsx';
import { type Sending, sendingOf } from '../../requests/sending.ts';
import './hand-in.css';

interface HandInReportProps {
  readonly id: string;
  readonly record: InspectionRecord;
}

const watchOutbox = (client: ContractClient, signal: AbortSignal) => client.requests.outbox(undefined, { signal });

/** Shows what would leave the PC, sends it once that is confirmed, and says what became of it. */
export function HandInReport({ id, record }: HandInReportProps) {
  const client = useClient();
  const t = useTexts('inspections');
  const [handedIn, setHandedIn] = useState<readonly RequestRecord[]>([]);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const outbox = useNewest(watchOutbox);
  const load = useCallback(async () => {
    const found = await settleCall(() => client.inspections.handedIn({ id }));
    if (found.ok) setHandedIn(found.value);
    else setProblem(found.problem);
  }, [client, id]);
  useEffect(() => void load(), [load, outbox]);

  const look = async () => {
    setBusy(true);
    const shown = await settleCall(() => client.inspections.previewHandIn({ id }));
    setBusy(false);
    setProblem(shown.ok ? null : shown.problem);
    setPreview(shown.ok ? shown.value : null);
  };
  const send = async ({ seal }: Preview) => {
    setBusy(true);
    const sent = await settleCall(() => client.inspections.handIn({ id, seal }));
    setBusy(false);
    setProblem(sent.ok ? null : sent.problem);
    if (!sent.ok) return;
    close();
    await load();
  };
  const close = () => {
    setPreview(null);
    heading.current?.focus();
  };
  const resend = async (delivery: string) => {
    const sent = await settleCall(() => client.requests.resend({ delivery }));
    setProblem(sent.ok ? null : sent.problem);
    await load();
  };
  const [newest] = handedIn;
  const isOutdated =
    newest?.request.report !== undefined && newest.request.report.supplements < record.supplements.length;
  return (
    <section className="card hand-in" aria-label={t('handIn.heading')}>
      <Title order={3} ref={heading} tabIndex={-1}>
        {t('handIn.heading')}
      </Title>
      {newest === undefined && <Text c="var(--color-text-secondary)">{t('handIn.help')}</Text>}
      {handedIn.map((one) => (
        <HandedIn
          key={one.request.id}
          record={one}
          onResend={(delivery) => void resend(delivery)}
          onProblem={setProblem}
        />
      ))}
      {isOutdated && <Notice tone="attention">{t('handIn.outdated')}</Notice>}
      <ProblemAlert problems={problem === null ? [] : [problem]} />
      {preview === null && (newest === undefined || isOutdated) && (
        <div>
          <Button loading={busy} onClick={() => void look()}>
            {t(newest === undefined ? 'handIn.start' : 'handIn.again')}
          </Button>
        </div>
      )}
      {preview !== null && (
        <ToHandIn preview={preview} busy={busy} onSend={() => void send(preview)} onCancel={close} />
      )}
    </section>
  );
}

/** By shape as well as colour. */
const SENDING_ICONS = { sent: IconCircleCheck, waiting: IconClock, stuck: IconAlertTriangle, kept: IconDeviceFloppy };

function SendingIcon({ sending }: { readonly sending: Sending }) {
  const Icon = SENDING_ICONS[sending];
  return <Icon size={24} aria-hidden />;
}

interface HandedInProps {
  readonly record: RequestRecord;
  readonly onResend: (delivery: string) => void;
  readonly onProblem: (problem: Problem | null) => void;
}

/** A report that was handed in: when, under which number, and where it is on each channel. */
function HandedIn({ record, onResend, onProblem }: HandedInProps) {
  const client = useClient();
  const t = useTexts('inspections');
  const { id, number, filedAt } = record.request;
  const sending = sendingOf(record);
  const waiting = record.deliveries.find(({ state }) => state === 'queued');
  const save = async () => {
    const file = await settleCall(() => client.requests.exportFile({ id }));
    onProblem(file.ok ? null : file.problem);
    if (file.ok) saveFile(file.value);
  };
  return (
    <article className="handed-in" data-sending={sending}>
      <p className="handed-in-state">
        <SendingIcon sending={sending} />
        {t(`handIn.state.${sending}`)}
      </p>
      <p>
        {t(sending === 'kept' ? 'handIn.savedEntry' : 'handIn.entry', {
          time: formatTime(filedAt).slice(0, 16),
          number,
        })}
      </p>
      {(record.deliveries.length > 0 || record.carried) && (
        <DeliveryList withdrawn={false} deliveries={record.deliveries} carried={record.carried} onResend={onResend} />
      )}
      {sending !== 'sent' && (
        <div className="handed-in-ways">
          {waiting !== undefined && (
            <Button variant="default" onClick={() => onResend(waiting.id)}>
              {t('screen:requests.record.resend')}
            </Button>
          )}
          <Button variant="default" onClick={() => void save()}>
            {t('handIn.export')}
          </Button>
        </div>
      )}
    </article>
  );
}

interface ToHandInProps {
  readonly preview: Preview;
  readonly busy: boolean;
  readonly onSend: () => void;
  readonly onCancel: () => void;
}

/** Everything that would leave the PC, and where it would go. */
function ToHandIn({ preview, busy, onSend, onCancel }: ToHandInProps) {
  const t = useTexts('inspections');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'start' });
  }, []);
  const wording = useWording();
  const rows = previewRows(preview.message, wording);
  const { channels, clock } = preview;
  const list = (technical: boolean) => (
    <dl className="to-hand-in">
      {rows
        .filter((row) => row.technical === technical)
        .map(({ path, label, value }) => (
          <div key={path}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
  return (
    <Stack gap="sm">
      <Title order={4} ref={heading} tabIndex={-1}>
        {t('handIn.what')}
      </Title>
      {clock !== undefined && <ProblemAlert problems={[clock]} />}
      {list(false)}
      <Text>{t('handIn.file')}</Text>
      <details>
        <summary>{t('screen:requests.preview.technical')}</summary>
        {list(true)}
      </details>
      <Notice tone={channels.length > 0 ? 'info' : 'attention'}>
        {channels.length > 0
          ? t('handIn.goes', { channels: wording.list(channels.map(({ title }) => title)) })
          : t('handIn.nowhere')}
      </Notice>
      <Group>
        <Button loading={busy} onClick={onSend}>
          {t(channels.length > 0 ? 'handIn.send' : 'handIn.save')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('handIn.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
