import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DEVICES_PAGE, devicesPage } from '../../../scripts/devices-page.ts';

it('docs/devices.md lists the catalogue and its worlds as they are (npm run devices-page)', () => {
  expect(readFileSync(DEVICES_PAGE, 'utf8')).toBe(devicesPage());
});
