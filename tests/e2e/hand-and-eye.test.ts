/// <reference lib="dom" />
import { expect, it } from 'vitest';
import { keepPicture } from '../support/chromium/browser.ts';
import { CHINESE, useScreens } from '../support/chromium/screens.ts';

const { texts: zh, terms: zhTerms } = CHINESE;
const open = useScreens();

it('works by keyboard alone: check, problems, records', async () => {
  const { page } = await open('index-usb2');
  // The button has the focus as soon as the screen is there.
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(zh.check.start);
  const focusOn = async (name: string) => {
    for (let tab = 0; tab < 30; tab += 1) {
      if ((await page.evaluate(() => document.activeElement?.textContent)) === name) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`${name} cannot be reached by Tab`);
  };
  await page.keyboard.press('Enter');
  await page.locator('[data-verdict]').waitFor();
  // The answer takes the focus, so that a screen reader reads it.
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(zhTerms.verdict['not-ready']);
  await focusOn(zh.check.again);
  await page.keyboard.press('Space');
  await page.locator('[data-verdict]').waitFor();
});

it('has targets of 44 px and more: check, records, station', async () => {
  const screens = await open('index-usb2');
  const { page } = screens;
  await screens.check();
  for (const screen of ['check', 'records', 'settings'] as const) {
    await screens.goTo(screen);
    await page.waitForTimeout(300);
    const targets = await page.evaluate(() => {
      // A checkbox is drawn smaller than the place where a finger reaches it.
      const reachedWithin44 = (input: Element) => {
        input.scrollIntoView({ block: 'center' });
        const { x, y, width, height } = input.getBoundingClientRect();
        return [-21, 21].every((off) =>
          [
            document.elementFromPoint(x + width / 2 + off, y + height / 2),
            document.elementFromPoint(x + width / 2, y + height / 2 + off),
          ].every((hit) => hit === input || hit?.closest('label')?.control === input),
        );
      };
      return [
        ...document.querySelectorAll(
          'button, a[href]:not(.skip-link), summary, input:not([type="radio"]), select, [role="button"]',
        ),
      ]
        .map((element) => ({
          element,
          box: element.getBoundingClientRect(),
          name: element.textContent || element.getAttribute('aria-label'),
          hidden: element.closest('[aria-hidden="true"]') !== null,
        }))
        .filter(({ box, hidden }) => box.width > 0 && !hidden)
        .map(({ element, box, name }) => ({
          small: element.matches('[type="checkbox"]') ? !reachedWithin44(element) : box.height < 44 || box.width < 44,
          name: `${name} ${box.width}x${box.height}`,
        }));
    });
    expect(targets.length, screen).toBeGreaterThan(5);
    expect(
      targets.filter(({ small }) => small).map(({ name }) => name),
      screen,
    ).toEqual([]);
  }
});

it('loses nothing at 200 % text on a small screen', async () => {
  const screens = await open('vive-link-box-only', { viewport: { width: 1024, height: 768 } });
  const { page } = screens;
  await screens.check();
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  await keepPicture(page, 'check-200-percent');
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});
