import { RPCLink as MessagePortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { PORT_ANSWER, PORT_REQUEST } from '../../../shared/port-messages.ts';
import { HostConnection, type OpenLink } from './host-connection.ts';

const ANSWERS_WITHIN_MS = 8000;

/** In development Electron loads the pages from a server, so the address alone does not tell which host this is. */
export const inElectron = (): boolean => location.protocol === 'app:' || navigator.userAgent.includes('Electron/');

/** The contract over whatever this host offers: a message port in Electron, a socket in the web host. */
export function connect(): HostConnection {
  if (inElectron()) return new HostConnection({ open: openPort, hostResponds: () => Promise.resolve(false) });
  const token = takeToken();
  // The address of another start, pasted over the current one, differs in the fragment only: no page load happens by itself.
  window.addEventListener('hashchange', () => {
    if (location.hash.startsWith('#token=')) location.reload();
  });
  return new HostConnection({ open: () => openSocket(token), hostResponds });
}

function openPort(): Promise<OpenLink> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent) => {
      const [port] = event.ports;
      if (event.source !== window || event.data !== PORT_ANSWER || port === undefined) return;
      window.removeEventListener('message', receive);
      const link = new MessagePortLink({ port });
      let isOpen = true;
      const lost = new Promise<void>((closed) =>
        port.addEventListener('close', () => {
          isOpen = false;
          closed();
        }),
      );
      port.start();
      resolve({ link, lost, isOpen: () => isOpen });
    };
    window.addEventListener('message', receive);
    window.postMessage(PORT_REQUEST, location.origin);
  });
}

/** The token arrives in the URL fragment, is stored for reloads of this tab, and is removed from the address bar at once. */
function takeToken(): string {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given !== null) {
    sessionStorage.setItem('token', given);
    history.replaceState(null, '', location.pathname);
  }
  return given ?? sessionStorage.getItem('token') ?? '';
}

function openSocket(token: string): Promise<OpenLink> {
  const socket = new WebSocket(`ws://${location.host}/api`, ['vrlab.v1', `token.${token}`]);
  // The link adds its `close` listener first, so it has stopped sending by the time `lost` settles.
  const link = new SocketLink({ websocket: socket });
  const lost = new Promise<void>((closed) => socket.addEventListener('close', () => closed()));
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve({ link, lost, isOpen: () => socket.readyState === WebSocket.OPEN }));
    socket.addEventListener('close', () => reject(new Error('connection refused')));
    // A host that hangs accepts the connection and never answers.
    setTimeout(() => {
      if (socket.readyState === WebSocket.CONNECTING) socket.close();
    }, ANSWERS_WITHIN_MS);
  });
}

/** A browser does not say why a socket was refused; a host that still serves its page refuses the token of another start. */
async function hostResponds(): Promise<boolean> {
  try {
    return (await fetch('/', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) })).ok;
  } catch {
    return false;
  }
}
