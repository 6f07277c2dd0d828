import { Button } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/icons/IconAlertTriangle';
import IconSend from '@tabler/icons-react/icons/IconSend';
import { useEffect, useRef } from 'react';
import type { Verdict } from '../../../../shared/domain/finding.ts';
import type { Preview, RequestRecord } from '../../../../shared/domain/request-record.ts';
import type { RequestDraft } from '../../../../shared/domain/service-request.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { ShowPersonal } from '../../components/ShowPersonal.tsx';
import { Panel } from '../../failures/Panel.tsx';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { FormPaper } from './FormPaper.tsx';
import { RequestFields } from './RequestFields.tsx';
import { useRequestForm } from './use-request-form.ts';

interface RequestFormProps {
  readonly opened: RequestDraft;
  readonly verdict: Verdict | null;
  readonly onFiled: (record: RequestRecord) => void;
  readonly onLeave: () => void;
  /** To where channels are set up. */
  readonly onChannels: () => void;
}

/** One sheet: on the left what is asked, filled in already; on the right the official form as it will leave this PC. */
export function RequestForm({ opened, verdict, onFiled, onLeave, onChannels }: RequestFormProps) {
  const t = useTexts('screen');
  const form = useRequestForm(opened, verdict, onFiled);
  const { draft, preview, problem, sending, changed } = form;
  const heading = useRef<HTMLHeadingElement>(null);
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const send = async () => {
    const missing = await form.send();
    if (missing === null) return;
    const field = fields.current?.querySelector<HTMLElement>(`[name="${missing}"]`);
    field?.focus();
    field?.scrollIntoView({ block: 'center' });
  };
  const isFault = draft.kind === 'technical';
  const isSent = preview !== null && preview.channels.length > 0;
  return (
    <div className="request-sheet">
      <div className="request-columns">
        <section className="card request-ask" aria-labelledby="request-heading">
          <h2 id="request-heading" ref={heading} tabIndex={-1}>
            {opened.run === null && !isFault ? t(`requests:terms.kind.${draft.kind}`) : t('requests.form.heading')}
          </h2>
          {opened.run !== null && <p className="request-title">{draft.title}</p>}
          <ProblemAlert problems={problem === null ? [] : [problem]} />
          <Panel name="request-fields" title={t('requests.form.more')}>
            <div ref={fields} className="request-fields">
              <RequestFields draft={draft} missing={form.missing} onChange={form.change} onShow={form.show} />
            </div>
          </Panel>
        </section>
        <section className="request-shown" aria-label={t('requests.preview.heading')}>
          <p className="paper-caption">
            {t('requests.preview.heading')}
            {form.show !== null && <ShowPersonal what="contact" onShow={form.show} />}
          </p>
          <Panel name="preview" title={t('requests.preview.heading')}>
            {preview !== null && (
              <>
                {preview.clock !== undefined && <ProblemAlert problems={[preview.clock]} />}
                <FormPaper preview={preview} />
              </>
            )}
          </Panel>
        </section>
      </div>
      <footer className="send-bar request-foot">
        <ChannelChip preview={preview} onChannels={onChannels} />
        <span className="request-foot-buttons">
          <Button variant="default" onClick={onLeave}>
            {t(changed ? 'requests.form.keep' : 'requests.form.leave')}
          </Button>
          <Button
            className="request-send"
            leftSection={isSent ? <IconSend size={20} aria-hidden /> : undefined}
            onClick={() => void send()}
            loading={sending}
            disabled={!form.ready}
          >
            {t(preview === null || isSent ? 'requests.form.send' : 'requests.form.save')}
          </Button>
        </span>
      </footer>
    </div>
  );
}

/** Where it goes, or that it goes nowhere yet. */
function ChannelChip({ preview, onChannels }: { readonly preview: Preview | null; readonly onChannels: () => void }) {
  const t = useTexts('screen');
  const wording = useWording();
  if (preview === null) return <span />;
  const isSent = preview.channels.length > 0;
  return (
    <span className="channel-chip" data-sent={isSent || undefined}>
      {isSent ? <IconSend size={18} aria-hidden /> : <IconAlertTriangle size={18} aria-hidden />}
      {isSent
        ? t('requests.preview.goes', { channels: wording.list(preview.channels.map(({ title }) => title)) })
        : t('requests.preview.nowhereYet')}
      {!isSent && (
        <Button variant="subtle" onClick={onChannels}>
          {t('requests.banner.channels')}
        </Button>
      )}
    </span>
  );
}
