/** Tells the rail that less or more is waiting on a screen: it counts again at once, not at its next turn. */
export const waitingChanged = new EventTarget();
export const CHANGED = 'changed';
