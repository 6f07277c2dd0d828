import type { RequestState } from './request-lifecycle.ts';

/** States in which something is still to be done. Apart from the schemas, which the first screen does not load. */
export const OPEN_STATES: readonly RequestState[] = ['filed', 'acknowledged', 'scheduled', 'in-progress'];

export const isOpen = (state: RequestState): boolean => OPEN_STATES.includes(state);
