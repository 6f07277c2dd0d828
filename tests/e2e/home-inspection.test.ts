import { expect, it } from 'vitest';
import checklists from '../../publication/draft/checklists.json' with { type: 'json' };
import inspections from '../../src/shared/locales/zh-CN/inspections.json' with { type: 'json' };
import problems from '../../src/shared/locales/zh-CN/problems.json' with { type: 'json' };
import zh from '../../src/shared/locales/zh-CN/screen.json' with { type: 'json' };
import { keepPicture } from '../support/chromium/browser.ts';
import { InspectionScreens, upToGap } from '../support/chromium/inspection-screens.ts';
import { type Screens, useScreens } from '../support/chromium/screens.ts';
import { labOfSeats } from '../support/inspection/lab-of-seats.ts';
import { signedBefore } from '../support/inspection/signed-before.ts';

const WORLD = 'lab-seat-01';
/** Too much of a lab for a conclusion. */
const ENVIRONMENT = checklists.checklists[0]!.sections[0]!.items.map(({ id }) => id);
const open = useScreens();

/** What the first screen says about inspections. */
const cardOf = ({ page, shown }: Screens) =>
  page.locator('.home-card').filter({ has: page.getByText(shown.texts.nav.inspections, { exact: true }) });

async function lookInBoth(screens: Screens, name: string): Promise<void> {
  await screens.inBothLanguages(async ({ language }) => {
    for (const [width, height] of [
      [1366, 768],
      [1024, 600],
    ] as const) {
      await screens.page.setViewportSize({ width, height });
      await keepPicture(screens.page, `home-${name}-${language}-${width}`);
    }
  });
}

it('tells at home of an inspection that is under way, how far it has come, and leads on in it', async () => {
  const screens = await open(WORLD, { prepare: (data) => labOfSeats(data, 2) });
  const { page } = screens;
  await cardOf(screens)
    .getByText(new RegExp(`^${upToGap(zh.home.inspectionUnderWay)}\\d+/\\d+ 项$`))
    .waitFor();
  // Nobody before a lesson needs to know why nothing is planned.
  expect(await page.getByText(zh.home.noPlan).count()).toBe(0);
  await lookInBoth(screens, 'under-way');
  await cardOf(screens).click();
  await page.locator('.item-card').waitFor();
  expect(screens.complaints).toEqual([]);
});

it('tells at home what is still to be inspected after a report was signed, which comes before another inspection', async () => {
  const screens = await open(WORLD, {
    prepare: async (data) => void (await signedBefore(data, 1, [], ENVIRONMENT, 'out-of-use')),
  });
  const { page } = screens;
  const inspection = new InspectionScreens(screens);
  const { pending } = zh.inspectionPlan;
  const count = (text: string, number: number) => text.replace('{{count}}', String(number));
  await cardOf(screens).getByText(count(pending.toInspect, ENVIRONMENT.length)).waitFor();
  // Out of use comes before any verdict, at home and with the result, and a lesson is not begun without a question.
  await page.getByRole('heading', { name: zh.lesson.outOfUse }).waitFor();
  await lookInBoth(screens, 'pending');
  await screens.switchLanguage();
  await page.setViewportSize({ width: 1366, height: 768 });
  await screens.goTo('check');
  await screens.check();
  await page.getByRole('heading', { name: zh.lesson.outOfUse }).waitFor();
  const start = page.getByRole('button', { name: zh.lesson.start, exact: true });
  expect(await start.getAttribute('data-variant')).toBe('default');
  await start.click();
  await page.getByRole('alert').getByText(zh.lesson.outOfUse).waitFor();
  await keepPicture(page, 'result-out-of-use');
  await page.getByRole('button', { name: zh.lesson.anyway }).click();
  await page.getByText(problems['lesson-demonstration'].title).waitFor();
  await inspection.home();
  expect(await inspection.begin.getAttribute('data-variant')).toBe('default');
  const tracking = inspection.button(inspections.screens.rectification.heading);
  expect(await tracking.getAttribute('data-variant')).toBe('filled');
  await keepPicture(page, 'inspections-home-pending');
  await tracking.click();
  await page.getByRole('heading', { name: inspections.screens.rectification.heading }).first().waitFor();
  expect(screens.complaints).toEqual([]);
});
