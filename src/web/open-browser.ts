import { messageOf } from '../core/platform/message-of.ts';

/** xdg-open and its kind end within a second when they find no browser. One that is the browser itself runs on. */
const STARTING_MS = 15_000;

/** A world's mock is for this program; Chromium hangs under it. So is what scripts/host-options.mjs says about memory. */
const NOT_HANDED_ON = ['LD_PRELOAD', 'UMOCKDEV_DIR', 'MALLOC_ARENA_MAX'];

/**
 * Opens an address in this person's browser. A browser that is missing or fails leaves the host as it is.
 * @param address is in the argument list of the browser, where other accounts may read it.
 * @param failed called with the reason, at most once.
 */
export async function openBrowser(address: string, failed: (detail: string) => void): Promise<void> {
  const handedOn = NOT_HANDED_ON.map((name) => [name, process.env[name]] as const);
  for (const [name] of handedOn) delete process.env[name];
  try {
    const { default: open } = await import('open');
    const begun = performance.now();
    const starter = await open(address);
    const ended = (code: number | null) => {
      if (code !== 0 && code !== null && performance.now() - begun < STARTING_MS)
        failed(`${starter.spawnfile}: ${code}`);
    };
    // On Windows it has ended already.
    if (starter.exitCode === null) starter.once('exit', ended).once('error', (cause) => failed(messageOf(cause)));
    else ended(starter.exitCode);
  } catch (cause) {
    failed(messageOf(cause));
  } finally {
    for (const [name, value] of handedOn) if (value !== undefined) process.env[name] = value;
  }
}
