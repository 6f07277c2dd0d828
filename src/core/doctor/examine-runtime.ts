import os from 'node:os';
import { messageOf } from '../platform/message-of.ts';
import { attention, type Examination, failed, ok } from './examination.ts';

/** The oldest that the program is tested on. */
const OLDEST_NODE = 22;

/** What runs the program, and whether the native libraries that come with it load here. */
export const examineRuntime = async (): Promise<Examination[]> => [examineVersion(), await examineNativeModules()];

function examineVersion(): Examination {
  const { node, electron } = process.versions;
  const runtime = electron === undefined ? `Node.js ${node}` : `Electron ${electron} (Node.js ${node})`;
  const params = { runtime, system: `${os.type()} ${os.release()} ${os.arch()}`, oldest: OLDEST_NODE };
  return Number.parseInt(node, 10) < OLDEST_NODE ? attention('old-runtime', params) : ok('runtime', params);
}

/**
 * Each used as far as it takes to have its library loaded: some load it at the first call. Those that talk to devices are examined by
 * their probes, in a process of their own: a driver that hangs would hang this one.
 */
const MODULES: Readonly<Record<string, { readonly on?: NodeJS.Platform; readonly load: () => Promise<unknown> }>> = {
  'better-sqlite3': {
    load: async () => new (await import('better-sqlite3')).default(':memory:').close(),
  },
  '@node-rs/argon2': { load: async () => await import('@node-rs/argon2') },
  koffi: { on: 'win32', load: async () => await import('koffi') },
  'native-reg': { on: 'win32', load: async () => await import('native-reg') },
};

async function examineNativeModules(): Promise<Examination> {
  const here = Object.entries(MODULES).filter(([, { on }]) => on === undefined || on === process.platform);
  const troubles = await Promise.all(
    here.map(async ([name, { load }]) => {
      try {
        await load();
        return [];
      } catch (cause) {
        return [`${name}: ${messageOf(cause)}`];
      }
    }),
  );
  const missing = troubles.flat();
  if (missing.length === 0) return ok('native-modules', { modules: here.map(([name]) => name).join(', ') });
  return failed('native-modules', 'problem', {
    code: 'native-library-missing',
    params: { detail: missing.join('; ') },
  });
}
