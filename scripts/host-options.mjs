/**
 * Options of Node for a host that runs all day; `npm run bench -- idle` measures them.
 * - V8's young generation stays at 1 MiB instead of growing to 16 while the program starts and never shrinking: 7 MB of resident
 *   memory less.
 * - V8's last compiler takes a function after 30,000 calls instead of 3,000, so that a start does not load it: 5 MB less. What is
 *   really busy is compiled as before; without that compiler (`--no-opt`) judging takes half as long again.
 * - V8 has two threads that help it instead of four: with the one memory pool below another 0.5 MB less.
 */
export const HOST_OPTIONS = ['--max-semi-space-size=1', '--invocation-count-for-turbofan=30000', '--v8-pool-size=2'];

/** On Linux its threads share one memory pool instead of having one each: 1 MB less. Other systems do not know the variable. */
export const HOST_ENVIRONMENT = { MALLOC_ARENA_MAX: '1' };
