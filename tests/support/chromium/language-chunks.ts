/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import type { Language } from '../../../src/shared/domain/language.ts';

/** The texts a page loads, and whether it gets them. */
export class LanguageChunks {
  /** `screens.en` for example, as they are asked for. */
  readonly asked: string[] = [];
  private refused = false;
  private held: Promise<void> | null = null;

  /** Before the page is opened. */
  async watch(page: Page): Promise<void> {
    await page.route(/\.(?:zh-CN|en)-[\w-]+\.js$/, async (route) => {
      const [, name] = /\/([\w-]+\.(?:zh-CN|en))-[\w-]+\.js$/.exec(route.request().url())!;
      this.asked.push(name!);
      await this.held;
      if (this.refused) await route.abort();
      else await route.continue();
    });
  }

  of(language: Language): string[] {
    return this.asked.filter((name) => name.endsWith(`.${language}`));
  }

  refuse(): void {
    this.refused = true;
  }

  allow(): void {
    this.refused = false;
  }

  /** @returns lets go what has been asked for since. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.held = promise;
    return () => {
      this.held = null;
      resolve();
    };
  }
}

/** Everything the page says from now on, every text that was there for a moment included. Before the page is opened. */
export async function hearEverything(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heard = new Set<string>();
    Object.assign(globalThis, { heard });
    new MutationObserver(() => {
      const body: Element | null = document.querySelector('#root');
      if (body === null) return;
      const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode() !== null) heard.add(walker.currentNode.textContent!.trim());
      for (const { ariaLabel } of body.querySelectorAll('[aria-label]')) heard.add(ariaLabel!);
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });
}

/** What was heard and is a key instead of words, or holds what it must not. */
export async function heardOf(page: Page, pattern: RegExp): Promise<string[]> {
  const heard = await page.evaluate(() => [...(globalThis as unknown as { heard: Set<string> }).heard]);
  return heard.filter((text) => pattern.test(text));
}
