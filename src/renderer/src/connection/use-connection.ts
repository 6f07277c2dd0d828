import { createContext, useContext, useSyncExternalStore } from 'react';
import type { ContractClient } from '../../../shared/contract.ts';
import type { ConnectionState, HostConnection } from './host-connection.ts';

const ConnectionContext = createContext<HostConnection | null>(null);
export const ConnectionProvider = ConnectionContext.Provider;

function useConnection(): HostConnection {
  const connection = useContext(ConnectionContext);
  if (connection === null) throw new Error('no connection above this component');
  return connection;
}

/** One client for the life of the page; a call made while there is no connection waits for the next one. */
export const useClient = (): ContractClient => useConnection().client;

export const useConnectionState = ({ subscribe, state }: HostConnection): ConnectionState =>
  useSyncExternalStore(subscribe, state);

/** What the host asks before it does something; null: nothing. */
export function useSignInQuestion() {
  const { signIn } = useConnection();
  return { question: useSyncExternalStore(signIn.subscribe, signIn.question), answer: signIn.answer, ask: signIn.ask };
}

/** Number of the current connection, -1 without one. Its change means that calls made before may have been lost. */
export function useConnectionCount(): number {
  const { subscribe, state } = useConnection();
  return useSyncExternalStore(subscribe, () => {
    const now = state();
    return now.phase === 'open' ? now.count : -1;
  });
}
