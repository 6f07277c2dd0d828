import { messageOf } from './message-of.ts';

/** A native module that is missing, or that this system refuses to load. */
export class NativeLibraryMissing extends Error {
  override readonly name = 'NativeLibraryMissing';
}

/** Runs an import of a native module. @throws NativeLibraryMissing */
export async function loadNative<Module>(name: string, load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    throw new NativeLibraryMissing(`${name}: ${messageOf(cause)}`, { cause });
  }
}
