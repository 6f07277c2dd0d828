import type { CollectionReading } from './device-reading.ts';
import { readableText } from './node-properties.ts';
import type { WindowsApi } from './windows-api.ts';

/** HID collections. */
const COLLECTIONS = '4d1e55b2-f16f-11cf-88cb-001111000030';

export const listCollections = (api: WindowsApi): { path: string; instance: string }[] =>
  api.interfaces(COLLECTIONS).flatMap((path) => {
    const instance = api.instanceOf(path);
    return instance === null ? [] : [{ path, instance }];
  });

const text = (
  api: WindowsApi,
  handle: Parameters<WindowsApi['close']>[0],
  which: 'manufacturer' | 'product' | 'serial',
) => readableText(api.hidString(handle, which) ?? '');

/**
 * Reads what a HID collection is, through a handle without any access, and whether a program could open it.
 * @param isTried opens it once for reading and writing and closes it at once; nothing is read or written.
 */
export function readCollection(
  api: WindowsApi,
  { path, instance }: { readonly path: string; readonly instance: string },
  isTried: boolean,
): CollectionReading {
  const looked = api.open(path, 'none');
  const unknown = { vendorId: null, productId: null, usagePage: null, usage: null };
  const unread = { manufacturer: null, product: null, serial: null };
  if ('error' in looked) return { instance, path, ...unknown, ...unread, opened: isTried ? looked.error : null };
  try {
    const { handle } = looked;
    return {
      instance,
      path,
      ...unknown,
      ...api.hidAttributes(handle),
      ...api.hidUsage(handle),
      manufacturer: text(api, handle, 'manufacturer'),
      product: text(api, handle, 'product'),
      serial: text(api, handle, 'serial'),
      opened: isTried ? tryToOpen(api, path) : null,
    };
  } finally {
    api.close(looked.handle);
  }
}

/** @returns 0 where it opened, else the error code of Windows. */
function tryToOpen(api: WindowsApi, path: string): number {
  const opened = api.open(path, 'read-write');
  if ('error' in opened) return opened.error;
  api.close(opened.handle);
  return 0;
}
