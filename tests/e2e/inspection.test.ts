/// <reference lib="dom" />
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import zhTexts from '../../src/shared/locales/zh-CN/inspections.json' with { type: 'json' };
import zhScreen from '../../src/shared/locales/zh-CN/screen.json' with { type: 'json' };
import type { InspectionSession } from '../../src/shared/domain/inspection/inspection-session.ts';
import { keepPicture, launchBrowser } from '../support/browser.ts';
import { sampleSession } from '../support/inspection-session-samples.ts';
import { startDoubledHost } from '../support/inspection-host.ts';
import { misfits, Screens, violations } from '../support/screens.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const { screens: zh, terms } = zhTexts;
const PC = { width: 1366, height: 768 };
const PHONE = { width: 360, height: 720 };

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function open(sessions: readonly InspectionSession[], viewport = PC) {
  const data = temporaryFolder();
  const doubled = await startDoubledHost(data, sessions);
  onTestFinished(() => doubled.close());
  const { host, inspections } = doubled;
  const page = await browser.newPage({ viewport, locale: 'fr-FR' });
  onTestFinished(() => page.close());
  const screens = new Screens(page, { url: host.url, stop: () => Promise.resolve() }, data);
  await page.goto(host.url);
  await page.getByRole('main').waitFor();
  await page.locator('html[lang="zh-CN"]').waitFor();
  await screens.goTo('inspections');
  await page.getByRole('heading', { name: zh.home.heading, exact: true }).waitFor();
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
  const saved = () => page.getByText(zh.saved.at.replace('{{time}}', '')).waitFor();
  /** Nothing wrong with what is shown now; a picture of it for people. */
  const good = async (name: string) => {
    await keepPicture(page, `inspection-${name}`);
    expect([await violations(page), await misfits(page)]).toEqual([[], []]);
  };
  return { complaints: screens.complaints, screens, page, inspections, button, saved, good };
}

it('goes from the plan to a signed report: items, lab, problems with a request, conclusion, pages, signature, supplement', async () => {
  const { page, button, saved, good, complaints, inspections } = await open([]);
  await good('home');
  await page.getByLabel(zh.start.inspector).fill('李巡检');
  await button(zh.start.begin).click();
  await page.getByText(zh.reading.heading).waitFor();
  await page.getByRole('heading', { name: '室内温度' }).waitFor();

  await page.getByLabel('实测值（℃）').fill('41');
  await page.getByText(zh.item.proposed.abnormal.replace('{{outcome}}', terms.outcome.abnormal)).waitFor();
  await good('item-measured');
  await page.keyboard.press('Enter');
  await saved();
  await button(zh.item.next).click();
  await page.getByRole('heading', { name: '疏散通道和门' }).waitFor();
  await page.keyboard.press('3');
  await good('item-reason');
  await page.keyboard.press('Enter');
  await saved();
  expect(inspections.kept.values().next().value?.session.counts).toMatchObject({ abnormal: 2, notInspected: 2 });
  await page.getByLabel(zh.items.subject).selectOption('seat:02');
  await page.getByText(zh.views.items).waitFor();
  await button(/^软件版本更新/).click();
  await page.getByText('教学软件 2.3.0 低于要求的 2.5.0。').waitFor();
  await good('item-automatic');

  await button(zh.items['by-item']).click();
  await button(/^卫生与磨损/).click();
  await good('by-item');
  await button(zh.takeOpen.as.replace('{{outcome}}', terms.outcome.normal)).click();
  await button(zh.takeOpen.confirm).click();
  await saved();

  await button(zh.views.lab).click();
  await page.setInputFiles('input[type=file][multiple]', [
    { name: '05.vrlab.json', mimeType: 'application/json', buffer: Buffer.from('signed') },
    { name: 'x.vrlab.json', mimeType: 'application/json', buffer: Buffer.from('') },
  ]);
  await page.getByText('05.vrlab.json：已导入').waitFor();
  await page.getByText('x.vrlab.json：没有导入').waitFor();
  await page.setInputFiles('input[accept=".csv,.xlsx"]', {
    name: '台账.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('x'),
  });
  await page.getByText(terms.equipment['serial-differs']).waitFor();
  await good('lab');

  await button(zh.views.grid).click();
  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('rowheader', { name: '室内温度' }).click();
  expect(await page.getByRole('gridcell', { name: '整间实验室 异常' }).count()).toBe(1);
  await good('grid');

  await button(zh.views.problems).click();
  await page.getByLabel(zh.problems.owner).first().selectOption('service');
  await saved();
  await good('problems');
  await page.getByRole('button', { name: '报修：教学软件版本' }).click();
  await button(zhScreen.requests.form.send).click();
  await page.getByText(zhScreen.requests.record.filed, { exact: true }).waitFor();
  await button(zhScreen.requests.backToInspection).click();
  await page.getByText(zh.problems.reported.replace('{{number}}', '')).waitFor();

  await button(zh.views.conclusion).click();
  await page.getByText(zh.decision.proposed.split('“')[0]!).waitFor();
  await page.getByRole('button', { name: /^还有 \d+ 处没填$/ }).waitFor();
  await good('conclusion-open');
  for (const subject of ['lab', 'seat:01', 'seat:02', 'seat:03', 'seat:04', 'seat:05']) {
    await button(zh.views.items).click();
    await page.getByLabel(zh.items.subject).selectOption(subject);
    const all = button(zh.takeOpen.as.replace('{{outcome}}', terms.outcome.normal));
    await all.click();
    await button(zh.takeOpen.confirm).click();
    await all.waitFor({ state: 'detached' });
  }
  await button(zh.views.conclusion).click();
  await button(terms.conclusion.passed).click();
  await button(zh.obstacles['no-reason']).click();
  await page.keyboard.type('温度计放在出风口。');
  await button(zh.obstacles['no-reason']).waitFor({ state: 'detached' });
  await page.getByLabel(zh.people.school).fill('王老师');
  await good('conclusion');

  await button(zh.views.report).click();
  await page.locator('.inspection-page[data-drawn]').first().waitFor();
  // Pages further down are drawn when they come into sight.
  await page.locator('.inspection-page').nth(2).scrollIntoViewIfNeeded();
  await page.locator('.inspection-page:nth-of-type(3)[data-drawn]').waitFor();
  await page.getByText('𬭎㛃䶮').first().waitFor({ state: 'attached' });
  await good('report');

  await button(zh.views.sign).click();
  await page.getByRole('radio', { name: zh.sign.drawn }).first().click();
  const field = await page
    .getByRole('img', { name: zh.sign.field.replace('{{role}}', terms.role.inspector) })
    .boundingBox();
  await page.mouse.move(field!.x + 40, field!.y + 60);
  await page.mouse.down();
  for (let step = 1; step <= 20; step += 1)
    await page.mouse.move(field!.x + 40 + step * 20, field!.y + 90 + 50 * Math.sin(step));
  await page.mouse.up();
  await good('sign');
  await button(zh.sign.sign).click();
  await page.getByRole('heading', { name: /^已签字/ }).waitFor();
  await page.getByText(zh.record.intact).waitFor();
  const { record } = inspections.kept.values().next().value!;
  expect(record?.signatures).toMatchObject([
    { role: 'inspector', name: '李巡检', method: 'drawn' },
    { role: 'school', name: '王老师', method: 'paper', strokes: null },
  ]);
  expect(record?.signatures[0]?.strokes).toMatch(/^M\d+(\.\d)? \d+(\.\d)?L.*C.*L/);
  await page.getByLabel(zh.supplements.author).fill('李巡检');
  await page.getByLabel(zh.supplements.text).fill('温度记错，应为 24 ℃。');
  await button(zh.supplements.add).click();
  await page.getByText(zh.supplements.added).waitFor();
  await good('record');
  expect(complaints).toEqual([]);
});

it('keeps what was typed when a save fails, says so, and saves it again', async () => {
  const { page, button, saved, inspections, screens, good } = await open([sampleSession(1)], PHONE);
  await button(/^接着做/).click();
  await page.getByLabel(zh.item.note).fill('空调坏了');
  inspections.nextTouchFails = { code: 'disk-full', params: { file: 'vrlab.sqlite', folder: '/', detail: '' } };
  await button(/^异常/).click();
  await page.getByText(zh.saved.not.split('{{')[0]!).waitFor();
  expect(await page.getByLabel(zh.item.note).inputValue()).toBe('空调坏了');
  await good('not-saved-narrow');
  await button(zh.saved.retry).click();
  await saved();
  const cell = inspections.kept.values().next().value?.session.cells[0];
  expect(cell?.answer).toMatchObject({ outcome: 'abnormal', note: '空调坏了' });
  await screens.switchLanguage();
  for (const [view, name] of Object.entries(
    screens.shown.language === 'en'
      ? (await import('../../src/shared/locales/en/inspections.json')).default.screens.views
      : {},
  )) {
    await button(name).click();
    await page.waitForTimeout(300);
    await good(`${view}-narrow-en`);
  }
});

it('tells an altered report from a genuine one', async () => {
  const { page, good } = await open([sampleSession(1)]);
  for (const [name, outcome] of [
    ['altered.pdf', 'altered'],
    ['report.pdf', 'genuine'],
  ] as const) {
    await page.setInputFiles('input[accept^=".pdf"]', { name, mimeType: 'application/pdf', buffer: Buffer.from('x') });
    await page.locator(`[data-verification="${outcome}"]`).getByText(zh.verify[outcome]).waitFor();
  }
  await good('verified');
});

it('is done by keyboard alone, with large letters as well, and a reading can be cancelled', async () => {
  const { page, inspections, saved } = await open([]);
  await page.getByLabel(zh.start.inspector).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: zh.reading.heading }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText(zh.reading.cancelled).waitFor();
  expect(inspections.kept.size).toBe(0);
  await page.getByLabel(zh.start.inspector).focus();
  await page.keyboard.press('Enter');
  const item = page.getByRole('heading', { name: '室内温度' });
  await item.waitFor();
  await item.focus();
  await page.keyboard.press('1');
  await page.keyboard.press('ArrowRight');
  await page.getByRole('heading', { name: '疏散通道和门' }).waitFor();
  await page.keyboard.press('1');
  await page.keyboard.press('ArrowRight');
  await saved();
  const answers = inspections.kept
    .values()
    .next()
    .value!.session.cells.filter(({ answer }) => answer !== null);
  expect(answers.map(({ item: id }) => id)).toEqual(['temperature', 'ways-out']);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  await keepPicture(page, 'inspection-large-text');
  expect(await misfits(page)).toEqual([]);
});
