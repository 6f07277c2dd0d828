/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import enRecords from '../../../src/shared/locales/en/records.json' with { type: 'json' };
import enScreen from '../../../src/shared/locales/en/screen.json' with { type: 'json' };
import enSettings from '../../../src/shared/locales/en/settings.json' with { type: 'json' };
import enTerms from '../../../src/shared/locales/en/terms.json' with { type: 'json' };
import zhRecords from '../../../src/shared/locales/zh-CN/records.json' with { type: 'json' };
import zhScreen from '../../../src/shared/locales/zh-CN/screen.json' with { type: 'json' };
import zhSettings from '../../../src/shared/locales/zh-CN/settings.json' with { type: 'json' };
import zhTerms from '../../../src/shared/locales/zh-CN/terms.json' with { type: 'json' };
import { worldFile } from '../../worlds/generator/world-folders.ts';
import { launchBrowser, pictureOfFailure, type RunningHost, runWebHost } from './browser.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { underDevices } from '../vrlab.ts';

/** The texts of a language as the screens have them once everything is loaded, whichever file they are in. */
const allTexts = <
  Screen extends typeof zhScreen | typeof enScreen,
  Records extends typeof zhRecords | typeof enRecords,
  Settings extends typeof zhSettings | typeof enSettings,
>(
  screen: Screen,
  records: Records,
  settings: Settings,
) => ({
  ...records,
  ...settings,
  ...screen,
  station: { ...screen.station, ...settings.station },
  history: { ...screen.history, ...records.history },
  faultCode: { ...screen.faultCode, ...records.faultCode },
});
const zh = allTexts(zhScreen, zhRecords, zhSettings);
const en = allTexts(enScreen, enRecords, enSettings);

/** The words a person sees in one language. */
export interface Spoken {
  readonly language: 'zh-CN' | 'en';
  readonly texts: typeof zh | typeof en;
  readonly terms: typeof zhTerms | typeof enTerms;
}

export const CHINESE: Spoken = { language: 'zh-CN', texts: zh, terms: zhTerms };
export const ENGLISH: Spoken = { language: 'en', texts: en, terms: enTerms };

/** The screens in a browser, with a host and a data folder of their own. */
export class Screens {
  readonly page: Page;
  readonly host: RunningHost;
  readonly data: string;
  /** Errors and warnings of the page, as they come. */
  readonly complaints: string[] = [];
  /** What the screens speak now. */
  shown: Spoken = CHINESE;

  constructor(page: Page, host: RunningHost, data: string) {
    this.page = page;
    this.host = host;
    this.data = data;
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text());
    });
  }

  async switchLanguage(): Promise<void> {
    await this.page.getByRole('button', { name: this.shown.texts.language.switchTo }).click();
    this.shown = this.shown === CHINESE ? ENGLISH : CHINESE;
    await this.page.locator(`html[lang="${this.shown.language}"]`).waitFor();
  }

  /** The language that is shown already comes first, and stays the other one. */
  async inBothLanguages(look: (spoken: Spoken) => Promise<void>): Promise<void> {
    await look(this.shown);
    await this.switchLanguage();
    await look(this.shown);
  }

  /** Starts the first check and waits for its verdict. */
  async check(): Promise<void> {
    await this.page.getByRole('button', { name: this.shown.texts.check.start }).click();
    await this.page.locator('[data-verdict]').waitFor();
  }

  /** @param tab the page of a screen that has several; without one the first. */
  async goTo(
    screen: Exclude<keyof typeof zh.nav, 'label'>,
    tab?: keyof typeof zh.records | keyof typeof zh.settings,
  ): Promise<void> {
    const { texts } = this.shown;
    // Its name in the rail may go on with what waits there.
    await this.page.locator(`.rail-${screen}`).click();
    if (tab === undefined) return;
    const names: Record<string, Record<string, string>> = { records: texts.records, settings: texts.settings };
    await this.page.getByRole('navigation', { name: texts.nav[screen] }).getByText(names[screen]![tab]!).click();
  }
}

interface OpenOptions {
  /** Puts something into the data folder before the program starts. */
  readonly prepare?: (data: string) => void | Promise<void>;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Gets the page before it is opened. */
  readonly onPage?: (page: Page) => Promise<void>;
  /** What the screens come up in, where `prepare` has chosen another language than the usual one. */
  readonly speaks?: Spoken;
  /** What is different in the surroundings of the program. */
  readonly env?: Record<string, string>;
  /** The real native libraries read mocked devices; else the saved snapshot of the world answers. */
  readonly mocked?: boolean;
}

/** One browser for the file. @returns opens the screens in a world (its name or folder). */
export function useScreens(): (world: string, options?: OpenOptions) => Promise<Screens> {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  return async (
    world,
    { prepare, onPage, viewport = { width: 1366, height: 768 }, speaks = CHINESE, env = {}, mocked = false } = {},
  ) => {
    const data = temporaryFolder();
    await prepare?.(data);
    const folder = path.isAbsolute(world) ? world : worldFile(world, '.');
    const host = await runWebHost(
      ['--world', folder, '--data', data],
      env,
      undefined,
      mocked ? underDevices(path.join(folder, 'usb.umockdev')) : [],
    );
    const page = await browser.newPage({ viewport, locale: 'fr-FR', reducedMotion: 'reduce' });
    onTestFinished(async ({ task }) => {
      if (task.result?.state === 'fail') await pictureOfFailure(page, task.name);
      await page.close();
      await host.stop();
    });
    const screens = new Screens(page, host, data);
    await onPage?.(page);
    await page.goto(host.url);
    await page.getByRole('main').waitFor();
    await page.locator(`html[lang="${speaks.language}"]`).waitFor();
    screens.shown = speaks;
    return screens;
  };
}

/**
 * What axe finds. The page's policy forbids inline scripts, so it is brought in through the debugger, which it does not bind.
 * @param only rules; without them all that axe has.
 * @param within selector of what is looked at; the whole page where it is left out.
 */
export async function violations(
  page: Page,
  only: Pick<axe.RunOptions, 'runOnly'> = {},
  within?: string,
): Promise<string[]> {
  const there = await page.evaluate(() => 'axe' in globalThis);
  if (!there) await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  return await page.evaluate(
    async ([context, options]) => {
      // Half-way through a change of colour a text has neither contrast. What moves for long, as a countdown does, is not waited for.
      const changes = document
        .getAnimations()
        .filter(
          ({ effect, playState }) => playState === 'running' && Number(effect?.getComputedTiming().endTime) <= 1000,
        );
      await Promise.allSettled(changes.map(({ finished }) => finished));
      // What is well is not described, nor is where it is: both would take most of the time.
      const { violations: found } = await (globalThis as unknown as { axe: typeof axe }).axe.run(context ?? document, {
        ...options,
        resultTypes: ['violations'],
        selectors: false,
      });
      return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
    },
    [within, only] as const,
  );
}

/** What sticks out of the page, and what is too small for a finger. */
export const misfits = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const small = [...document.querySelectorAll('main button, main input, main summary, main select')].filter(
      (element) => {
        // What is touched of a choice is its whole line.
        const target = element.matches('[type="radio"], [type="checkbox"]')
          ? (element.closest('.mantine-Radio-root, .mantine-Checkbox-root') ?? element)
          : element;
        const { width, height } = target.getBoundingClientRect();
        return width > 1 && (width < 44 || height < 44);
      },
    );
    return [...(scrollWidth > clientWidth ? ['too wide'] : []), ...small.map((element) => element.outerHTML)];
  });
