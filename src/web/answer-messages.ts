import type { MinimalWebsocket } from '@orpc/server/websocket';
import type { RawData, WebSocket } from 'ws';

/** RFC 6455, 7.4.1: a message breaks the rules of this endpoint. */
const POLICY_VIOLATION = 1008;
/** IANA registry of close codes: try again later. */
const TRY_AGAIN_LATER = 1013;
/** Answers that a peer has not fetched yet; one that goes on asking without reading is closed. */
const MOST_WAITING_BYTES = 256 << 20;

/** What is used of oRPC's handler. */
interface Contract {
  message(peer: MinimalWebsocket, message: string | ArrayBuffer): Promise<void>;
  close(peer: MinimalWebsocket): void;
}

/** As oRPC writes an error that no procedure declared. */
const BAD_REQUEST = {
  s: 400,
  b: { json: { defined: false, code: 'BAD_REQUEST', status: 400, message: 'malformed message' } },
};

/**
 * Answers the messages of one connection. A message that cannot be understood is answered with an error where it says which
 * request it belongs to; else the connection is closed. So no peer waits for an answer that never comes.
 * @param onRefused gets the reason why a message was not understood.
 */
export function answerMessages(connection: WebSocket, contract: Contract, onRefused: (cause: unknown) => void): void {
  connection.binaryType = 'arraybuffer';
  const peer = connection as MinimalWebsocket;
  connection.on('message', (received, isBinary) => {
    if (connection.bufferedAmount > MOST_WAITING_BYTES) {
      connection.close(TRY_AGAIN_LATER);
      return;
    }
    const message = isBinary ? (received as ArrayBuffer) : textOf(received);
    contract.message(peer, message).catch((cause: unknown) => {
      onRefused(cause);
      const id = idOf(message);
      if (id === null) connection.close(POLICY_VIOLATION, 'malformed message');
      else connection.send(JSON.stringify({ i: id, p: BAD_REQUEST }), () => undefined);
    });
  });
  connection.on('close', () => contract.close(peer));
}

const textOf = (received: RawData): string =>
  (Array.isArray(received) ? Buffer.concat(received) : Buffer.from(received as Buffer)).toString();

/** @returns the id of the request that a message belongs to, null where it names none. */
function idOf(message: string | ArrayBuffer): string | number | null {
  try {
    const text = typeof message === 'string' ? message : new TextDecoder().decode(message);
    const { i: id } = JSON.parse(text) as { i?: unknown };
    return typeof id === 'string' || typeof id === 'number' ? id : null;
  } catch {
    return null;
  }
}
