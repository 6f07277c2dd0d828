import { expect, it } from 'vitest';
import { keepPicture } from '../support/chromium/browser.ts';
import { useScreens, violations } from '../support/chromium/screens.ts';

const open = useScreens();

/** Free ones at the back, of the shape of the plug; those at the front are fast, too, but not where a headset belongs. */
const FREE_AND_FAST = ['rear-blue-1', 'rear-blue-2', 'rear-blue-3', 'rear-blue-4'];

it.for([
  { by: 'its firmware', mocked: true },
  { by: 'its description', mocked: false },
])(
  'the picture of a published PC, known by $by, crosses the wrong socket and lights the right ones',
  async ({ mocked }) => {
    const screens = await open('index-usb2', { mocked });
    const { page } = screens;
    await screens.check();
    await page.locator('[data-socket="rear-black-4"][data-state="wrong"]').waitFor();
    const targets = page.locator('[data-socket][data-state="target"]');
    expect(await targets.evaluateAll((all) => all.map((one) => one.getAttribute('data-socket')))).toEqual(
      FREE_AND_FAST,
    );
    await page.getByText('现在插在这里：电脑背面第 2 排第 2 个，黑色 USB 2 口').waitFor();
    await screens.inBothLanguages(async ({ language }) => {
      expect(await violations(page)).toEqual([]);
      if (mocked) return;
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await keepPicture(page, `published-sockets-${colorScheme}-${language}`);
      }
    });
    expect(screens.complaints).toEqual([]);
  },
);

it('a headset in a right socket of a published PC is shown there, with nothing crossed', async () => {
  const screens = await open('vive-pro-2');
  const { page } = screens;
  await screens.check();
  await page.locator('[data-socket="rear-blue-2"]').waitFor();
  await page.locator('.port-stage .cable[d^="M"]').first().waitFor({ state: 'attached' });
  expect(await page.locator('[data-state="wrong"], [data-state="target"]').count()).toBe(0);
  await keepPicture(page, 'published-sockets-right');
});
