/// <reference lib="dom" />
import type { Page } from 'playwright-core';

/** What the host says to the screens, held back on purpose: two things at once come in the order that is wanted. */
export interface HeldAnswers {
  /** From now on the screens hear nothing; what is answered waits. */
  hold(): void;
  /** The answers that wait. */
  waiting(): string;
  /** The screens hear what waited, in its order, and everything after it. */
  release(): void;
}

/** @param page not opened yet. */
export async function holdableAnswers(page: Page): Promise<HeldAnswers> {
  let held: (string | Buffer)[] | null = null;
  let pass: (answer: string | Buffer) => void = () => undefined;
  await page.routeWebSocket(/\/api$/, (screens) => {
    pass = (answer) => screens.send(answer);
    screens.connectToServer().onMessage((answer) => (held === null ? pass(answer) : void held.push(answer)));
  });
  return {
    hold: () => {
      held ??= [];
    },
    waiting: () => (held ?? []).join('\n'),
    release: () => {
      const late = held ?? [];
      held = null;
      for (const answer of late) pass(answer);
    },
  };
}
