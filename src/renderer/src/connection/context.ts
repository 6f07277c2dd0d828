import { createContext, useContext } from 'react';
import type { ContractClient } from '../../../shared/contract.ts';

const ClientContext = createContext<ContractClient | null>(null);
export const ClientProvider = ClientContext.Provider;

export function useClient(): ContractClient {
  const client = useContext(ClientContext);
  if (client === null) throw new Error('no connection above this component');
  return client;
}
