/// <reference lib="dom" />
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import start from '../../src/shared/locales/zh-CN/start.json' with { type: 'json' };
import zhScreen from '../../src/shared/locales/zh-CN/screen.json' with { type: 'json' };
import { pictureOf } from '../support/chromium/browser-pictures.ts';
import { runWebHost } from '../support/chromium/browser.ts';
import { InspectionScreens, upToGap } from '../support/chromium/inspection-screens.ts';
import { altered, type HandedOver, labBundles } from '../support/lab/lab-bundles.ts';
import { photoOfPhone } from '../support/inspection/phone-photo.ts';
import { type Screens, useScreens } from '../support/chromium/screens.ts';
import { folderOfFile } from '../support/temporary-folder.ts';
import { worldFile } from '../worlds/generator/world-folders.ts';

const WORLD = 'lab-seat-01';
const BOOKS = [
  '类别,型号,序列号,资产编号,位置,数量',
  '头显,Valve Index,LHR-20260301,GD-001,VR 教室 301,1',
  '头显,Valve Index,LHR-99999999,GD-002,VR 教室 301,1',
].join('\n');

const open = useScreens();
const folder = folderOfFile();
let stick: HandedOver[];
beforeAll(async () => {
  stick = await labBundles(folder, ['02', '03', '04', '05']);
});

/** The program, on the same folder as before. */
async function startAgain({ data, page }: Screens): Promise<void> {
  const again = await runWebHost(['--world', worldFile(WORLD, '.'), '--data', data]);
  onTestFinished(() => again.stop());
  await page.goto(again.url);
  await page.getByRole('main').waitFor();
}

/** A core teacher: the lab is inspected every quarter. */
function ofCoreTeacher(data: string): void {
  const place = path.join(data, 'demo', WORLD);
  mkdirSync(place, { recursive: true });
  const contact = { name: '王老师', phone: '13812345678' };
  writeFileSync(
    path.join(place, 'teacher.json'),
    JSON.stringify({ schema: 'vrlab.teacher/1', contact, level: 'core' }),
  );
}

it(
  'goes from the plan to a signed report of five seats without a manual, over a power cut and by two inspectors',
  { timeout: 240_000 },
  async () => {
    const screens = await open(WORLD, { prepare: ofCoreTeacher });
    const { page, complaints } = screens;
    const inspection = new InspectionScreens(screens);
    const { texts, words } = inspection;
    const button = (name: string | RegExp) => inspection.button(name);
    const saved = () => inspection.saved();
    const { outcome, reason, role, conclusion } = words.terms;

    await inspection.home();
    expect(await page.getByLabel(texts.start.kind).inputValue()).toBe('quarterly');
    await page.getByLabel(texts.start.inspector).fill('张䶮');
    expect.soft(await inspection.faultsInBoth('home')).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('数据安全：').waitFor();
    await page.getByRole('navigation', { name: texts.session.views }).waitFor();

    // A new inspector is told that there are other PCs, and takes all of them in at once.
    await button(texts.session.toLab).click();
    await page.setInputFiles('input[type=file][multiple]', [...stick, stick[0]!, altered(stick[1]!)]);
    for (const { name } of stick) await page.getByText(`${name}：已导入`).waitFor();
    await page.getByText(`${stick[0]!.name}：以前导入过`).waitFor();
    await page.getByText(`改过-${stick[1]!.name}：没有导入`).waitFor();
    await page.setInputFiles('input[accept=".csv,.xlsx"]', {
      name: '台账.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(BOOKS),
    });
    await page.getByText(words.terms.equipment['serial-differs']).waitFor();
    expect.soft(await inspection.faultsInBoth('lab')).toEqual([]);

    // By touch, with a photo; by keyboard, with a value outside the limits and a reason.
    await inspection.view('items');
    await page.getByRole('heading', { name: '电源插座和插排' }).waitFor();
    await page.getByRole('textbox', { name: texts.item.note }).fill('讲台下插排发热');
    await button(/^异常/).click();
    await saved();
    await page.setInputFiles('input[accept="image/*"]', {
      name: 'IMG_0001.jpg',
      mimeType: 'image/jpeg',
      buffer: photoOfPhone(await pictureOf(page, 640, 480, 'image/jpeg')),
    });
    await page.getByRole('img', { name: texts.item.photo.replace('{{position}}', '1') }).waitFor();
    expect.soft(await inspection.faultsInBoth('item-photo')).toEqual([]);
    expect.soft(await inspection.cameraFaults()).toEqual([]);
    await button(texts.item.next).click();
    await page.getByRole('heading', { name: '漏电保护器' }).waitFor();
    await page.keyboard.press('3');
    expect.soft(await inspection.faultsInBoth('item-reason')).toEqual([]);
    // An answer that needs nothing more leads to the next item, where a value can be typed at once.
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '室内温度' }).waitFor();
    await page.getByLabel('实测值（℃）').and(page.locator(':focus')).waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.getByText(reason['device-absent'], { exact: true }).and(page.locator('[aria-pressed=true] *')).waitFor();
    await page.keyboard.press('z');
    await page.getByText(reason['device-absent'], { exact: true }).waitFor({ state: 'detached' });
    // What was taken back is asked for anew: a first answer that was wrong does not keep the next one from leading on.
    await page.keyboard.press('2');
    await page.getByText(texts.item.goOn).waitFor();
    await page.keyboard.press('1');
    await page.getByRole('heading', { name: '室内温度' }).waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('heading', { name: '漏电保护器' }).waitFor();
    // A second answer of what is answered is a correction, and stays to be seen.
    await page.keyboard.press('2');
    await page.locator('.outcome-abnormal[aria-pressed=true]').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: texts.item.note }).and(page.locator(':focus')).fill('试验按钮无效');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '室内温度' }).waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('heading', { name: '漏电保护器' }).waitFor();
    expect(await page.getByRole('textbox', { name: texts.item.note }).inputValue()).toBe('试验按钮无效');
    await page.getByRole('textbox', { name: texts.item.note }).fill('');
    await page.locator('.inspection-item-heading').click();
    await page.keyboard.press('3');
    await page.keyboard.press('Enter');
    await page.getByText(reason['device-absent'], { exact: true }).and(page.locator('[aria-pressed=true] *')).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('heading', { name: '室内温度' }).waitFor();
    await page.getByLabel('实测值（℃）').fill('41');
    await page.getByText(texts.item.proposed.abnormal.replace('{{outcome}}', outcome.abnormal)).waitFor();
    await button(/^正常/).click();
    await page.getByText('超出范围，不能记为正常').waitFor();
    await page.getByLabel('实测值（℃）').press('Enter');
    await saved();
    expect.soft(await inspection.faultsInBoth('item-measured')).toEqual([]);

    await screens.host.kill();
    await page.getByText(start.problems['connection-lost'].title).waitFor();
    await startAgain(screens);
    complaints.length = 0;
    await inspection.home();
    await button(/^继续：季度巡检/).click();
    await page.getByRole('heading', { name: '室内相对湿度' }).waitFor();
    await inspection.item('环境', '室内温度');
    expect(await page.getByLabel('实测值（℃）').inputValue()).toBe('41');
    await page.locator('.outcome-abnormal[aria-pressed=true]').waitFor();
    await inspection.item('环境', '电源插座和插排');
    expect(await page.getByRole('textbox', { name: texts.item.note }).inputValue()).toBe('讲台下插排发热');
    await page.getByRole('img', { name: texts.item.photo.replace('{{position}}', '1') }).waitFor();
    await inspection.view('conclusion');
    expect(await page.getByLabel(texts.people.inspectors).inputValue()).toBe('张＊');
    await button(zhScreen.personal.showNames).click();
    await page.getByLabel(texts.people.inspectors).and(page.locator('[value="张䶮"]')).fill('张䶮、李𬭎');
    await page.getByLabel(texts.people.school).fill('王老师');
    await saved();

    await inspection.view('grid');
    await button(/^机位 03 卫生与磨损/).waitFor();
    expect.soft(await inspection.faultsInBoth('overview')).toEqual([]);
    await button(texts.overview.results).click();
    // What the seats are asked for comes before what only the room is.
    await page.getByRole('gridcell', { name: '机位 01 正常' }).first().waitFor();
    expect.soft(await inspection.faults('grid')).toEqual([]);
    await inspection.view('items');
    await button(texts.items['by-item']).click();
    await button(/^卫生与磨损/).click();
    await button('机位 03 异常').click();
    await saved();
    expect.soft(await inspection.faultsInBoth('by-item')).toEqual([]);
    await button(texts.items['by-seat']).click();
    for (const subject of ['lab', 'seat:01', 'seat:02', 'seat:03', 'seat:04', 'seat:05'])
      await inspection.fillOpen(subject);

    await inspection.view('problems');
    await page.getByText('序列号不符 1 项：Valve Index（GD-002）').waitFor();
    await button(/^修改：电源插座和插排/).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByLabel(texts.problems.owner).selectOption('school-it');
    await saved();
    expect.soft(await inspection.faults('problem')).toEqual([]);
    await drawer.getByRole('button', { name: /^完成：/ }).click();
    // All that are as bad as each other are decided at once.
    await page.getByRole('checkbox', { name: new RegExp(`^${words.terms.severity.critical}（`) }).check();
    await page.getByLabel(texts.problems.ownerOfAll).selectOption('lab-teacher');
    await saved();
    const critical = page.getByRole('region', { name: new RegExp(`^${words.terms.severity.critical}（`) });
    for (const who of await critical.locator('.problem-who').allTextContents())
      expect(who).toContain(words.terms.owner['lab-teacher']);
    await page.getByLabel(texts.problems.group).selectOption('seat');
    await page.getByRole('region', { name: /^机位 03（/ }).waitFor();
    await page.getByLabel(texts.problems.group).selectOption('severity');
    expect.soft(await inspection.faultsInBoth('problems')).toEqual([]);
    await button(/^报修：OpenXR 运行环境/).click();
    await button(zhScreen.requests.form.save).click();
    await page.getByRole('heading', { name: zhScreen.requests.filed.kept }).waitFor();
    await button(zhScreen.requests.backToInspection).click();
    await page.getByText(upToGap(texts.problems.reported)).waitFor();

    await inspection.view('conclusion');
    await page.getByRole('radio', { name: conclusion.rectify }).check();
    await button(texts.obstacles['no-reason']).click();
    await page.keyboard.type('已停电处理，其余部分不受影响。');
    await button(texts.obstacles['no-reason']).waitFor({ state: 'detached' });
    await page.getByText(texts.obstacles.none).waitFor();
    expect.soft(await inspection.faults('conclusion')).toEqual([]);
    await button(texts.conclusion.toReport).click();
    await page.locator('.inspection-page[data-drawn]').first().waitFor();
    // Pages further down are drawn, and read out, when they come into sight.
    await page.locator('.inspection-page').nth(1).scrollIntoViewIfNeeded();
    await page.getByText('张＊').first().waitFor({ state: 'attached' });
    expect(await page.content()).not.toContain('张䶮');
    await button(zhScreen.personal.showNames).click();
    await page.locator('.inspection-page[data-drawn]').first().waitFor();
    // With the names the pages are drawn anew, and one that is scrolled to may just have been replaced.
    await expect
      .poll(
        async () => {
          await page
            .locator('.inspection-page')
            .nth(1)
            .evaluate((element) => element.scrollIntoView());
          return await page.getByText('张䶮').count();
        },
        { timeout: 30_000 },
      )
      .toBeGreaterThan(0);
    expect.soft(await inspection.faults('report')).toEqual([]);
    await button(texts.report.next).click();
    // Who was there is not thereby who confirms for the school.
    const school = page.getByLabel(texts.sign.name.replace('{{role}}', role.school));
    expect(await school.inputValue()).toBe('');
    await school.fill('王老师');
    await inspection.draw('inspector');
    expect.soft(await inspection.faults('sign')).toEqual([]);
    await button(texts.sign.sign).click();

    await page.getByRole('heading', { name: /^已签字/ }).waitFor();
    await page.getByText(texts.record.intact).waitFor();
    await page.getByText(`${role.inspector}：张＊（手写签名图像）`).waitFor();
    await button(zhScreen.personal.showNames).click();
    await page.getByText(`${role.inspector}：张䶮（手写签名图像）`).waitFor();
    await page.getByText(`${role.school}：王老师（打印后签字）`).waitFor();
    await inspection.correct('李𬭎', '第 2 页的位置应为讲台左侧。');
    expect.soft(await inspection.faultsInBoth('record')).toEqual([]);
    const kept = [];
    for (const format of ['pdf', 'docx', 'xlsx', 'json'] as const) kept.push(await inspection.keep(format));
    expect(kept.map(({ name }) => name.replace(/^XJ-\d{6}-\w{4}/, 'XJ'))).toEqual(
      ['pdf', 'docx', 'xlsx', 'json'].map((format) => `XJ_巡检报告.${format}`),
    );

    // Put right and looked at again, with a photo; the signed report stays as it is.
    await button(texts.rectification.heading).click();
    await button(/^登记整改：电源插座和插排/).click();
    const step = page.getByRole('dialog');
    await step.getByRole('img', { name: texts.item.photo.replace('{{position}}', '1') }).waitFor();
    await step.getByLabel(texts.rectification.person).fill('赵电工');
    await step.getByLabel(texts.rectification.note).fill('已换插排');
    await page.setInputFiles('dialog input[accept="image/*"]', {
      name: 'IMG_0002.jpg',
      mimeType: 'image/jpeg',
      buffer: photoOfPhone(await pictureOf(page, 320, 240, 'image/jpeg')),
    });
    await step.locator('.photo-small').waitFor();
    expect.soft(await inspection.faults('rectification-form')).toEqual([]);
    await step.getByRole('button', { name: texts.rectification.record, exact: true }).click();
    await step.getByText(upToGap(texts.rectification.recorded)).waitFor();
    await step.getByText('已换插排').waitFor();
    const recheck = step.getByRole('button', { name: texts.rectification.recheck, exact: true });
    await recheck.click();
    await step.getByText(words.terms.rectificationStep['recheck-failed'], { exact: true }).waitFor();
    await step.getByLabel(texts.rectification.rechecker).fill('赵电工');
    await step.getByText(texts.rectification.samePerson).waitFor();
    // What is recorded stays, so neither result is chosen beforehand.
    expect(await recheck.isDisabled()).toBe(true);
    await step.getByRole('radio', { name: words.terms.rectificationStep['recheck-passed'], exact: true }).check();
    await recheck.click();
    await step.getByText(texts.rectification.ownWork).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText(words.terms.rectification.passed, { exact: true }).waitFor();
    expect.soft(await inspection.faultsInBoth('rectification')).toEqual([]);

    // What has ended is not gone on with: its place shows the plan.
    await screens.goTo('check');
    await inspection.home();
    await button(texts.rectification.heading).waitFor();
    for (const { name, buffer } of [kept[0]!, kept[3]!]) {
      const file = { name, mimeType: 'application/octet-stream', buffer };
      await inspection.verify(file, 'genuine');
      await inspection.verify(altered(file), 'altered');
    }
    expect.soft(await inspection.faultsInBoth('home-signed')).toEqual([]);
    expect(complaints).toEqual([]);
  },
);
