// npm run screens: pictures of every screen in both languages and both schemes, in docs/screens. Look at each before you commit it.
// npm run screens -- NAME…: only these.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { LANGUAGES, type Language } from '../../src/shared/domain/language.ts';
import en from '../../src/shared/locales/en/screen.json' with { type: 'json' };
import zh from '../../src/shared/locales/zh-CN/screen.json' with { type: 'json' };
import { launchBrowser, runWebHost } from '../../tests/support/chromium/browser.ts';
import { channelsOfSchool, filedRequest, inspectionUnderWay, signedInspection } from './prepared-records.ts';
import { worldFile } from '../../tests/worlds/generator/world-folders.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../docs/screens');
const SCHEMES = ['light', 'dark'] as const;
const TEXTS = { 'zh-CN': zh, en } as const;
/** The screens of labs. */
const VIEWPORT = { width: 1366, height: 768 };

/** @param prepared id of what was made before; empty where nothing was. */
type Step = (page: Page, texts: typeof zh | typeof en, prepared: string) => Promise<unknown>;

const check: Step = async (page) => {
  await page.locator('.start-check').click();
  await page.locator('[data-verdict]:not([data-verdict="settling"])').waitFor();
};
const place =
  (hash: string): Step =>
  async (page) => {
    await page.evaluate((to) => {
      location.hash = to;
    }, hash);
    await page.getByRole('main').locator('h2').first().waitFor();
  };
const press =
  (name: (texts: typeof zh | typeof en) => string): Step =>
  (page, texts) =>
    page
      .getByRole('button', { name: name(texts), exact: true })
      .first()
      .click();

const inspection =
  (view: string): Step =>
  async (page, texts, id) => {
    await place(`#/inspections/${id}/${view}`)(page, texts, id);
    // A report takes seconds to render.
    if (view === 'report') await page.locator('.inspection-page canvas').first().waitFor();
  };
const request: Step = async (page, texts, id) => {
  await place(`#/requests/${id}`)(page, texts, id);
  await page.locator('.tracker').waitFor();
};

/** What is done in the data folder before the program is started. @returns the id of what was made. */
type Prepare = (data: string) => Promise<string>;

/** A screen by its name: the world it is shown in, the way to it, and what is there before. */
const SCREENS: readonly (readonly [name: string, world: string, steps: readonly Step[], prepare?: Prepare])[] = [
  ['first-use', 'empty-pc', []],
  ['home', 'index-complete', [check, place('#/check')]],
  ['result-ready', 'index-complete', [check]],
  ['result-usable', 'index-external-hub', [check]],
  ['result-not-ready', 'index-usb2', [check]],
  ['result-link-box', 'vive-link-box-only', [check]],
  ['result-unknown', 'lighthouse-alone', [check]],
  ['result-engineer', 'index-usb2', [check, press((t) => t.problems.engineer)]],
  ['result-all-checks', 'index-usb2', [check, press((t) => t.passed.heading)]],
  ['request-form', 'index-usb2', [check, (page) => page.locator('.problem-actions button').last().click()]],
  ['request', 'lab-seat-01', [request], filedRequest],
  ['requests', 'index-complete', [place('#/requests')]],
  ['records', 'index-usb2', [check, place('#/records')]],
  ['versions', 'win-steamvr-old', [check, place('#/records/versions')]],
  ['fault-codes', 'index-complete', [place('#/records/fault-codes')]],
  ['inspections', 'lab-seat-01', [place('#/inspections')], inspectionUnderWay],
  ...['items', 'lab', 'grid', 'problems', 'conclusion', 'report', 'sign'].map(
    (view) => [`inspection-${view}`, 'lab-seat-01', [inspection(view)], inspectionUnderWay] as const,
  ),
  ['inspection-signed', 'lab-seat-01', [inspection('items')], signedInspection],
  ['inspection-rectification', 'lab-seat-01', [inspection('rectification')], signedInspection],
  ...['seat', 'sockets', 'teacher', 'permissions', 'appearance', 'privacy', 'log', 'about'].map(
    (tab) => [`settings-${tab}`, 'index-complete', [place(`#/settings/${tab}`)]] as const,
  ),
  ['settings-channels', 'lab-seat-01', [place('#/settings/channels')], channelsOfSchool],
  [
    'settings-channel-new',
    'lab-seat-01',
    [place('#/settings/channels'), (page) => page.locator('.channels-head button').click()],
  ],
];

interface Shown {
  readonly url: string;
  readonly language: Language;
  readonly steps: readonly Step[];
  readonly inspection: string;
  /** Without scheme, language and folder. */
  readonly file: string;
}

async function show(browser: Browser, { url, language, steps, inspection: id, file }: Shown) {
  for (const scheme of SCHEMES) {
    const page = await browser.newPage({ viewport: VIEWPORT, colorScheme: scheme, reducedMotion: 'reduce' });
    await page.goto(url);
    await page.getByRole('main').waitFor();
    if ((await page.locator('html').getAttribute('lang')) !== language)
      await page.locator('.top-bar button[lang]').click();
    await page.locator(`html[lang="${language}"]`).waitFor();
    for (const step of steps) await step(page, TEXTS[language], id);
    // What comes later, such as a code to scan.
    await page.waitForTimeout(700);
    await page.screenshot({ path: path.join(FOLDER, `${file}-${scheme}-${language}.jpg`), type: 'jpeg', quality: 80 });
    await page.close();
  }
}

mkdirSync(FOLDER, { recursive: true });
const wanted = process.argv.slice(2);
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);
for (const old of readdirSync(FOLDER).filter((file) => file.endsWith('.jpg') && wanted.length === 0))
  rmSync(path.join(FOLDER, old));
const browser = await launchBrowser();
for (const [name, world, steps, prepare] of SCREENS.filter(([one]) => isWanted(one))) {
  const data = mkdtempSync(path.join(os.tmpdir(), 'vrlab-screens-'));
  const id = (await prepare?.(data)) ?? '';
  const host = await runWebHost(['--world', worldFile(world, '.'), '--data', data]);
  for (const language of LANGUAGES) await show(browser, { url: host.url, language, steps, inspection: id, file: name });
  await host.stop();
  rmSync(data, { recursive: true, force: true });
}
await browser.close();

const pictures = SCREENS.flatMap(([name]) => [
  `\n## ${name}\n`,
  ...LANGUAGES.map((language) =>
    SCHEMES.map((scheme) => `![${name}, ${scheme}, ${language}](${name}-${scheme}-${language}.jpg)`).join(' '),
  ),
]);
writeFileSync(
  path.join(FOLDER, 'README.md'),
  `# Screens\n\nEvery screen in both languages and both schemes, in demonstration worlds. Made by \`npm run screens\`.\n${pictures.join('\n')}\n`,
);
