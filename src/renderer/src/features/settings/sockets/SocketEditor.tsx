import { Button } from '@mantine/core';
import type { PcSocket } from '../../../../../shared/domain/pc-sockets.ts';
import { SOCKET_COLOURS, type SocketColour } from '../../../../../shared/domain/socket-terms.ts';
import { useTexts } from '../../../language/use-texts.ts';
import { useSocketWords } from '../../port-picture/socket-words.ts';

interface SocketEditorProps {
  readonly socket: PcSocket;
  readonly onColour: (colour: SocketColour) => void;
  readonly onShape: (shape: PcSocket['shape']) => void;
  readonly onRemove: () => void;
}

/** What no system knows of a socket: its colour and its shape. */
export function SocketEditor({ socket, onColour, onShape, onRemove }: SocketEditorProps) {
  const t = useTexts('sockets');
  const { where } = useSocketWords();
  return (
    <div className="socket-editor">
      <p>
        <b>{where(socket)}</b>
      </p>
      <fieldset className="choices" aria-label={t('colour')}>
        {SOCKET_COLOURS.map((colour) => (
          <button
            key={colour}
            type="button"
            className="choice"
            aria-pressed={socket.colour === colour}
            onClick={() => onColour(colour)}
          >
            <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
              <rect className="socket-tongue" data-colour={colour} x="2" y="2" width="16" height="16" rx="4" />
            </svg>
            {t(`screen:ports.colour.${colour}`)}
          </button>
        ))}
      </fieldset>
      <fieldset className="choices" aria-label={t('shape')}>
        {(['usb-a', 'usb-c'] as const).map((shape) => (
          <button
            key={shape}
            type="button"
            className="choice"
            aria-pressed={socket.shape === shape}
            onClick={() => onShape(shape)}
          >
            {t(`shapes.${shape}`)}
          </button>
        ))}
        <Button variant="subtle" onClick={onRemove}>
          {t('remove')}
        </Button>
      </fieldset>
    </div>
  );
}
