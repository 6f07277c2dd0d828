/// <reference lib="dom" />
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { useScreens } from '../support/screens.ts';
import { ROOT } from '../support/vrlab.ts';

const open = useScreens();
const scripts = readdirSync(path.join(ROOT, 'out/renderer/assets')).filter((name) => /\.m?js$/.test(name));

it('loads every script of the screens that was built, those no other test opens included', async () => {
  expect(scripts.length).toBeGreaterThan(10);
  const screens = await open('index-usb2');
  const broken = await screens.page.evaluate(async (names) => {
    const results = await Promise.allSettled(
      names.map((name) => import(new URL(`assets/${name}`, location.href).href)),
    );
    return results.flatMap((result, at) => (result.status === 'rejected' ? [`${names[at]}: ${result.reason}`] : []));
  }, scripts);
  expect([broken, screens.complaints]).toEqual([[], []]);
});
