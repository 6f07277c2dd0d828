/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { worldFile } from '../worlds/generator/world-folders.ts';
import { type RunningHost, runWebHost } from './browser.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface OpenedScreens {
  readonly page: Page;
  /** Errors and warnings of the page, as they come. */
  readonly complaints: string[];
  readonly host: RunningHost;
  readonly data: string;
}

export interface ScreensWanted {
  readonly world: string;
  readonly language?: 'zh-CN' | 'en';
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Before the program starts; gets its data folder. */
  readonly prepare?: (data: string) => void | Promise<void>;
}

/** The screens in a world, in the language, from the real web host; ended with the test. */
export async function openScreens(
  browser: Browser,
  { world, language = 'zh-CN', viewport = { width: 1366, height: 768 }, prepare = () => undefined }: ScreensWanted,
): Promise<OpenedScreens> {
  const data = temporaryFolder();
  await prepare(data);
  const host = await runWebHost(['--world', worldFile(world, '.'), '--data', data]);
  const page = await browser.newPage({ viewport, locale: 'fr-FR' });
  onTestFinished(async () => {
    await page.close();
    await host.stop();
  });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await page.goto(host.url);
  await page.getByRole('main').waitFor();
  if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
  await page.locator(`html[lang="${language}"]`).waitFor();
  return { page, complaints, host, data };
}

/** The page's policy forbids inline scripts, so axe is brought in through the debugger, which it does not bind. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const result = await page.evaluate(async () => await (globalThis as unknown as { axe: typeof axe }).axe.run());
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
}

/** What sticks out of the page, and what is too small for a finger. */
export const misfits = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const small = [...document.querySelectorAll('main button, main input, main summary, main select')].filter(
      (element) => {
        const { width, height } = element.getBoundingClientRect();
        return width > 1 && (width < 44 || height < 44);
      },
    );
    return [...(scrollWidth > clientWidth ? ['too wide'] : []), ...small.map((element) => element.outerHTML)];
  });
