/// <reference lib="dom" />
import { expect, it } from 'vitest';
import { InspectionScreens } from '../support/chromium/inspection-screens.ts';
import { useScreens } from '../support/chromium/screens.ts';

const open = useScreens();

const SIZES = [
  { width: 1366, height: 768 },
  { width: 1024, height: 600 },
];

it.for(SIZES)('takes every key at $width×$height, however fast it is typed', async (viewport) => {
  const screens = await open('lab-seat-04', { viewport });
  const inspection = new InspectionScreens(screens);
  const { page } = inspection;
  const heading = (name: string) => page.getByRole('heading', { name, exact: true });
  const pressed = async (item: string, outcome: 'normal' | 'abnormal' | 'not-inspected') => {
    await inspection.item('环境', item);
    await page.locator(`.outcome-${outcome}[aria-pressed=true]`).waitFor();
  };
  await inspection.home();
  await inspection.start('张䶮');
  await heading('电源插座和插排').waitFor();
  // Two answers and a reading, with nothing in between: the focus is still on the heading of the inspection.
  await page.keyboard.type('1122');
  const value = page.getByLabel('实测值（℃）');
  await value.and(page.locator(':focus')).waitFor();
  expect(await value.inputValue()).toBe('22');
  // A reading is taken by Enter; the next one, and three answers after it, are typed at once.
  await page.keyboard.press('Enter');
  await page.keyboard.type('45');
  await page.keyboard.press('Enter');
  await page.keyboard.type('111');
  await heading('门窗和锁具').waitFor();
  await inspection.saved();
  for (const item of [
    '电源插座和插排',
    '漏电保护器',
    '室内温度',
    '室内相对湿度',
    '室内卫生',
    '灭火器',
    '安全出口和疏散通道',
  ])
    await pressed(item, 'normal');
  await inspection.item('环境', '室内温度');
  expect(await value.inputValue()).toBe('22');
  expect(screens.complaints).toEqual([]);
});

it('numbers are a reading where there is none, until its field is left', async () => {
  const screens = await open('lab-seat-04', { viewport: SIZES[0]! });
  const inspection = new InspectionScreens(screens);
  const { page, words } = inspection;
  await inspection.home();
  await inspection.start('张䶮');
  await inspection.item('环境', '室内温度');
  const value = page.getByLabel('实测值（℃）');
  await value.and(page.locator(':focus')).waitFor();
  // A touch beside the field does not leave it.
  await page.locator('.item-card-kind').click();
  await page.keyboard.type('3');
  expect(await value.inputValue()).toBe('3');
  await value.fill('');
  await page.keyboard.press('Escape');
  await page.keyboard.press('3');
  await page.getByText(words.terms.reason['no-instrument'], { exact: true }).waitFor();
  expect(await value.inputValue()).toBe('');
  expect(screens.complaints).toEqual([]);
});

it('signs no reason that nobody chose, asks why wherever the program is overruled, and goes on with what is open', async () => {
  const screens = await open('lab-seat-04', { viewport: SIZES[0]! });
  const inspection = new InspectionScreens(screens);
  const { page, texts } = inspection;
  await inspection.home();
  await inspection.start('张䶮');

  // Enter confirms what the focus is on: the main action.
  await inspection.button(texts.takeOpen.as.normal).press('Enter');
  await inspection.button(texts.takeOpen.confirm).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await inspection.button(texts.takeOpen.confirm).waitFor({ state: 'detached' });
  await inspection.button(texts.takeOpen.as['not-inspected']).press('Enter');
  const reason = page.getByRole('dialog').getByLabel(texts.item.reason);
  await reason.and(page.locator(':focus')).waitFor();
  expect(await reason.inputValue()).toBe('');
  await inspection.button(texts.takeOpen.confirm).click();
  await page.getByText(texts.takeOpen.reasonFirst).waitFor();
  await page.keyboard.press('Escape');

  // What always applies is left out with a reason.
  await inspection.item('环境', '安全出口和疏散通道');
  await page.keyboard.press('4');
  await page.getByText(texts.item.unreasoned.exception).waitFor();
  await page.keyboard.type('1');
  expect(await page.getByRole('textbox', { name: texts.item.reasonFor.exception }).inputValue()).toBe('1');

  // What the program found normal is called abnormal with a reason, and is marked in the list.
  await inspection.subject('seat:04');
  await inspection.item('软件', 'OpenXR 运行环境');
  await page.keyboard.press('2');
  await page.getByText(texts.item.unreasoned.override).waitFor();
  await page.keyboard.type('打开后头显黑屏');
  await inspection.saved();
  await page.locator('.inspection-item[aria-current]').getByText(texts.items.overridden).waitFor();

  // Who comes back goes on with the first that is open.
  await inspection.view('lab');
  await inspection.view('items');
  await page.getByRole('heading', { name: '室内温度', exact: true }).waitFor();
  expect(screens.complaints).toEqual([]);
});
