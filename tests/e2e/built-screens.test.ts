import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { useScreens } from '../support/chromium/screens.ts';
import { ROOT } from '../support/vrlab.ts';

const open = useScreens();
const scripts = readdirSync(path.join(ROOT, 'out/renderer/assets')).filter((name) => /\.m?js$/.test(name));

it('loads every script of the screens that was built, those no other test opens included', async () => {
  expect(scripts.length).toBeGreaterThan(10);
  const screens = await open('index-usb2');
  // As text: Vitest would replace `import` in a function.
  const broken: unknown = await screens.page.evaluate(`
    Promise.allSettled(${JSON.stringify(scripts)}.map((name) => import(location.origin + '/assets/' + name))).then((results) =>
      results.flatMap(({ status, reason }) => (status === 'rejected' ? [String(reason)] : [])))`);
  expect([broken, screens.complaints]).toEqual([[], []]);
});
