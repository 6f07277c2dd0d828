import { statfs } from 'node:fs/promises';
import { messageOf } from '../platform/message-of.ts';
import { type LimitTree, resolveLimits } from '../published/limits.ts';
import { attention, type Examination, failed, ok } from './examination.ts';

const GIB = 1 << 30;
const inGib = (bytes: number): number => Math.round((bytes / GIB) * 10) / 10;

/** Room on the volume of the data folder, by the same published limits as the check of a PC. */
export async function examineDiskSpace(folder: string, published: LimitTree): Promise<Examination> {
  const limits = resolveLimits({ 'disk.freeBytes.warn': 'published', 'disk.freeBytes.fail': 'published' }, published);
  let free: number;
  try {
    const { bavail, bsize } = await statfs(folder);
    free = bavail * bsize;
  } catch (cause) {
    const params = { folder, detail: messageOf(cause) };
    return failed('disk-space', 'attention', { code: 'disk-space-unread', params });
  }
  const params = { folder, free: inGib(free) };
  if (limits === null) return attention('disk-space-unjudged', params);
  const needed = inGib(limits['disk.freeBytes.warn']);
  if (free >= limits['disk.freeBytes.warn']) return ok('disk-space', params);
  const state = free < limits['disk.freeBytes.fail'] ? 'problem' : 'attention';
  return failed('disk-space', state, { code: 'disk-space-low', params: { ...params, needed } });
}
