import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished, vi } from 'vitest';
import type { App } from '../../../src/core/app/app.ts';
import { openLocalApp } from '../../../src/core/app/local-app.ts';
import { fail } from '../../../src/shared/domain/result.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { valueOf } from '../value-of.ts';
import { ROOT } from '../vrlab.ts';

/** What release 0.3.0 wrote; its README.md says what each is. */
export const releaseFile = (name: string): string => path.join(ROOT, 'tests/releases/0.3.0', name);
export const bytesOfRelease = (name: string): Buffer => readFileSync(releaseFile(name));

/** A copy of a data folder of that release, as the program of today finds it after an upgrade. */
export function dataOfRelease(name: 'data' | 'own-root' = 'data'): string {
  vi.stubEnv('XDG_STATE_HOME', temporaryFolder());
  const folder = path.join(temporaryFolder(), name);
  cpSync(releaseFile(name), folder, { recursive: true });
  return folder;
}

/** The morning after it was written; time goes on from there. */
export function dayAfterRelease(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-12-01T09:00:00+08:00'), shouldAdvanceTime: true });
  onTestFinished(() => void vi.useRealTimers());
}

/** The program of today on a data folder, on a PC without a browser to print with. */
export async function openOn(
  dataDirectory: string,
  options: { readonly world?: string; readonly publication?: string } = {},
): Promise<App> {
  const app = valueOf(
    await openLocalApp({
      ...options,
      dataDirectory,
      printer: { print: () => Promise.resolve(fail('no-printer')) },
    }),
  );
  onTestFinished(() => app.close());
  return app;
}

/** Leads the channels of that release to where a test receives. */
export function leadChannels(dataDirectory: string, { stick, desk }: { stick: string; desk: string }): void {
  const file = path.join(dataDirectory, 'channels.json');
  const text = readFileSync(file, 'utf8');
  const led = text.replace('/srv/lab/stick', stick).replace('http://127.0.0.1:9/requests', desk);
  writeFileSync(file, led);
}

/** Publications that were validated by this version are not validated again; schemas may have changed within a version. */
export const forgetValidation = (dataDirectory: string, publication: string): void =>
  rmSync(path.join(dataDirectory, 'publications', publication, 'validated-by.txt'));
