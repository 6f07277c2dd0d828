import { Button } from '@mantine/core';
import IconSend from '@tabler/icons-react/icons/IconSend';
import type { ChannelTest } from '../../../../../shared/domain/channel-entry.ts';
import { Notice } from '../../../components/Notice.tsx';
import { useTexts } from '../../../language/use-texts.ts';
import type { TestState } from './use-channel-test.ts';

interface TestPanelProps {
  readonly state: TestState;
  readonly onSend: () => void;
  readonly onCancel: () => void;
}

/** Tries what stands in the form: a message that says itself that it is none. */
export function TestPanel({ state, onSend, onCancel }: TestPanelProps) {
  const t = useTexts('channels');
  const isSending = state.phase === 'sending';
  return (
    <div className="channel-test">
      <h3>{t('test.heading')}</h3>
      <p className="muted">{t('test.help')}</p>
      <div className="channel-actions">
        <Button
          variant="default"
          leftSection={<IconSend size={20} aria-hidden />}
          disabled={isSending}
          onClick={onSend}
        >
          {t('test.send')}
        </Button>
        {isSending && (
          <Button variant="subtle" onClick={onCancel}>
            {t('test.cancel')}
          </Button>
        )}
      </div>
      <div aria-live="polite">
        {isSending && (
          <p className="channel-sending">
            <progress aria-label={t('test.sending')} />
            <span>{t('test.sending')}</span>
            <span aria-hidden>{t('test.seconds', { seconds: state.seconds })}</span>
          </p>
        )}
        {state.phase === 'cancelled' && <p>{t('test.cancelled')}</p>}
        {state.phase === 'done' && <TestResult test={state.test} />}
      </div>
    </div>
  );
}

const TONES = { arrived: 'done', doubtful: 'attention', failed: 'error' } as const;

function TestResult({ test }: { readonly test: ChannelTest }) {
  const t = useTexts('channels');
  return (
    <Notice tone={TONES[test.result]} title={t(`test.${test.result}`)}>
      {test.result === 'arrived' ? (
        <p>{t('test.look')}</p>
      ) : (
        <>
          <p>{t(`requests:delivery.reason.${test.reason}.title`)}</p>
          <p>{t(`reason.${test.reason}`)}</p>
          {test.detail !== '' && (
            <details>
              <summary>{t('test.detail')}</summary>
              <code>{test.detail}</code>
            </details>
          )}
        </>
      )}
    </Notice>
  );
}
