import { MessageChannelMain, type MessagePortMain, type WebContents, type WebFrameMain } from 'electron';
import { PORT_ANSWER, PORT_REQUEST } from '../shared/port-messages.ts';

/** Answers the contract at a port. */
type Speak = (port: MessagePortMain) => void;

/**
 * Hands the page of this window its end of a channel that speaks the contract, a fresh one at each request: a reload ends
 * the page and with it the old channel.
 * @param opening the app, which may be there only after the page; where it cannot be opened no port is given.
 * @param origin of the only page that gets one.
 */
export function offerContract(contents: WebContents, opening: Promise<Speak>, origin: string): void {
  // A parent means a frame inside our page.
  const isOurs = (frame: WebFrameMain) => !frame.detached && frame.parent === null && frame.origin === origin;
  const answer = async (frame: WebFrameMain) => {
    const speak = await opening.catch(() => null);
    if (speak === null || !isOurs(frame)) return;
    const { port1, port2 } = new MessageChannelMain();
    speak(port1);
    port1.start();
    frame.postMessage(PORT_ANSWER, null, [port2]);
  };
  contents.ipc.on(PORT_REQUEST, ({ senderFrame: frame }) => {
    // Null when the page has been closed by now.
    if (frame !== null && isOurs(frame)) void answer(frame);
  });
}
