/** Aborted by Ctrl+C or a request to end. Further ones mean the same, so that the last verdict still is the exit code. */
export function untilInterrupted(): AbortSignal {
  const ended = new AbortController();
  const end = () => ended.abort();
  process.on('SIGINT', end).on('SIGTERM', end);
  return ended.signal;
}
