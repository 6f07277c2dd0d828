import { Button } from '@mantine/core';
import { Notice } from '../../components/Notice.tsx';
import type { ContractClient } from '../../../../shared/contract.ts';
import type { OutboxState } from '../../../../shared/domain/delivery.ts';
import { useNewest } from '../../connection/use-stream.ts';
import { useTexts } from '../../language/use-texts.ts';

interface OutboxBannerProps {
  readonly outbox: OutboxState | null;
  readonly onShow: () => void;
  readonly onChannels: () => void;
}

/** Why something waits, as the texts of the banner are called. */
export const waitingState = ({ offline, failing }: OutboxState): 'offline' | 'failing' | 'waiting' =>
  offline ? 'offline' : failing ? 'failing' : 'waiting';

/** Says what has not left this PC yet, and why. Silent when everything is delivered. */
export function OutboxBanner({ outbox, onShow, onChannels }: OutboxBannerProps) {
  const t = useTexts('screen');
  if (outbox === null) return null;
  const { waiting, stuck, withoutChannel, failing } = outbox;
  const lines = [
    ...(waiting > 0 ? [t(`requests.banner.${waitingState(outbox)}`, { count: waiting })] : []),
    ...(withoutChannel > 0 ? [t('requests.banner.withoutChannel', { count: withoutChannel })] : []),
    ...(stuck > 0 ? [t('requests.banner.stuck', { count: stuck })] : []),
  ];
  if (lines.length === 0) return null;
  return (
    <Notice
      tone={stuck > 0 || withoutChannel > 0 || failing ? 'attention' : 'info'}
      className="outbox-banner"
      action={
        <>
          {(withoutChannel > 0 || failing) && (
            <Button variant="subtle" onClick={onChannels}>
              {t('requests.banner.channels')}
            </Button>
          )}
          <Button variant="default" onClick={onShow}>
            {t('requests.banner.show')}
          </Button>
        </>
      }
    >
      <output>
        {lines.map((line) => (
          <div key={line}>{line}</div>
        ))}
      </output>
    </Notice>
  );
}

const watchOutbox = (client: ContractClient, signal: AbortSignal) => client.requests.outbox(undefined, { signal });

/** What waits to be sent, as the host pushes it. */
export const useOutbox = (): OutboxState | null => useNewest(watchOutbox);
