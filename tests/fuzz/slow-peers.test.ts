import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { runWebHost } from '../support/chromium/browser.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('a peer that never finishes its request is closed in time', async () => {
  const host = await runWebHost(['--data', temporaryFolder()]);
  const { port, hostname } = new URL(host.url);
  const endings = ['', 'GET / HT', `GET / HTTP/1.1\r\nHost: ${hostname}:${port}\r\nX: `].map(async (begun) => {
    const peer = net.connect(Number(port), hostname);
    peer.on('error', () => undefined).resume();
    peer.write(begun);
    // One byte after the other, for ever.
    const drip = setInterval(() => begun !== '' && peer.write('x'), 500);
    const began = performance.now();
    await Promise.race([once(peer, 'close'), wait(60_000)]);
    clearInterval(drip);
    peer.destroy();
    return performance.now() - began;
  });
  const longest = Math.max(...(await Promise.all(endings)));
  await host.stop();
  expect(longest).toBeLessThan(25_000);
});
