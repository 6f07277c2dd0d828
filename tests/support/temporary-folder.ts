import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, onTestFinished } from 'vitest';

const make = () => mkdtempSync(path.join(os.tmpdir(), 'vrlab-test-'));

/** A folder of the running test, gone when it ends. */
export function temporaryFolder(): string {
  const folder = make();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder of the test file, gone when all its tests have ended and what was set up for them. */
export function folderOfFile(): string {
  const folder = make();
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
