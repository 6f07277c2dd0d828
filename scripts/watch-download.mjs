// Preloaded in front of Electron's own installer (node --import): bounds its one download and reports how far it has come to
// the parent process. The installer itself fetches, checks the SHA-256 of the package's checksums.json and unpacks.

import { rmSync } from 'node:fs';

/** Until the answer begins: name, connection, redirects. Long enough for a slow line, short enough for a PC without one. */
const ANSWER_MS = 10_000;
/** Without a single byte. */
const STALL_MS = 20_000;
/** An archive of Electron has 110 to 140 MB. */
const MOST_BYTES = 400 << 20;
const BETWEEN_REPORTS_MS = 200;

const report = (message) => process.send?.(message);
// The parent is gone: nobody waits for the download, nor removes what has come of it.
process.once('disconnect', () => {
  rmSync(process.env.TMPDIR, { recursive: true, force: true });
  process.exit(1);
});
// Listening alone would keep the installer from ending.
process.channel?.unref();

/** Aborts what hangs on `signal` unless `restart` is called again in time. */
function deadline(ms) {
  const controller = new AbortController();
  let timer;
  const restart = (next = ms) => {
    clearTimeout(timer);
    timer = setTimeout(() => controller.abort(new Error(`no answer in ${next / 1000} s`)), next);
  };
  restart();
  return { signal: controller.signal, restart, stop: () => clearTimeout(timer) };
}

/** The code of a failed connection lies in the cause: `fetch` itself only says that it failed. */
const reasonOf = (cause) => cause?.cause?.code ?? cause?.cause?.message ?? cause?.message ?? String(cause);

const fetchUnwatched = globalThis.fetch;
globalThis.fetch = async (url, options) => {
  const { host } = new URL(url);
  const time = deadline(ANSWER_MS);
  let response;
  try {
    response = await fetchUnwatched(url, { ...options, signal: time.signal });
  } catch (cause) {
    time.stop();
    report({ failed: 'offline', host, detail: reasonOf(cause) });
    throw cause;
  }
  if (!response.ok || response.body === null) {
    time.stop();
    report({ failed: 'refused', host, detail: `HTTP ${response.status}` });
    return response;
  }
  const total = Number(response.headers.get('content-length') ?? 0);
  let received = 0;
  let reported = 0;
  const counted = new TransformStream({
    transform(chunk, controller) {
      received += chunk.length;
      time.restart(STALL_MS);
      if (received > MOST_BYTES) throw new Error('more bytes than any archive of Electron has');
      if (performance.now() - reported >= BETWEEN_REPORTS_MS) {
        reported = performance.now();
        report({ received, total });
      }
      controller.enqueue(chunk);
    },
    flush() {
      time.stop();
      report({ received, total, complete: true });
    },
  });
  time.restart(STALL_MS);
  const body = response.body.pipeThrough(counted, { signal: time.signal });
  return new Response(body, { status: response.status, headers: response.headers });
};
