import './socket.css';
import type { SocketColour } from '../../../../shared/domain/socket-terms.ts';
import type { DrawnSocket, Panel } from './picture.ts';

const CELL_WIDTH = 52;
const CELL_HEIGHT = 32;
const MARGIN = 12;
/** Network and screen sockets, by which people find the place. */
const LANDMARKS_HEIGHT = 66;

const x = (column: number) => MARGIN + (column - 1) * CELL_WIDTH;
const y = (row: number) => MARGIN + (row - 1) * CELL_HEIGHT;

/** The sockets of one side of the PC. Words for them are beside the drawing: it has none, so that nothing is cut. */
export function PcSide({ panel: { side, sockets, isKnown } }: { readonly panel: Panel }) {
  const columns = Math.max(2, ...sockets.map(({ column }) => column));
  const rows = Math.max(2, ...sockets.map(({ row }) => row));
  const hasLandmarks = !isKnown || side === 'rear';
  const width = columns * CELL_WIDTH + 2 * MARGIN;
  const height = rows * CELL_HEIGHT + 2 * MARGIN;
  return (
    <svg
      className="pc-side"
      viewBox={`0 0 ${width} ${hasLandmarks ? height + LANDMARKS_HEIGHT : height}`}
      style={{ maxWidth: `${width / 10}rem` }}
      aria-hidden="true"
    >
      <rect className="pc-plate" x="2" y="2" width={width - 4} height={height - 4} rx="8" />
      {sockets.map((socket) => (
        <Socket key={socket.id} socket={socket} />
      ))}
      {hasLandmarks && (
        <g className="pc-landmarks" transform={`translate(0 ${height})`}>
          <rect className="pc-plate" x="2" y="4" width={width - 4} height="56" rx="8" />
          <path d="M18 44V22h26v22H38v-6H24v6z" />
          <path d="M58 26h34v8l-4 6H62l-4-6zM98 26h14v14H98z" />
        </g>
      )}
    </svg>
  );
}

/** Wrong and right are told by a sign as well as by a colour. */
function Socket({ socket }: { readonly socket: DrawnSocket }) {
  const left = x(socket.column);
  const top = y(socket.row);
  const isC = socket.shape === 'usb-c';
  return (
    <g data-socket={socket.id} className="socket" data-state={socket.state}>
      {socket.state !== 'plain' && (
        <rect className="socket-ring" x={left + 2} y={top + 1} width={CELL_WIDTH - 6} height={CELL_HEIGHT - 3} rx="7" />
      )}
      <rect
        className="socket-shell"
        x={left + 7}
        y={top + (isC ? 9 : 6)}
        width="36"
        height={isC ? 11 : 17}
        rx={isC ? 6 : 3}
      />
      <rect
        className="socket-tongue"
        data-colour={socket.colour satisfies SocketColour}
        x={left + 11}
        y={top + (isC ? 12.5 : 8.5)}
        width="28"
        height={isC ? 4 : 6.5}
        rx={isC ? 2 : 1}
      />
      {socket.state === 'wrong' && (
        <g className="socket-sign" transform={`translate(${left + CELL_WIDTH - 6} ${top + 4})`}>
          <circle r="8" />
          <path d="m-3-3 6 6m0-6-6 6" />
        </g>
      )}
      {socket.state === 'target' && (
        <g className="socket-sign" transform={`translate(${left + CELL_WIDTH - 6} ${top + 4})`}>
          <circle r="8" />
          <path d="M0-4v7m-3-3 3 3 3-3" />
        </g>
      )}
    </g>
  );
}
