import type { RequestState } from './request-lifecycle.ts';

/** States in which something is still to be done. Apart from the schemas, which the first screen does not load. */
export const OPEN_STATES: readonly RequestState[] = ['filed', 'acknowledged', 'scheduled', 'in-progress'];

/** Which requests of a list: those in which something is still to be done, or the others. */
export type WhichRequests = 'open' | 'done';

export const isOpen = (state: RequestState): boolean => OPEN_STATES.includes(state);
