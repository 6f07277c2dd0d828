/// <reference lib="dom" />
import { expect, it } from 'vitest';
import problems from '../../src/shared/locales/zh-CN/problems-of-tasks.json' with { type: 'json' };
import { keepPicture } from '../support/chromium/browser.ts';
import { InspectionScreens } from '../support/chromium/inspection-screens.ts';
import { Screens, useScreens } from '../support/chromium/screens.ts';
import { labOfSeats } from '../support/inspection/lab-of-seats.ts';

const open = useScreens();

it('refuses in words an answer to what another window has answered since, and loses neither', async () => {
  const screens = await open('lab-seat-01', { prepare: (data) => labOfSeats(data, 1) });
  const second = new Screens(await screens.page.context().browser()!.newPage(), screens.host, screens.data);
  await second.page.goto(screens.host.url);
  const [first, other] = [new InspectionScreens(screens), new InspectionScreens(second)];
  for (const one of [first, other]) {
    await one.home();
    await one.page.getByRole('button', { name: /XJ-/ }).click();
    await one.page.locator('.item-card').waitFor();
  }
  const pressed = (outcome: string) => `.outcome-${outcome}[aria-pressed=true]`;
  await first.page.getByLabel(first.texts.item.note).fill('插排发热');
  await first.button(/^异常/).click();
  await first.saved();

  // The other window still shows the item as open.
  expect(await other.page.locator(pressed('abnormal')).count()).toBe(0);
  await other.page.getByLabel(other.texts.item.note).fill('没有插排');
  await other.button(/^不适用/).click();
  await other.page.getByText(problems['inspection-cell-changed'].title).waitFor();
  await keepPicture(other.page, 'two-windows-refused');
  await other.item('环境', '电源插座和插排');
  await other.page.locator(pressed('abnormal')).waitFor();
  expect(await other.page.getByLabel(other.texts.item.note).inputValue()).toBe('插排发热');
  expect(await other.page.locator(pressed('not-applicable')).count()).toBe(0);

  // Now that it is seen, it can be changed; and the first window goes on from that.
  await other.button(/^正常/).click();
  await other.page.locator(pressed('normal')).waitFor();
  await other.saved();
  await first.page.evaluate(() => dispatchEvent(new Event('focus')));
  await first.page.locator(pressed('normal')).waitFor();
  expect([...screens.complaints, ...second.complaints]).toEqual([]);
  await second.page.close();
});
