import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { App } from '../core/app/app.ts';
import type { Arguments } from './arguments.ts';
import type { Terminal } from './terminal.ts';
import { textOption } from './with-app.ts';

/** Where nothing is found: what was made with `--world` is kept apart, and is found with the same `--world` only. */
export function noteDemoData(app: Pick<App, 'dataDirectory'>, given: Arguments, terminal: Terminal): void {
  if (textOption(given, 'world') !== undefined || given.options['json'] !== undefined) return;
  const worlds = foldersIn(path.join(app.dataDirectory, 'demo'));
  if (worlds.length > 0) terminal.note(terminal.say('demoData', { worlds: terminal.wording.list(worlds) }));
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? [one.name] : []));
  } catch {
    // None was ever made.
    return [];
  }
}
