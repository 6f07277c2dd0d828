import type { PcSocket } from '../../../../../shared/domain/pc-sockets.ts';
import type { Side } from '../../../../../shared/domain/socket-terms.ts';
import { useTexts } from '../../../language/use-texts.ts';
import { useSocketWords } from '../../port-picture/socket-words.ts';
import { type Cell, gridOf, socketAt } from './learn-sockets.ts';

interface SideGridProps {
  readonly side: Side;
  readonly sockets: readonly PcSocket[];
  /** Something waits to be touched. */
  readonly isWaiting: boolean;
  readonly selected: string | null;
  /** In which something is plugged in now. */
  readonly current: string | null;
  readonly onTouch: (cell: Cell) => void;
}

/** One side of the PC in fields as large as a finger. */
export function SideGrid({ side, sockets, isWaiting, selected, current, onTouch }: SideGridProps) {
  const t = useTexts('sockets');
  const { where } = useSocketWords();
  const { rows, columns } = gridOf(sockets, side);
  const cells = Array.from({ length: rows * columns }, (_, at): Cell => {
    return { side, row: Math.floor(at / columns) + 1, column: (at % columns) + 1 };
  });
  return (
    <div
      className="side-grid"
      data-waiting={isWaiting || undefined}
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(2.75rem, 1fr))` }}
    >
      {cells.map((cell) => {
        const socket = socketAt(sockets, cell);
        const { row, column } = cell;
        return (
          <button
            key={`${row} ${column}`}
            type="button"
            className="side-cell"
            data-current={(socket !== null && socket.id === current) || undefined}
            aria-pressed={socket === null ? undefined : socket.id === selected}
            aria-label={socket === null ? t('emptyCell', { row, column }) : where(socket)}
            disabled={socket === null && !isWaiting}
            onClick={() => onTouch(cell)}
          >
            {socket !== null && (
              <svg viewBox="0 0 52 32" aria-hidden="true">
                <rect
                  className="socket-shell"
                  x="6"
                  y={socket.shape === 'usb-c' ? 9 : 6}
                  width="40"
                  height={socket.shape === 'usb-c' ? 13 : 20}
                  rx={socket.shape === 'usb-c' ? 7 : 3}
                />
                <rect
                  className="socket-tongue"
                  data-colour={socket.colour}
                  x="11"
                  y={socket.shape === 'usb-c' ? 13 : 9}
                  width="30"
                  height={socket.shape === 'usb-c' ? 5 : 8}
                  rx="2"
                />
              </svg>
            )}
          </button>
        );
      })}
    </div>
  );
}
