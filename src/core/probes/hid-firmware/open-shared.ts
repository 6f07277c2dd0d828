import { loadNative } from '../../platform/native-library.ts';
import type { OpenHid } from './read-firmware.ts';

/** Opens devices through node-hid without taking them from anybody. @throws NativeLibraryMissing */
export async function loadOpenShared(): Promise<OpenHid> {
  const { HIDAsync } = await loadNative('node-hid', () => import('node-hid'));
  return async (path) => await HIDAsync.open(path, { nonExclusive: true });
}
