import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';

/*
 * Secrets in a school file or a backup: AES-256-GCM under a key made of a pass phrase. The place where they belong is authenticated
 * with them, kind and address of a channel: moved to another address, it does not open, so no robot's key is sent to a stranger.
 */

const PREFIX = 'vrlab-sealed';
const VERSION = '1';
/** 128 MiB and some 0.4 s on a lab PC, once per file. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 192 * 2 ** 20 };
const SALT_BYTES = 16;
const IV_BYTES = 12;
const TAG_BYTES = 16;
export const PASS_PHRASE_LENGTH = { least: 10, most: 200 } as const;

const derive = promisify<string, Buffer, number, typeof COST, Buffer>(scrypt);
const keyOf = (passPhrase: string, salt: Buffer): Promise<Buffer> =>
  derive(passPhrase.normalize('NFKC').trim(), salt, 32, COST);

/** Where a secret may be used. */
export interface SealedPlace {
  readonly kind: string;
  readonly address: string;
}
const bound = ({ kind, address }: SealedPlace): Buffer => Buffer.from(JSON.stringify([PREFIX, kind, address]));

export const isSealed = (text: string): boolean => text.startsWith(`${PREFIX}:`);

/** Seals the secrets of one file: one salt, so that a PC makes the key once. */
export async function createSealer(
  passPhrase: string,
): Promise<(secrets: Readonly<Record<string, string>>, place: SealedPlace) => string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await keyOf(passPhrase, salt);
  return (secrets, place) => {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(bound(place));
    const sealed = Buffer.concat([iv, cipher.update(JSON.stringify(secrets)), cipher.final(), cipher.getAuthTag()]);
    return [PREFIX, VERSION, salt.toString('base64url'), sealed.toString('base64url')].join(':');
  };
}

/** Opens what is sealed; keys are remembered by their salt. @returns null for another pass phrase, place, or a damaged text. */
export function createOpener(
  passPhrase: string,
): (sealed: string, place: SealedPlace) => Promise<Readonly<Record<string, string>> | null> {
  const keys = new Map<string, Promise<Buffer>>();
  return async (sealed, place) => {
    const [prefix, version, salt = '', content = ''] = sealed.split(':');
    const bytes = Buffer.from(content, 'base64url');
    if (prefix !== PREFIX || version !== VERSION || bytes.length <= IV_BYTES + TAG_BYTES) return null;
    if (!keys.has(salt)) keys.set(salt, keyOf(passPhrase, Buffer.from(salt, 'base64url')));
    try {
      const decipher = createDecipheriv('aes-256-gcm', await keys.get(salt)!, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(bound(place)).setAuthTag(bytes.subarray(-TAG_BYTES));
      const opened = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
      return JSON.parse(opened.toString('utf8')) as Record<string, string>;
    } catch {
      return null;
    }
  };
}
