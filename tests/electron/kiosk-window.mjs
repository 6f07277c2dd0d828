// A kiosk window of the sources with a stand-in for Electron, through a lesson and the exit of staff.
import { useStandIn } from './use-stand-in.mjs';
import { setImmediate } from 'node:timers/promises';

useStandIn();
const { becomeReady, BrowserWindow, seen } = await import('./electron-stand-in.ts');
const { keepKiosk } = await import('../../src/main/kiosk/kiosk-window.ts');
becomeReady();

let now = 0;
const window = new BrowserWindow({ kiosk: true });
const kiosk = keepKiosk(window, () => now);
const looks = [];
const look = (what) =>
  looks.push([
    what,
    {
      kiosk: window.kiosk,
      minimised: window.minimised,
      isInside: kiosk.isInside(),
      shortcuts: [...seen.shortcuts.keys()],
      closes: window.close(),
    },
  ]);

/** A lesson that ends after so long. */
async function lesson(milliseconds) {
  const ended = Promise.withResolvers();
  kiosk.stepAside(ended.promise);
  look('a lesson has started');
  now += milliseconds;
  ended.resolve();
  // What waits for the same end goes first.
  await setImmediate();
}

look('at first');
await lesson(45 * 60_000);
look('the lesson has ended');
await lesson(500);
look('what was started has only started another program');
seen.shortcuts.get('Control+Shift+Alt+Q')();
look('staff calls it back');
const earlier = Promise.withResolvers();
kiosk.stepAside(earlier.promise);
kiosk.callBack();
now += 60_000;
const later = Promise.withResolvers();
kiosk.stepAside(later.promise);
now += 60_000;
earlier.resolve();
await setImmediate();
look('an earlier lesson has ended');
later.resolve();
await setImmediate();
look('the later one has ended');
window.setKiosk(false);
look('something else ended the full screen');
kiosk.leave();
look('staff has left');
window.minimize();
look('staff minimises it');
kiosk.enter();
look('staff has returned');
process.send(looks);
process.disconnect();
