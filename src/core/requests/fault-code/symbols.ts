import { fail, type Result, succeed } from '../../../shared/domain/result.ts';

/**
 * The symbols of fault codes, by value: of characters that look alike (0 O D Q, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V) at most one. There
 * are 23 because a prime lets the check symbol find every single error.
 */
export const SYMBOLS: readonly string[] = '23456789ACEFHJKMNPRTWXY'.split('');
const GROUP_LENGTH = 4;

/** How far the full-width form of an ASCII character, as a Chinese input method writes it, is from the character. */
const FULL_WIDTH_OFFSET = 0xfe_e0;
const fullWidth = (character: string) => String.fromCodePoint(character.codePointAt(0)! + FULL_WIDTH_OFFSET);

const VALUES: ReadonlyMap<string, number> = new Map(
  SYMBOLS.flatMap((symbol, value) =>
    [symbol, symbol.toLowerCase()].flatMap((form): [string, number][] => [
      [form, value],
      [fullWidth(form), value],
    ]),
  ),
);

/** What people and programs put between the groups: white space, any dash, and what cannot be seen. */
const BETWEEN = /[\s\p{Dash}\p{Cf}]/gu;

/** @returns the value of each symbol; case, width and what is between the groups do not matter. */
export function readSymbols(text: string): Result<number[]> {
  const values: number[] = [];
  for (const character of text.replaceAll(BETWEEN, '')) {
    const value = VALUES.get(character);
    if (value === undefined) return fail('fault-code-character', { character, symbols: SYMBOLS.join(' ') });
    values.push(value);
  }
  return succeed(values);
}

/** In groups of four, `XXXX-XXXX-…`. */
export const writeSymbols = (values: readonly number[]): string =>
  values.map((value, at) => (at > 0 && at % GROUP_LENGTH === 0 ? '-' : '') + SYMBOLS[value]!).join('');

/** Symbols of a whole code, the check symbol at the end among them. */
export const CODE_LENGTH = 20;

/** A primitive root of 23: its first 22 powers all differ. */
const ROOT = 5;

/**
 * Weight of each position. No weight is 0, so a wrong symbol always changes the sum; no two are equal, so neither do two swapped
 * symbols go unseen, wherever they stand; and no two neighbours add up to 0, which finds `77` written for `88`.
 */
const WEIGHTS: readonly number[] = Array.from({ length: CODE_LENGTH }, (_, at) => ROOT ** at % SYMBOLS.length);

const weightedSum = (values: readonly number[]): number =>
  values.reduce((sum, value, at) => (sum + value * WEIGHTS[at]!) % SYMBOLS.length, 0);

/** True when nothing was mistyped, as far as the symbols themselves show. */
export const isSound = (code: readonly number[]): boolean => weightedSum(code) === 0;

/** @param values all symbols but the last. */
export function withCheckSymbol(values: readonly number[]): number[] {
  const sum = weightedSum(values);
  const last = WEIGHTS[CODE_LENGTH - 1]!;
  const check = SYMBOLS.findIndex((_, value) => (sum + value * last) % SYMBOLS.length === 0);
  return [...values, check];
}
