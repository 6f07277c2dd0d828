/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import en from '../../../src/shared/locales/en/inspections.json' with { type: 'json' };
import zh from '../../../src/shared/locales/zh-CN/inspections.json' with { type: 'json' };
import { keepPicture } from './browser.ts';
import type { HandedOver } from '../lab/lab-bundles.ts';
import { misfits, type Screens, violations } from './screens.ts';

/** A text up to its first gap. */
export const upToGap = (text: string): string => text.split('{{')[0]!;

/** The inspection screens as an inspector uses them, in the language that is shown. */
export class InspectionScreens {
  readonly screens: Screens;

  constructor(screens: Screens) {
    this.screens = screens;
  }

  get page(): Page {
    return this.screens.page;
  }

  get words(): typeof zh | typeof en {
    return this.screens.shown.language === 'en' ? en : zh;
  }

  get texts(): (typeof zh)['screens'] | (typeof en)['screens'] {
    return this.words.screens;
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** The one button that begins an inspection. */
  get begin(): Locator {
    return this.page.locator('.inspection-start');
  }

  /** The last touch is on the disk. */
  async saved(): Promise<void> {
    await this.page.getByText(upToGap(this.texts.saved.at)).waitFor();
  }

  async home(): Promise<void> {
    await this.screens.goTo('inspections');
    await this.page.getByRole('heading', { name: this.texts.home.heading, exact: true }).waitFor();
    await this.page.locator('.plan-card').waitFor();
  }

  async start(inspector: string): Promise<void> {
    await this.page.getByLabel(this.texts.start.inspector).fill(inspector);
    await this.begin.click();
    await this.page.getByRole('navigation', { name: this.texts.session.views }).waitFor();
  }

  /** Asks for a reading of this PC, and waits until it is shown to run. */
  async readingBy(touch: () => Promise<void>): Promise<void> {
    await touch();
    await this.page.getByRole('heading', { name: this.texts.reading.heading }).waitFor();
  }

  async view(name: keyof (typeof zh)['screens']['views']): Promise<void> {
    await this.button(this.texts.views[name]).click();
    await this.page
      .getByRole('button', { name: this.texts.views[name], exact: true })
      .and(this.page.locator('[aria-current]'))
      .waitFor();
  }

  /** An item in the list of what is shown. */
  async item(section: string, item: string): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(`^${section}`) }).click();
    const list = this.page.getByRole('navigation', { name: this.texts.items.sections });
    await list.getByRole('button', { name: new RegExp(`^${item} `) }).click();
    await this.page.getByRole('heading', { name: item }).waitFor();
  }

  /** The seat, or the whole lab, in the map. */
  async subject(subject: string): Promise<void> {
    const { terms } = this.words;
    const name = subject === 'lab' ? terms.subject.lab : terms.subject.seat.replace('{{seat}}', subject.slice(5));
    const plate = this.page.locator('.seat-map-plate').and(this.page.getByTitle(name, { exact: true }));
    await plate.click();
    await plate.and(this.page.locator('[aria-current]')).waitFor();
  }

  /** Everything of a subject that is still open, by one answer, and what is left out of it by another. */
  async fillOpen(subject: string): Promise<void> {
    await this.subject(subject);
    for (const outcome of ['normal', 'not-inspected'] as const) {
      const all = this.button(this.texts.takeOpen.as[outcome]);
      // What has to be looked at one by one cannot be called normal; after the first nothing else may be left.
      if ((await all.count()) === 0) continue;
      await all.click();
      if (outcome === 'not-inspected')
        await this.page.getByRole('dialog').getByLabel(this.texts.item.reason).selectOption('no-access');
      await this.button(this.texts.takeOpen.confirm).click();
      await this.button(this.texts.takeOpen.confirm).waitFor({ state: 'detached' });
      await this.page.getByText(upToGap(this.texts.takeOpen.done)).and(this.page.locator(':focus')).waitFor();
    }
  }

  async draw(role: 'inspector' | 'reviewer' | 'school'): Promise<void> {
    const { words, texts } = this;
    const part = this.page.getByRole('region', { name: words.terms.role[role] });
    await part.getByRole('radio', { name: texts.sign.drawn }).click();
    const field = part.getByRole('img', { name: texts.sign.field.replace('{{role}}', words.terms.role[role]) });
    await field.scrollIntoViewIfNeeded();
    const { x, y } = (await field.boundingBox())!;
    await this.page.mouse.move(x + 40, y + 60);
    await this.page.mouse.down();
    for (let step = 1; step <= 12; step += 1)
      await this.page.mouse.move(x + 40 + step * 20, y + 70 + 40 * Math.sin(step));
    await this.page.mouse.up();
  }

  /** The report in one of its forms, as the browser keeps it. */
  async keep(format: 'pdf' | 'docx' | 'xlsx' | 'json'): Promise<{ name: string; buffer: Buffer }> {
    await this.page.locator('.file-menu > summary').click();
    const kept = this.page.waitForEvent('download');
    await this.button(this.texts.report.keep.replace('{{format}}', this.words.terms.format[format])).click();
    const file = await kept;
    return { name: file.suggestedFilename(), buffer: await readFile(await file.path()) };
  }

  /** Adds a supplement to the signed report that is shown. */
  async correct(author: string, text: string): Promise<void> {
    const { supplements } = this.texts;
    await this.page.getByLabel(supplements.author).fill(author);
    await this.page.getByLabel(supplements.text).fill(text);
    await this.button(supplements.add).press('Enter');
    await this.page.getByText(supplements.added).waitFor();
  }

  /** @returns what is wrong with the dialog of a camera that is not there; closed by keyboard, the focus is where it was. */
  async cameraFaults(): Promise<string[]> {
    const take = this.button(this.words.photos.take);
    await take.press('Enter');
    await this.page.getByRole('dialog').getByRole('alert').waitFor();
    const found = await this.faults('camera');
    await this.page.keyboard.press('Escape');
    await take.and(this.page.locator(':focus')).waitFor();
    return found;
  }

  /** What comes of checking a file on the first screen. */
  async verify(file: HandedOver, outcome: 'genuine' | 'altered' | 'unsigned'): Promise<void> {
    await this.page.setInputFiles('input[accept^=".pdf"]', file);
    const shown = this.page.locator(`[data-verification="${outcome}"]`);
    await shown.getByText(file.name).waitFor();
    await shown.getByText(this.texts.verify[outcome]).waitFor();
  }

  /** @returns what is wrong with what is shown now; keeps a picture of it for people. */
  async faults(name: string): Promise<string[]> {
    await keepPicture(this.page, `inspection-${name}`);
    return [...(await violations(this.page)), ...(await misfits(this.page)), ...(await this.lostFocus())];
  }

  /** As `faults`, in the language that is shown and in the other one; what had the focus has it again. */
  async faultsInBoth(name: string): Promise<string[]> {
    const focused = await this.page.evaluateHandle(() => document.activeElement);
    const found: string[] = [];
    await this.screens.inBothLanguages(async ({ language }) => {
      const faults = await this.faults(`${name}-${language}`);
      found.push(...faults.map((fault) => `${language}: ${fault}`));
    });
    await this.screens.switchLanguage();
    await focused.evaluate((element) => element instanceof HTMLElement && element.focus());
    return found;
  }

  /** Keyboard and screen reader go on from what was touched, or from what came instead. */
  async lostFocus(): Promise<string[]> {
    const isLost = () => document.activeElement === null || document.activeElement === document.body;
    return (await this.page.evaluate(isLost)) ? ['the focus is lost'] : [];
  }
}
