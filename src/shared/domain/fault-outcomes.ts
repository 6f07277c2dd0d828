/** Outcomes that get a fault code. The order is part of the code. */
export const FAULT_OUTCOMES = ['fail', 'unknown', 'warn'] as const;
