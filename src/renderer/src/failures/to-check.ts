import { createContext, useContext } from 'react';

const ToCheckContext = createContext<(() => void) | null>(null);
export const ToCheckProvider = ToCheckContext.Provider;

/** Goes to the check screen; null where that is open already. */
export const useToCheck = (): (() => void) | null => useContext(ToCheckContext);
