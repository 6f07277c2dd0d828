/// <reference lib="dom" />
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import enProblems from '../../src/shared/locales/en/problems-of-tasks.json' with { type: 'json' };
import { keepPicture } from '../support/chromium/browser.ts';
import { CHINESE, ENGLISH, misfits, useScreens, violations } from '../support/chromium/screens.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const { texts: zh } = CHINESE;
const { texts: en } = ENGLISH;
const open = useScreens();

const KERNEL_LOG = `[    2.100000] usb 1-2: new high-speed USB device number 3 using xhci_hcd
[    2.250000] usb 1-2: New USB device found, idVendor=28de, idProduct=2613, bcdDevice= 1.82
[   60.000000] usb usb1-port5: unable to enumerate USB device
`;

function fileWith(name: string, text: string): string {
  const file = path.join(temporaryFolder(), name);
  writeFileSync(file, text);
  return file;
}

it('judges a text that is dropped or chosen, says that it is not this PC, and comes back to this one', async () => {
  const { page, complaints } = await open('empty-pc');
  await page.getByRole('button', { name: zh.nav.records }).click();
  const area = page.getByText(zh.sent.heading);
  await area.waitFor();
  await keepPicture(page, 'sent-text-drop-zh-CN');

  const file = fileWith('dmesg.txt', KERNEL_LOG);
  const dropped = await page.evaluateHandle(
    ([name, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text!], name!, { type: 'text/plain' }));
      return data;
    },
    ['dmesg.txt', readFileSync(file, 'utf8')],
  );
  await area.dispatchEvent('drop', { dataTransfer: dropped });
  await page.getByText(zh.sent.notThisPc, { exact: true }).waitFor();
  await page.locator('.problem-title').first().waitFor();
  await keepPicture(page, 'sent-text-judged-zh-CN');
  expect([await violations(page), await misfits(page)]).toEqual([[], []]);

  await page.getByRole('button', { name: zh.sent.close }).click();
  await page.getByRole('heading', { name: zh.history.heading }).waitFor();

  await page.getByRole('button', { name: 'English' }).click();
  await page.setViewportSize({ width: 320, height: 700 });
  const choose = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: en.sent.choose }).click();
  await (await choose).setFiles(fileWith('poem.txt', 'The woods are lovely, dark and deep,\n'));
  await page.getByText(enProblems['text-report-unknown'].title.replace('{{file}}', 'poem.txt')).waitFor();
  await keepPicture(page, 'sent-text-refused-en-320');
  expect([await violations(page), await misfits(page)]).toEqual([[], []]);
  expect(complaints).toEqual([]);
});
