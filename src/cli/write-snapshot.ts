import { stat, writeFile } from 'node:fs/promises';
import { giveModeByFolder, modeForFile } from '../core/access/file-mode.ts';
import { messageOf } from '../core/probes/probe.ts';
import { fail, type Result, succeed } from '../shared/domain/result.ts';
import type { Snapshot } from '../shared/domain/snapshot.ts';

export async function writeSnapshot(file: string, snapshot: Snapshot): Promise<Result<string>> {
  try {
    // A pipe would wait for its reader for ever.
    const existing = await stat(file).catch(() => null);
    if (existing !== null && !existing.isFile()) return fail('file-not-regular', { file });
    await writeFile(file, `${JSON.stringify(snapshot, null, 1)}\n`, { mode: modeForFile(file) });
    giveModeByFolder(file);
    return succeed(file);
  } catch (cause) {
    return fail('file-not-written', { file, detail: messageOf(cause) });
  }
}
