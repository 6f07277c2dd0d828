import { messageOf } from './message-of.ts';

/** A native module is missing, or the operating system refuses to load it. */
export class NativeLibraryMissing extends Error {
  override readonly name = 'NativeLibraryMissing';
}

/** Imports a native module. @throws NativeLibraryMissing */
export async function loadNative<Module>(name: string, load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    throw new NativeLibraryMissing(`${name}: ${messageOf(cause)}`, { cause });
  }
}
