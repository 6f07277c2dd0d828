import { constants, open } from 'node:fs/promises';
import type * as NodeHid from 'node-hid';
import type { HidAccess } from '../../../shared/domain/hid-facts.ts';
import { messageOf } from '../../platform/message-of.ts';

export interface AccessResult {
  readonly access: HidAccess;
  readonly detail: string | null;
}

const OK: AccessResult = { access: 'ok', detail: null };

const BY_ERRNO: Readonly<Record<string, HidAccess>> = {
  EACCES: 'denied',
  EPERM: 'denied',
  EBUSY: 'busy',
  ENOENT: 'gone',
  ENODEV: 'gone',
  ENXIO: 'gone',
};

/** Linux: opens the hidraw node as a driver would and closes it. No ioctl, no report. */
export async function openHidraw(path: string): Promise<AccessResult> {
  try {
    const handle = await open(path, constants.O_RDWR | constants.O_NONBLOCK);
    await handle.close();
    return OK;
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    return { access: BY_ERRNO[code] ?? 'error', detail: messageOf(cause) };
  }
}

/**
 * Reads the reason out of hidapi's message. Windows adds the system's text in its own language, so only the code counts:
 * `CreateFile: (0x00000005) 拒绝访问。`
 */
export function classifyOpenError(message: string): HidAccess {
  const windows = /\(0x([0-9a-f]{8})\)/i.exec(message);
  if (windows !== null) {
    const code = Number.parseInt(windows[1]!, 16);
    if (code === 0x05) return 'denied'; // ERROR_ACCESS_DENIED
    if (code === 0x20 || code === 0xaa) return 'busy'; // ERROR_SHARING_VIOLATION, ERROR_BUSY
    if (code === 0x02 || code === 0x37 || code === 0x48f) return 'gone'; // not found, device gone, not connected
    return 'error';
  }
  if (/permission denied|not permitted|0xE00002C5/i.test(message)) return 'denied';
  if (/busy|exclusive/i.test(message)) return 'busy';
  if (/no such (file|device)|not found/i.test(message)) return 'gone';
  return 'error';
}

/** Windows and macOS: opens shared through hidapi and closes at once. */
export async function openThroughHidapi(path: string, hid: typeof NodeHid): Promise<AccessResult> {
  try {
    const handle = await hid.HIDAsync.open(path, { nonExclusive: true });
    await handle.close();
    return OK;
  } catch (cause) {
    const detail = messageOf(cause);
    return { access: classifyOpenError(detail), detail };
  }
}
