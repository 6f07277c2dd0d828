import { open, stat } from 'node:fs/promises';
import { messageOf } from '../core/probes/probe.ts';
import { fail, type Result, succeed } from '../shared/domain/result.ts';

/**
 * A named file, if it is not longer than that. What lies beyond the limit is never read: a device has no end. One byte more than the
 * limit tells that there was more.
 * @param tooLarge problem code; gets `file`, `kilobytes` and `megabytes`.
 */
export async function readBeginning(file: string, mostBytes: number, tooLarge: string): Promise<Result<Buffer>> {
  try {
    const { size } = await stat(file);
    const bytes = size > mostBytes ? null : await readAtMost(file, mostBytes + 1);
    if (bytes !== null && bytes.length <= mostBytes) return succeed(bytes);
    const length = Math.max(size, mostBytes);
    return fail(tooLarge, { file, kilobytes: Math.round(length / 1000), megabytes: Math.round(length / 1e6) });
  } catch (cause) {
    return fail('file-unreadable', { file, detail: messageOf(cause) });
  }
}

async function readAtMost(file: string, most: number): Promise<Buffer> {
  const opened = await open(file);
  try {
    const chunks: Buffer[] = [];
    for (let length = 0; length < most;) {
      const { bytesRead, buffer } = await opened.read({ buffer: Buffer.alloc(Math.min(1_000_000, most - length)) });
      if (bytesRead === 0) break;
      chunks.push(buffer.subarray(0, bytesRead));
      length += bytesRead;
    }
    return Buffer.concat(chunks);
  } finally {
    await opened.close();
  }
}
