/** A call that did not come over a connection has nobody who could hang up. */
export const whileWanted = (signal: AbortSignal | undefined): AbortSignal => signal ?? new AbortController().signal;
