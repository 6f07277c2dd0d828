import type { DeskKey } from '../published/policy-schema.ts';
import { defineReader } from '../platform/untrusted/untrusted-reader.ts';

/** Status updates of the service desk, in a signed file. */
export const statusUpdatesReader = defineReader(
  'status-updates',
  async (of: { readonly file: string; readonly bytes: Uint8Array; readonly deskKeys: readonly DeskKey[] }) => {
    const { readUpdates } = await import('./status-updates.ts');
    return readUpdates(of.bytes, of.deskKeys, of.file);
  },
);
