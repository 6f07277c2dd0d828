import type { PcSocket } from '../../../../shared/domain/pc-sockets.ts';
import { useTexts } from '../../language/use-texts.ts';

/** Where a socket is, in words that need no picture and no number of the system's. */
export function useSocketWords() {
  const t = useTexts('screen');
  const kind = ({ shape, usb }: Pick<PcSocket, 'shape' | 'usb'>): string =>
    t(shape === 'usb-c' ? 'ports.typeC' : usb === null ? 'ports.usb' : `ports.${usb}`);
  const where = (socket: PcSocket): string =>
    t('ports.where', {
      side: t(`ports.side.${socket.side}`),
      row: socket.row,
      column: socket.column,
      colour: t(`ports.colour.${socket.colour}`),
      kind: kind(socket),
    });
  return { where, kind };
}
