import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import type { HandedFile } from '../core/inspections/inspections.ts';
import { messageOf } from '../core/probes/probe.ts';
import { fail, type Result, succeed } from '../shared/domain/result.ts';

/**
 * A file as it is handed to an inspection. What lies beyond the limit is never read: a device has no end. One byte more tells that
 * there was more, and whoever takes the file refuses it.
 * @param most bytes it may have.
 * @returns `file-not-regular`, `file-unreadable`.
 */
export async function readHandedFile(file: string, most: number): Promise<Result<HandedFile>> {
  try {
    // Before it is opened: a pipe would never answer.
    if (!(await stat(file)).isFile()) return fail('file-not-regular', { file });
    return succeed({ name: path.basename(file), bytes: await readBeginning(file, most + 1) });
  } catch (cause) {
    return fail('file-unreadable', { file, detail: messageOf(cause) });
  }
}

async function readBeginning(file: string, most: number): Promise<Uint8Array> {
  const opened = await open(file);
  try {
    const bytes = Buffer.alloc(most);
    let length = 0;
    for (let read = -1; read !== 0 && length < most;) {
      ({ bytesRead: read } = await opened.read(bytes, length, most - length));
      length += read;
    }
    return bytes.subarray(0, length);
  } finally {
    await opened.close();
  }
}
