import { createORPCClient } from '@orpc/client';
import { RPCLink as MessagePortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractClient } from '../../../shared/contract.ts';
import { PORT_ANSWER, PORT_REQUEST } from '../../../shared/port-messages.ts';

export interface Connection {
  readonly client: ContractClient;
  /** Settles when the other end is gone for good. */
  readonly lost: Promise<void>;
}

/** In development Electron shows the pages of a server, so the address alone does not tell the host. */
const inElectron = (): boolean => location.protocol === 'app:' || navigator.userAgent.includes('Electron/');

/** The contract over whatever this host offers: a message port in Electron, a socket in the web host. */
export const connect = (): Promise<Connection> => (inElectron() ? connectToPort() : connectToSocket());

function connectToPort(): Promise<Connection> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent) => {
      const [port] = event.ports;
      if (event.source !== window || event.data !== PORT_ANSWER || port === undefined) return;
      window.removeEventListener('message', receive);
      port.start();
      const lost = new Promise<void>((closed) => port.addEventListener('close', () => closed()));
      resolve({ client: createORPCClient(new MessagePortLink({ port })), lost });
    };
    window.addEventListener('message', receive);
    window.postMessage(PORT_REQUEST, location.origin);
  });
}

/** The token comes in the URL fragment, is kept for reloads of this tab, and leaves the address bar at once. */
function takeToken(): string {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given !== null) {
    sessionStorage.setItem('token', given);
    history.replaceState(null, '', location.pathname);
  }
  return given ?? sessionStorage.getItem('token') ?? '';
}

function connectToSocket(): Promise<Connection> {
  const socket = new WebSocket(`ws://${location.host}/api`, ['vrlab.v1', `token.${takeToken()}`]);
  const lost = new Promise<void>((closed) => socket.addEventListener('close', () => closed()));
  const client: ContractClient = createORPCClient(new SocketLink({ websocket: socket }));
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve({ client, lost }));
    socket.addEventListener('error', () => reject(new Error('connection refused')));
  });
}
