/// <reference lib="dom" />
import { existsSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import inspections from '../../src/shared/locales/zh-CN/inspections.json' with { type: 'json' };
import usualProblems from '../../src/shared/locales/zh-CN/problems.json' with { type: 'json' };
import taskProblems from '../../src/shared/locales/zh-CN/problems-of-tasks.json' with { type: 'json' };
import { keepPicture } from '../support/chromium/browser.ts';
import { InspectionScreens, upToGap } from '../support/chromium/inspection-screens.ts';
import { CHINESE, misfits, useScreens } from '../support/chromium/screens.ts';
import { signedBefore } from '../support/inspection/signed-before.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const problems = { ...usualProblems, ...taskProblems };

const WORLD = 'lab-seat-01';
const PHONE = { width: 360, height: 720 };

const { texts: screen } = CHINESE;
const open = useScreens();

/** What a demonstration is started with, and no browser. */
function pathWithoutBrowser(): string {
  const folder = temporaryFolder();
  for (const program of ['unshare', 'sh', 'mount', 'setpriv', 'umockdev-run', 'env', 'true'])
    for (const place of ['/bin', '/usr/bin'])
      if (existsSync(path.join(place, program)) && !existsSync(path.join(folder, program)))
        symlinkSync(path.join(place, program), path.join(folder, program));
  return folder;
}

it('leads from every refusal to where it is put right: no seat, one under way, no printer', async () => {
  const unknown = new InspectionScreens(await open('empty-pc'));
  await unknown.home();
  await unknown.page.getByLabel(unknown.texts.start.inspector).press('Enter');
  await unknown.page.getByText(problems['inspection-needs-station'].title).waitFor();
  expect.soft(await unknown.faults('no-station')).toEqual([]);
  await unknown.button(unknown.texts.home.setUp).click();
  await unknown.page.getByRole('heading', { name: screen.guide.seatHeading }).waitFor();

  const inspection = new InspectionScreens(await open(WORLD, { env: { PATH: pathWithoutBrowser() } }));
  const { page, texts } = inspection;
  await inspection.home();
  await page.getByText(inspections.plan.levelUnknown).waitFor();
  await inspection.start('张䶮');
  await inspection.view('report');
  await page.getByText(problems['no-printer'].title).waitFor();
  await page.getByText(texts.report.noPrinter).waitFor();
  expect.soft(await inspection.faults('no-printer')).toEqual([]);
  const { name } = await inspection.keep('docx');
  expect(name).toMatch(/草稿/);
  await inspection.button(texts.session.leave).click();
  await page.getByLabel(texts.start.inspector).press('Enter');
  await page.getByText(upToGap(problems['inspection-under-way'].title)).waitFor();
  expect.soft(await inspection.faults('under-way')).toEqual([]);
  await inspection.button(new RegExp(`^${upToGap(texts.home.openNumber)}XJ-`)).click();
  await page.getByRole('navigation', { name: texts.session.views }).waitFor();
});

it('keeps what was typed when a touch cannot be saved, says so, and saves it when asked again', async () => {
  const screens = await open(WORLD);
  const inspection = new InspectionScreens(screens);
  const { page, texts } = inspection;
  await inspection.home();
  await inspection.start('张䶮');
  const other = new Sqlite(path.join(screens.data, 'demo', WORLD, 'vrlab.sqlite'));
  other.exec('BEGIN IMMEDIATE');
  await page.getByRole('textbox', { name: texts.item.note }).fill('空调坏了');
  await inspection.button(/^异常/).click();
  await page.getByText(upToGap(texts.saved.not)).waitFor();
  expect(await page.getByRole('textbox', { name: texts.item.note }).inputValue()).toBe('空调坏了');
  expect.soft(await inspection.faults('not-saved')).toEqual([]);
  other.close();
  await inspection.button(texts.saved.retry).click();
  await inspection.saved();
  await inspection.view('problems');
  await page.getByText('空调坏了').waitFor();
  expect(screens.complaints).toEqual([]);
});

it('is done by keyboard alone, in English, 360 px wide and in large letters; cancelled it keeps nothing, given up it stays in the list', async () => {
  const screens = await open(WORLD, { viewport: PHONE });
  await screens.switchLanguage();
  const inspection = new InspectionScreens(screens);
  const { page, texts, words } = inspection;
  await inspection.home();
  expect.soft(await inspection.faults('home-narrow-en')).toEqual([]);
  const inspector = page.getByLabel(texts.start.inspector);
  screens.host.pause();
  await inspection.readingBy(() => inspector.press('Enter'));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  // Until both have reached the socket: a reading of a world takes no longer than 30 ms.
  await page.waitForTimeout(500);
  screens.host.goOn();
  await page.getByText(texts.reading.cancelled).waitFor();
  await inspection.home();
  expect(await page.getByRole('heading', { name: texts.home.open }).count()).toBe(0);

  await inspector.press('Enter');
  const heading = page.locator('.inspection-item-heading');
  await heading.waitFor();
  const first = (await heading.textContent())!;
  await page.keyboard.press('1');
  await page.getByRole('heading', { name: first }).waitFor({ state: 'detached' });
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('heading', { name: first }).waitFor();
  await inspection.saved();
  expect(await page.locator('.outcome-normal[aria-pressed=true]').count()).toBe(1);
  await page.getByText(`${words.terms.subject.lab} · ${texts.items.sections}`).click();
  const all = inspection.button(texts.takeOpen.as['not-inspected']);
  await all.press('Enter');
  expect.soft(await inspection.faults('take-open-narrow')).toEqual([]);
  await inspection.button(texts.takeOpen.cancel).press('Enter');
  await all.and(page.locator(':focus')).waitFor();
  for (const view of ['items', 'lab', 'grid', 'problems', 'conclusion', 'report', 'sign'] as const) {
    await inspection.view(view);
    if (view === 'lab') {
      await page.getByLabel(texts.lab.newSeat).fill('02');
      await page.keyboard.press('Enter');
      const gone = inspection.button(
        texts.lab.removeNamed.replace('{{seat}}', words.terms.subject.seat.replace('{{seat}}', '02')),
      );
      await gone.press('Enter');
      await gone.waitFor({ state: 'detached' });
      const undo = inspection.button(texts.undo.button).and(page.locator(':focus'));
      await undo.press('Enter');
      await gone.press('Enter');
      await undo.waitFor();
    }
    if (view === 'report') {
      // What is below the screen is drawn when it comes into sight.
      await page.locator('.inspection-page').first().scrollIntoViewIfNeeded();
      await page.locator('.inspection-page[data-drawn]').first().waitFor();
    }
    if (view === 'sign') await page.getByText(texts.sign.undecided).waitFor();
    expect.soft(await inspection.faults(`${view}-narrow-en`)).toEqual([]);
  }
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  for (const view of ['items', 'lab', 'problems', 'conclusion', 'sign'] as const) {
    await inspection.view(view);
    await keepPicture(page, `inspection-${view}-large-en`);
    expect.soft(await misfits(page), view).toEqual([]);
  }
  await inspection.view('conclusion');
  await page.getByText(texts.abandon.heading).click();
  await page.getByLabel(texts.abandon.reason).fill('Wrong room.');
  await inspection.button(texts.abandon.confirm).click();
  await page.getByText(texts.session.abandoned).waitFor();
  expect.soft(await inspection.faults('abandoned-large-en')).toEqual([]);
  await inspection.button(texts.session.leave).click();
  await page.getByText(words.terms.state.abandoned).waitFor();
  expect(await page.getByRole('heading', { name: texts.home.open }).count()).toBe(0);
  expect(screens.complaints).toEqual([]);
});

it('compares with the period before: what is new, what persists, what is solved', async () => {
  let before = '';
  const screens = await open(WORLD, {
    async prepare(data) {
      before = await signedBefore(data, 100, ['ventilation', 'lighting']);
    },
  });
  const inspection = new InspectionScreens(screens);
  const { page, texts } = inspection;
  await inspection.home();
  await page.getByRole('button', { name: before }).waitFor();
  await inspection.start('张䶮');
  await inspection.item('环境', '通风和空调');
  await page.keyboard.press('2');
  await inspection.item('环境', '噪声');
  await page.keyboard.press('2');
  await inspection.saved();
  for (const subject of ['lab', 'seat:01']) await inspection.fillOpen(subject);
  await inspection.view('conclusion');
  await page.getByText(new RegExp(`^上期 .*（${before}）：完好率`)).waitFor();
  const part = (text: string) => page.getByRole('listitem').filter({ hasText: text.replace('{{count}}', '1') });
  await part(texts.figures.appeared).getByText('噪声').waitFor();
  await part(texts.figures.persisting).getByText('通风和空调').waitFor();
  await part(texts.figures.solved).getByText('光照').waitFor();
  expect.soft(await inspection.faults('compared')).toEqual([]);
  await inspection.view('report');
  await page.locator('.inspection-page[data-drawn]').first().waitFor();
  await page.evaluate(() => {
    window.print = () => document.body.append(document.querySelector('.report-paper')!.cloneNode(true));
  });
  await inspection.button(texts.report.print).click();
  await page.locator('.report-paper img').first().waitFor({ state: 'attached' });
  expect(await page.locator('.report-paper img').count()).toBe(await page.locator('.inspection-page').count());
  await page.emulateMedia({ media: 'print' });
  await page.locator('.report-paper img').first().waitFor();
  expect(await page.locator('.inspection-pages').isVisible()).toBe(false);
  await keepPicture(page, 'inspection-on-paper');
  expect(screens.complaints).toEqual([]);
});
