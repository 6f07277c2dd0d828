import { lstatSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '../message-of.ts';
import { writeDurably } from '../write-durably.ts';

const ACCESS_SCHEMA = 'vrlab.access/1';
const MAX_BYTES = 4096;

/** Who may use a data folder besides administrators. */
export type Access =
  | { readonly kind: 'private' }
  /** `gid` is null on Windows, which knows groups by name and SID. */
  | { readonly kind: 'shared'; readonly group: string; readonly gid: number | null }
  /** The record is there but cannot be used: nothing is changed then. */
  | { readonly kind: 'unclear'; readonly detail: string };

export const accessFileIn = (dataDirectory: string): string => path.join(dataDirectory, 'access.json');

/** Read at every start, hence without a schema library. No record means private. */
export function readAccess(dataDirectory: string): Access {
  const file = accessFileIn(dataDirectory);
  try {
    const about = lstatSync(file, { throwIfNoEntry: false });
    if (about === undefined) return { kind: 'private' };
    if (!about.isFile() || about.size > MAX_BYTES) return { kind: 'unclear', detail: 'not a regular file' };
    const record = JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<string, unknown>>;
    const { schema, group, gid } = record;
    if (schema !== ACCESS_SCHEMA) return { kind: 'unclear', detail: `schema ${String(schema)}` };
    if (group === null) return { kind: 'private' };
    const isGroupId = gid === null || (Number.isSafeInteger(gid) && (gid as number) >= 0);
    if (typeof group !== 'string' || group === '' || !isGroupId) return { kind: 'unclear', detail: 'group, gid' };
    return { kind: 'shared', group, gid: gid as number | null };
  } catch (cause) {
    // What is no folder or cannot be entered is reported by the code that needs something from it.
    const { code } = cause as NodeJS.ErrnoException;
    return code === 'ENOTDIR' ? { kind: 'private' } : { kind: 'unclear', detail: messageOf(cause) };
  }
}

/** @throws what the operating system says. */
export function writeAccess(dataDirectory: string, access: Exclude<Access, { kind: 'unclear' }>): void {
  const { group, gid } = access.kind === 'shared' ? access : { group: null, gid: null };
  writeDurably(accessFileIn(dataDirectory), `${JSON.stringify({ schema: ACCESS_SCHEMA, group, gid }, null, 1)}\n`);
}
