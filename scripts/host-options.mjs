/**
 * Options of Node for a host that runs all day: V8's young generation stays at 1 MiB instead of growing to 16 while the program
 * starts and never shrinking. Seven megabytes of resident memory less; `npm run bench -- idle` measures it.
 */
export const HOST_OPTIONS = ['--max-semi-space-size=1'];
