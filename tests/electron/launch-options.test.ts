import path from 'node:path';
import { expect, test } from 'vitest';
import { readLaunchOptions, relaunchArguments } from '../../src/main/launch-options.ts';

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
  const usual = { place: undefined, stopped: false, withoutGraphics: false };
  const expected = { data: path.resolve('records'), world: path.resolve('lab'), kiosk: true, ...usual };
  expect(readLaunchOptions(args)).toEqual(expected);
  expect(readLaunchOptions(['.'])).toEqual({ data: undefined, world: undefined, kiosk: false, ...usual });
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

test.each([
  ['history', 'history'],
  ['inspections/01KB/grid', 'inspections/01KB/grid'],
  ['../etc', undefined],
  ['a b', undefined],
  ['x'.repeat(300), undefined],
])('--place=%s begins at %s', (given, place) => {
  expect(readLaunchOptions([`--place=${given}`])).toMatchObject({ place });
});

test('starts itself anew with the arguments it had, its own notes replaced', () => {
  const args = ['.', '--data', 'records', '--kiosk', '--place=history', '--stopped'];
  const first = relaunchArguments(args, { place: 'requests', stopped: false, withoutGraphics: true });
  expect(first).toEqual(['.', '--data', 'records', '--kiosk', '--place=requests', '--disable-gpu']);
  expect(readLaunchOptions(first)).toMatchObject({ place: 'requests', stopped: false, withoutGraphics: true });
  const second = relaunchArguments(first, { place: undefined, stopped: true });
  expect(second).toEqual(['.', '--data', 'records', '--kiosk', '--disable-gpu', '--stopped']);
});
