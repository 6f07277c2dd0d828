import { formatMark, type MarkPlace, parseMark } from './mark.ts';

/** What is used of `native-reg`, which is there on Windows only. */
interface NativeRegistry {
  readonly HKCU: unknown;
  readonly Access: { readonly SET_VALUE: number };
  getValue(root: unknown, key: string, name: string): unknown;
  createKey(root: unknown, key: string, access: number): unknown;
  setValueSZ(key: unknown, name: string, value: string): void;
  closeKey(key: unknown): void;
}

const KEY = 'SOFTWARE\\VR Lab Check\\PublicationMarks';
/** A name the bundler leaves alone: the library is loaded from its own package, where it exists. */
const LIBRARY = 'native-reg';

/** In the registry of the user who runs the program; survives the deletion of every folder. */
export const registryMarkPlace = (name: string): MarkPlace => ({
  name: 'registry',
  async read() {
    try {
      const registry = (await import(LIBRARY)) as NativeRegistry;
      const text = registry.getValue(registry.HKCU, KEY, name);
      const mark = typeof text === 'string' ? parseMark(text) : null;
      return mark === null ? [] : [mark];
    } catch {
      return [];
    }
  },
  async write(mark) {
    try {
      const registry = (await import(LIBRARY)) as NativeRegistry;
      const key = registry.createKey(registry.HKCU, KEY, registry.Access.SET_VALUE);
      try {
        registry.setValueSZ(key, name, formatMark(mark));
        return true;
      } finally {
        registry.closeKey(key);
      }
    } catch {
      return false;
    }
  },
});
