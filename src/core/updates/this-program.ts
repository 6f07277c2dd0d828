import type { ThisProgram } from './choose-release.ts';

/** How this program was installed: an AppImage runs with its own path in the environment. */
export const thisProgram = (version: string): ThisProgram => ({
  version,
  platform: process.platform,
  arch: process.arch,
  kind: process.platform === 'win32' ? 'nsis' : process.env['APPIMAGE'] === undefined ? 'deb' : 'appimage',
});
