import { createContext, useContext } from 'react';

/** Asks the person before something that was typed is lost. @param goOn does what was about to happen. */
export type AskBeforeLeaving = (goOn: () => void) => void;

/** Set by whatever would lose something when another place is opened; null: nothing would be lost. */
export interface LeaveGuard {
  current: AskBeforeLeaving | null;
}

const LeaveGuardContext = createContext<LeaveGuard>({ current: null });
export const LeaveGuardProvider = LeaveGuardContext.Provider;
export const useLeaveGuard = (): LeaveGuard => useContext(LeaveGuardContext);
