import { describe, expect, test } from 'vitest';
import { sharedShell } from './shared-shell.ts';

const shell = sharedShell();

const PAGE = 'app://vrlab/index.html';

// `other` is any web contents somebody may add later: the rules come with it, not with our window.
describe.each(['own', 'other'])('web contents: %s', (which) => {
  test.each(['media', 'geolocation', 'notifications', 'openExternal', 'fileSystem', 'hid', 'serial', 'usb', 'unknown'])(
    'permission %s is denied by all three handlers',
    async (permission) => {
      const answers = await shell.ask('permissions', which, permission);
      expect(answers).toEqual({ request: false, check: false, device: false });
    },
  );

  const CAMERA = { requestingUrl: PAGE, isMainFrame: true, mediaTypes: ['video'] };
  test.each([
    ['no medium named', { mediaTypes: [] }],
    ['sound', { mediaTypes: ['audio'] }],
    ['sound with the picture', { mediaTypes: ['audio', 'video'] }],
    ['a frame inside the page', { isMainFrame: false }],
    ['another page', { requestingUrl: 'https://example.org/' }],
    ['another host of our scheme', { requestingUrl: 'app://other/index.html' }],
    ['a file', { requestingUrl: 'file:///index.html' }],
    ['no page', { requestingUrl: '' }],
  ])('the camera is denied: %s', async (_name, details) => {
    const answers = await shell.ask('permissions', which, 'media', { ...CAMERA, ...details });
    expect(answers).toMatchObject({ request: false, device: false });
  });

  test('the camera is allowed for our page alone, and nothing else with it', async () => {
    const ours = which === 'own';
    expect(await shell.ask('permissions', which, 'media', CAMERA)).toEqual({
      request: ours,
      check: ours,
      device: false,
    });
    expect(await shell.ask('permissions', which, 'geolocation', CAMERA)).toEqual({
      request: false,
      check: false,
      device: false,
    });
  });

  test.each([
    'https://example.org/',
    'http://127.0.0.1/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'about:blank',
    'app://other/index.html',
    'app://vrlab/assets/other.html',
    `${PAGE}?elsewhere`,
  ])('navigation to %s is stopped', async (url) => {
    for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect'])
      expect([event, await shell.ask('navigate', which, event, { url })]).toEqual([event, true]);
  });

  test('a redirect to our own page is stopped', async () => {
    expect(await shell.ask('navigate', which, 'will-redirect', { url: PAGE })).toBe(true);
  });

  test('a frame inside a page is not loaded, not even with our page', async () => {
    expect(await shell.ask('navigate', which, 'will-frame-navigate', { url: PAGE, isMainFrame: false })).toBe(true);
  });

  test('a webview is not attached', async () => {
    expect(await shell.ask('navigate', which, 'will-attach-webview', {})).toBe(true);
  });

  test.each(['https://example.org/', PAGE, 'about:blank'])('no window is opened for %s', async (url) => {
    expect(await shell.ask('openWindow', which, url)).toEqual({ action: 'deny' });
  });
});

test('our page may reload itself', async () => {
  expect(await shell.ask('navigate', 'own', 'will-navigate', { url: PAGE })).toBe(false);
  expect(await shell.ask('navigate', 'own', 'will-frame-navigate', { url: PAGE })).toBe(false);
});
