import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { NO_REGISTRY } from '../../../src/core/platform/registry.ts';
import type { BrowserEnvironment } from '../../../src/core/reports/chromium/find-browser.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** A PC whose PATH has a single folder. */
export const linuxWith = (folder: string): BrowserEnvironment => ({
  platform: 'linux',
  env: { PATH: folder },
  registry: () => Promise.resolve(NO_REGISTRY),
});

/** Puts a shell script in the place of a program. */
export function program(folder: string, name: string, script: string): string {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** A browser that does nothing but what this script says. `$NOTES` is a folder that stays. */
export function fakeBrowser(script: string): {
  environment: BrowserEnvironment;
  note: (name: string) => Promise<string>;
} {
  const folder = temporaryFolder();
  program(folder, 'chromium', `PATH=/usr/bin:/bin NOTES='${folder}'\nexport NOTES\n${script}`);
  return {
    environment: linuxWith(folder),
    /** What it wrote into a file of this name, as soon as it has. */
    async note(name) {
      const file = path.join(folder, name);
      while (!existsSync(file)) await pause(20);
      return readFileSync(file, 'utf8');
    },
  };
}
