import { z } from 'zod';
import { kebabId } from '../../shared/domain/kebab-id.ts';

const deskKeySchema = z.strictObject({
  id: kebabId,
  /** Ed25519, SPKI in base64: what stands between the lines of `openssl pkey -pubout`. */
  publicKey: z.string().regex(/^MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=$/),
  /** Civil date in UTC+8 from which on the desk signs with it; published before that, it is trusted when it is needed. */
  since: z.iso.date(),
});
export type DeskKey = z.infer<typeof deskKeySchema>;

/** Whose status updates are believed. A key that is taken out counts no more; none at all: no updates are taken in. */
export const deskKeysPolicySchema = z.array(deskKeySchema).max(20);
