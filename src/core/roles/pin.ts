import { type Options, hash, verify } from '@node-rs/argon2';
import type { PinRole } from '../../shared/domain/role.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';

/** OWASP's second choice for Argon2id: 19 MiB, two passes, one lane; about 0.1 s on a lab PC. Algorithm 2 is Argon2id. */
const COST: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const PIN_LENGTH = { least: 6, most: 12 } as const;

/** Digits that go up or down by one, and the same digit or pair over and over. */
function isSimple(pin: string): boolean {
  const digits = Array.from(pin, Number);
  const steps = new Set(digits.slice(1).map((digit, at) => digit - digits[at]!));
  const isRow = steps.size === 1 && [-1, 0, 1].includes([...steps][0]!);
  return isRow || /^(\d\d)\1+$/.test(pin) || /^(\d\d\d)\1+$/.test(pin);
}

/** @param role whose it is, where several are set at once. @returns `pin-not-digits`, `pin-too-simple`. */
export function checkNewPin(pin: string, role?: PinRole): Result<string> {
  const whose = role === undefined ? {} : { role };
  const { least, most } = PIN_LENGTH;
  if (!/^\d+$/.test(pin) || pin.length < least || pin.length > most)
    return fail('pin-not-digits', { least, most, ...whose });
  return isSimple(pin) ? fail('pin-too-simple', whose) : succeed(pin);
}

export const hashPin = (pin: string): Promise<string> => hash(pin, COST);

/** @param stored PHC string; one that cannot be read matches nothing. */
export const isPin = (pin: string, stored: string): Promise<boolean> => verify(stored, pin).catch(() => false);
