import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Before the fuses in every Electron; from Electron's documentation. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const VERSION = 1;

/** A program with as many fuses as Electron has, all of them on, and nothing else. */
export const withFuses = (fuses = '111111111'): Buffer =>
  Buffer.concat([
    Buffer.alloc(4096),
    Buffer.from(SENTINEL),
    Buffer.from([VERSION, fuses.length]),
    Buffer.from(fuses),
    Buffer.alloc(1024),
  ]);

/** What electron-builder is given as `electronDist`: files named as in Electron for Linux. */
export function standInElectron(folder: string, version: string): string {
  const put = (name: string, content: string | Buffer): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  };
  put('electron', withFuses());
  chmodSync(path.join(folder, 'electron'), 0o755);
  put('version', version);
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox', 'chrome_crashpad_handler', 'libffmpeg.so'])
    put(name, name);
  for (const language of ['zh-CN', 'en-US', 'de']) put(`locales/${language}.pak`, language);
  return folder;
}
