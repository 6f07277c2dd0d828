import { randomUUID } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { modeForFile } from '../../platform/access/file-mode.ts';
import { defaultLimit, readRegularFile } from '../../platform/regular-file.ts';
import { syncFolder } from '../../platform/write-durably.ts';
import { signFile } from '../../signing/signed-file.ts';
import type { ChannelEnvironment, Channel, ChannelMessage, TryOutcome } from '../channel.ts';
import { codeOf } from '../http/exchange.ts';
import { numberOf } from '../message/message-text.ts';

/** A USB drive that was pulled out shows as any of these. */
const MISSING: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO', 'EIO', 'ESTALE', 'ENOTCONN']);
const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** `VR-261122-7KQ3-01J….vrlab.json`: the same message has the same name. */
export const signedFileName = (message: ChannelMessage): string =>
  `${numberOf(message).replaceAll(/[^A-Za-z0-9-]+/g, '-')}-${message.id}.vrlab.json`;

/** A folder or USB drive that somebody carries to the service desk. Writes one signed file per message and changes nothing else in it. */
export const createFolder = (id: string, folder: string, environment: ChannelEnvironment): Channel => ({
  id,
  idempotent: true,
  perMinute: null,
  async send(message, _attempt, signal) {
    const key = await environment.deviceKey();
    if (!key.ok) return { result: 'channel-unusable', reason: 'no-secret', detail: key.problem.code };
    const written = writeOnce(path.join(folder, signedFileName(message)), signFile(message, key.value));
    // A share that is not reachable any more keeps the system waiting for minutes.
    return await Promise.race([
      written,
      givenUp(AbortSignal.any([signal, AbortSignal.timeout(environment.timeoutMs)])),
    ]);
  },
});

/** Whether a file can be made in a folder, found out by making one and taking it away; null: it can. A share that does not answer is missing. */
export async function folderTrouble(
  folder: string,
  timeoutMs: number,
): Promise<'folder-missing' | 'folder-not-writable' | null> {
  const silent = givenUp(AbortSignal.timeout(timeoutMs)).then(() => 'folder-missing' as const);
  return await Promise.race([writeTrouble(folder), silent]);
}

async function writeTrouble(folder: string): Promise<'folder-missing' | 'folder-not-writable' | null> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return 'folder-missing';
  const draft = path.join(folder, `.vrlab-${randomUUID()}.part`);
  try {
    await (await open(draft, 'wx', modeForFile(draft))).close();
    return null;
  } catch {
    return 'folder-not-writable';
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

async function writeOnce(file: string, content: Uint8Array): Promise<TryOutcome> {
  const folder = path.dirname(file);
  const draft = path.join(folder, `.vrlab-${randomUUID()}.part`);
  try {
    // Where the mount point of a USB drive is missing, nothing is made in its place.
    if (!(await stat(folder)).isDirectory())
      return { result: 'unreachable', reason: 'folder-missing', detail: 'ENOTDIR' };
    const delivered: TryOutcome = { result: 'delivered', receipt: path.basename(file) };
    const there = await readRegularFile(file, defaultLimit(content.length));
    if (there.ok && there.value.equals(content)) return delivered;
    const handle = await open(draft, 'wx', modeForFile(draft));
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
    syncFolder(folder);
    return delivered;
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => undefined);
    return outcomeOf(codeOf(cause) ?? String(cause));
  }
}

function outcomeOf(detail: string): TryOutcome {
  if (MISSING.has(detail)) return { result: 'unreachable', reason: 'folder-missing', detail };
  if (FULL.has(detail)) return { result: 'unreachable', reason: 'folder-full', detail };
  return { result: 'channel-unusable', reason: 'refused', detail };
}

const givenUp = (signal: AbortSignal): Promise<TryOutcome> =>
  new Promise((resolve) => {
    const end = () => resolve({ result: 'uncertain', reason: 'no-answer', detail: 'timeout' });
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
