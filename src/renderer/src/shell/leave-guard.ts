import { createContext, useContext } from 'react';

/** Asks the person before something that was typed is lost. @param goOn does what was about to happen. */
type AskBeforeLeaving = (goOn: () => void) => void;

/** Stands between a person and another place while something would be lost. */
export interface LeaveGuard {
  /** Null: nothing would be lost any more. */
  readonly set: (ask: AskBeforeLeaving | null) => void;
  readonly isSet: () => boolean;
  /** At once where nothing would be lost, else when the person agrees. */
  readonly leave: (goOn: () => void) => void;
}

export function createLeaveGuard(): LeaveGuard {
  let asking: AskBeforeLeaving | null = null;
  return {
    set(ask) {
      asking = ask;
    },
    isSet: () => asking !== null,
    leave: (goOn) => (asking === null ? goOn() : asking(goOn)),
  };
}

const LeaveGuardContext = createContext<LeaveGuard>(createLeaveGuard());
export const LeaveGuardProvider = LeaveGuardContext.Provider;
export const useLeaveGuard = (): LeaveGuard => useContext(LeaveGuardContext);
