import { describe, expect, test } from 'vitest';
import { EMITTED, OFFERED } from './electron-members.ts';
import { usedMembers } from './used-members.ts';

const used = usedMembers(['src/main', 'src/preload']);

/** The page's half is in page-stand-in.mjs; its two members are all there is of it. */
const OF_THE_PAGE = ['IpcRenderer.send'];
/** Not Electron's objects but what it hands over: made by the tests, and typed there. */
const HANDED_OVER = /(Details|Event|EventParams|PermissionRequest|__type)\.|^MessageChannelMain\.port[12]$/;

const offered = Object.entries(OFFERED).flatMap(([name, members]) =>
  members.map((member) => `${name.replace('typeof ', '')}.${member}`),
);
const emitted = Object.entries(EMITTED).flatMap(([name, events]) =>
  Object.keys(events).map((event) => `${name} '${event}'`),
);

describe('the stand-in for Electron', () => {
  test('the compiler finds what is used', () => {
    expect([...used.members]).toContain('App.whenReady');
    expect([...used.events]).toContain("App 'will-quit'");
  });

  test('offers every member that src/main and src/preload use', () => {
    const missing = [...used.members].filter(
      (name) => !offered.includes(name) && !OF_THE_PAGE.includes(name) && !HANDED_OVER.test(name),
    );
    // `on` of something that emits nothing below is a message channel.
    expect(missing.filter((name) => !/\.(on|once)$/.test(name)).toSorted()).toEqual([]);
    expect(missing.toSorted()).toEqual(['IpcMain.on', 'IpcRenderer.on']);
  });

  test('emits every event that they listen to', () => {
    expect(
      [...used.events].filter((name) => !emitted.includes(name) && !name.startsWith('Process ')).toSorted(),
    ).toEqual([]);
  });

  test('offers nothing that is not used any more', () => {
    // What safe-storage-secrets.ts uses is named by an interface of its own; the others are used by packages.
    const elsewhere = /^(SafeStorage\.|MessagePortMain\.postMessage$|App\.get(Path|Version)$)/;
    expect(offered.filter((name) => !used.members.has(name) && !elsewhere.test(name))).toEqual([]);
    expect(emitted.filter((name) => !used.events.has(name))).toEqual([]);
  });
});
