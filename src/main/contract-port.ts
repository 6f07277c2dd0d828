import { RPCHandler } from '@orpc/server/message-port';
import { MessageChannelMain, type WebContents } from 'electron';
import type { createRouter } from '../core/app/router.ts';
import { PORT_ANSWER, PORT_REQUEST } from '../shared/port-messages.ts';

/**
 * Hands the page of this window its end of a channel that speaks the contract, a fresh one at each request: a reload ends
 * the page and with it the old channel.
 * @param origin of the only page that gets one.
 */
export function offerContract(contents: WebContents, router: ReturnType<typeof createRouter>, origin: string): void {
  const contract = new RPCHandler(router);
  contents.ipc.on(PORT_REQUEST, ({ senderFrame: frame }) => {
    // Null when the page has been closed by now; a parent means a frame inside our page.
    if (frame === null || frame.detached || frame.parent !== null || frame.origin !== origin) return;
    const { port1, port2 } = new MessageChannelMain();
    contract.upgrade(port1);
    port1.start();
    frame.postMessage(PORT_ANSWER, null, [port2]);
  });
}
