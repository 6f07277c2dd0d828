import { SYMBOLS } from './alphabet.ts';

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

/** True when nothing was mistyped, as far as the symbols themselves can tell. */
export const isSound = (code: readonly number[]): boolean => weightedSum(code) === 0;

/** @param values all symbols but the last. */
export function withCheckSymbol(values: readonly number[]): number[] {
  const sum = weightedSum(values);
  const last = WEIGHTS[CODE_LENGTH - 1]!;
  const check = SYMBOLS.findIndex((_, value) => (sum + value * last) % SYMBOLS.length === 0);
  return [...values, check];
}
