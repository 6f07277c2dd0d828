/** Outcome of a probe the program did not have yet when a snapshot was taken: what it would have seen cannot be known. */
export const NOT_TAKEN = {
  status: 'unsupported' as const,
  durationMs: 0,
  sources: [] as string[],
  error: { code: 'not-taken', detail: '' },
};
