import { z } from 'zod';
import { kebabId } from '../../shared/domain/kebab-id.ts';

const keySchema = z.strictObject({
  id: kebabId,
  /** 32 bytes in base64, e.g. from `openssl rand -base64 32`. */
  key: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
  /** Civil date in UTC+8 from which on codes are made with it; published before that, it is known where they are read. */
  since: z.iso.date(),
});
export type FaultCodeKey = z.infer<typeof keySchema>;

/** Keys of the keyed part of fault codes: the newest makes codes, all are read. */
export const faultCodesPolicySchema = z.strictObject({ keys: z.array(keySchema).min(1) });
export type FaultCodesPolicy = z.infer<typeof faultCodesPolicySchema>;
