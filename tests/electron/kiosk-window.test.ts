import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, test } from 'vitest';

const KEYS = ['Control+Shift+Alt+Q'];
const INSIDE = { kiosk: true, minimised: false, isInside: true, shortcuts: [], closes: false };
/** The shortcut is taken from other programs only while no screen of ours can be touched. */
const ASIDE = { kiosk: false, minimised: true, isInside: true, shortcuts: KEYS, closes: false };
const OPEN = { kiosk: false, minimised: false, isInside: false, shortcuts: [], closes: true };

test('a kiosk steps aside for a lesson and comes back, and only staff opens it', async () => {
  const child = fork(path.join(import.meta.dirname, 'kiosk-window.mjs'));
  const [looks] = (await once(child, 'message')) as [readonly [string, unknown][]];
  expect(looks).toEqual([
    ['at first', INSIDE],
    ['a lesson has started', ASIDE],
    ['the lesson has ended', INSIDE],
    ['a lesson has started', ASIDE],
    ['what was started has only started another program', ASIDE],
    ['staff calls it back', INSIDE],
    ['an earlier lesson has ended', ASIDE],
    ['the later one has ended', INSIDE],
    ['something else ended the full screen', INSIDE],
    ['staff has left', OPEN],
    ['staff minimises it', { ...OPEN, minimised: true }],
    ['staff has returned', INSIDE],
  ]);
});
