import { writeFile } from 'node:fs/promises';
import { messageOf } from '../core/probes/probe.ts';
import { fail, type Result, succeed } from '../shared/domain/result.ts';
import type { Snapshot } from '../shared/domain/snapshot.ts';

export async function writeSnapshot(file: string, snapshot: Snapshot): Promise<Result<string>> {
  try {
    await writeFile(file, `${JSON.stringify(snapshot, null, 1)}\n`);
    return succeed(file);
  } catch (cause) {
    return fail('file-not-written', { file, detail: messageOf(cause) });
  }
}
