/// <reference lib="dom" />
import type { Page } from 'playwright-core';

/** What passes between the screens and the host, held back on purpose: two things at once come in the order that is wanted. */
export interface HeldConnection {
  /** From now on the host hears nothing; what is said waits. */
  holdRequests(): void;
  /** From now on the screens hear nothing; what is answered waits. */
  holdAnswers(): void;
  /** The answers that wait. */
  heldAnswers(): string;
  /** Both hear what waited, in its order, and everything after it. */
  release(): void;
}

/** A lane that can be closed for a while. */
function lane(pass: (message: string | Buffer) => void) {
  let waiting: (string | Buffer)[] | null = null;
  return {
    send: (message: string | Buffer) => (waiting === null ? pass(message) : void waiting.push(message)),
    close: () => {
      waiting ??= [];
    },
    waiting: () => (waiting ?? []).join('\n'),
    open: () => {
      const late = waiting ?? [];
      waiting = null;
      for (const message of late) pass(message);
    },
  };
}

/** @param page not opened yet. */
export async function holdableConnection(page: Page): Promise<HeldConnection> {
  const lanes: Record<'requests' | 'answers', ReturnType<typeof lane>[]> = { requests: [], answers: [] };
  await page.routeWebSocket(/\/api$/, (screens) => {
    const host = screens.connectToServer();
    const requests = lane((message) => host.send(message));
    const answers = lane((message) => screens.send(message));
    screens.onMessage(requests.send);
    host.onMessage(answers.send);
    lanes.requests.push(requests);
    lanes.answers.push(answers);
  });
  return {
    holdRequests: () => lanes.requests.forEach((one) => one.close()),
    holdAnswers: () => lanes.answers.forEach((one) => one.close()),
    heldAnswers: () => lanes.answers.map((one) => one.waiting()).join('\n'),
    release: () => [...lanes.requests, ...lanes.answers].forEach((one) => one.open()),
  };
}
