import path from 'node:path';
import { expect, test } from 'vitest';
import { readLaunchOptions } from '../../src/main/launch-options.ts';

test('takes folders and kiosk, and leaves switches of Chromium alone', () => {
  const args = [
    '.',
    '--no-sandbox',
    '--world=lab',
    '--lang',
    'en',
    '--data',
    'records',
    '--kiosk',
    '-x',
    '--js-flags=a',
  ];
  const expected = { data: path.resolve('records'), world: path.resolve('lab'), kiosk: true };
  expect(readLaunchOptions(args)).toEqual(expected);
  expect(readLaunchOptions(['.'])).toEqual({ data: undefined, world: undefined, kiosk: false });
});

test.each([
  [['--world'], '--world'],
  [['--world='], '--world'],
  [['--world', ''], '--world'],
  [['--world', '--kiosk'], '--world'],
  [['--kiosk', '--data', '--world', 'lab'], '--data'],
  [['--world', '--data'], '--world'],
  [['--kiosk=yes'], '--kiosk'],
  [['--world', 'lab', '--world'], '--world'],
])('%j is no start: %s is said', (args, wrong) => {
  expect(readLaunchOptions(args)).toEqual({ wrong });
});
