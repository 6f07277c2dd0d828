import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { teacherSchema } from '../../src/shared/domain/teacher.ts';
import { keepPicture } from '../support/chromium/browser.ts';
import { misfits, useScreens, violations } from '../support/chromium/screens.ts';

const open = useScreens();

it('works the service level out from the use that is filled in, and shows the row that decides', async () => {
  const screens = await open('index-complete');
  const { page } = screens;
  await screens.inBothLanguages(async ({ language, texts }) => {
    await screens.goTo('settings', 'teacher');
    const say = texts.teacher;
    await page.getByLabel(say.usesPerMonth).fill('12');
    await page.getByLabel(say.depth).selectOption('deep');
    const reason = { 'zh-CN': '高频使用', en: 'Frequent use' }[language];
    await page.getByLabel(say.influence).selectOption('ordinary');
    await page.getByText(reason).waitFor();
    expect(await page.getByLabel(say.level, { exact: true }).count()).toBe(0);
    await page.getByLabel(say.subject, { exact: true }).fill('物理');
    await page.getByRole('button', { name: say.save }).click();
    await page.getByText(say.saved).waitFor();
    expect(await violations(page)).toEqual([]);
    for (const label of [say.usesPerMonth, say.depth, say.influence, say.subject, say.stage]) {
      const box = await page.getByLabel(label, { exact: true }).boundingBox();
      expect(box?.height, label).toBeGreaterThanOrEqual(44);
    }
    await keepPicture(page, `service-level-${language}`);
  });
  const kept = teacherSchema.parse(
    JSON.parse(readFileSync(path.join(screens.data, 'demo/index-complete/teacher.json'), 'utf8')),
  );
  expect(kept).toMatchObject({ subject: '物理', uses: [{ usesPerMonth: 12, depth: 'deep', influence: 'ordinary' }] });
  expect(screens.complaints).toEqual([]);
});

it('shows the telephone of the school with the hours in which it is answered', async () => {
  const screens = await open('index-complete');
  const { page } = screens;
  await screens.inBothLanguages(async ({ language, texts }) => {
    const say = texts.teacher;
    await screens.goTo('settings', 'teacher');
    await page.getByLabel(say.hotline).fill('021-1234567');
    if (language === 'zh-CN') {
      await page.getByRole('button', { name: say.addOpening }).click();
      const to = page.getByLabel(say.to, { exact: true });
      await to.fill('07:00');
      await page.getByText(say.hoursWrong).waitFor();
      await page.getByRole('button', { name: say.save }).click();
      await to.fill('17:30');
      await page.getByRole('button', { name: say.save }).click();
      await page.getByText(say.saved).waitFor();
    }
    expect(await violations(page)).toEqual([]);
    expect(await misfits(page)).toEqual([]);
    await keepPicture(page, `service-hours-${language}`);
    await screens.goTo('requests');
    const hours = { 'zh-CN': '周一至周五 08:00–17:30', en: 'Mon to Fri 08:00–17:30' }[language];
    await page.getByText(hours).waitFor();
    await keepPicture(page, `service-hours-shown-${language}`);
  });
  expect(screens.complaints).toEqual([]);
});
