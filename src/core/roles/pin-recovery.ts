import type { Database } from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { instantSchema } from '../../shared/domain/instant.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { validateNamed } from '../platform/read-json-file.ts';
import { openSignedFile, type TrustedKey } from '../signing/signed-file.ts';

const PIN_RECOVERY_SCHEMA = 'vrlab.pin-recovery/1';

/** Headquarters' answer: for one device and one question, used once. */
export const pinRecoverySchema = z.strictObject({
  schema: z.literal(PIN_RECOVERY_SCHEMA),
  /** Key id of the device that may use it. */
  device: z.string().max(64),
  nonce: z.string().max(64),
  issuedAt: instantSchema,
  issuer: z.string().trim().min(1).max(120),
});
export type PinRecovery = z.infer<typeof pinRecoverySchema>;

export const pinRecovery = (fields: Omit<PinRecovery, 'schema'>): PinRecovery => ({
  schema: PIN_RECOVERY_SCHEMA,
  ...fields,
});

/** What a person reads to headquarters, or sends as a picture. */
export interface RecoveryQuestion {
  readonly device: string;
  readonly nonce: string;
}

/** Letters and digits nobody mixes up on the phone. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const NONCE_LENGTH = 16;
/** Questions that are open at a time; asking again does not make the earlier answer useless. */
const MOST_OPEN = 20;

/** Questions asked at this PC. */
export function createRecoveries(database: Database) {
  const insert = database.prepare('INSERT INTO pin_recoveries VALUES (?, ?, 0)');
  const forget = database.prepare(
    `DELETE FROM pin_recoveries WHERE used = 0 AND nonce NOT IN
     (SELECT nonce FROM pin_recoveries WHERE used = 0 ORDER BY at DESC, nonce LIMIT ${MOST_OPEN})`,
  );
  const isOpen = database
    .prepare<[string], number>('SELECT 1 FROM pin_recoveries WHERE nonce = ? AND used = 0')
    .pluck();
  const use = database.prepare('UPDATE pin_recoveries SET used = 1 WHERE nonce = ? AND used = 0');
  const ask = database.transaction((at: string): string => {
    const nonce = [...randomBytes(NONCE_LENGTH)].map((byte) => SIGNS[byte % SIGNS.length]).join('');
    insert.run(nonce, at);
    forget.run();
    return nonce;
  });
  return {
    ask: (at: string): string => ask.immediate(at),
    isOpen: (nonce: string): boolean => isOpen.get(nonce) !== undefined,
    /** @returns false where it was used meanwhile. */
    use: (nonce: string): boolean => use.run(nonce).changes === 1,
  };
}

const FILE = 'pin-recovery';

/**
 * An answer of headquarters.
 * @param keys of the service desk, as published. @param device key id of this PC.
 * @returns the answer; refused as any signed file, and `pin-recovery-other-device`.
 */
export function readRecovery(bytes: Uint8Array, keys: readonly TrustedKey[], device: string): Result<PinRecovery> {
  const opened = openSignedFile(bytes, keys, FILE);
  if (!opened.ok) return opened;
  const recovery = validateNamed(FILE, opened.value.value, pinRecoverySchema, PIN_RECOVERY_SCHEMA);
  if (!recovery.ok) return recovery;
  return recovery.value.device === device ? succeed(recovery.value) : fail('pin-recovery-other-device', {});
}
