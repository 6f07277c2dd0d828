import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CODE_LENGTH,
  isSound,
  readSymbols,
  SYMBOLS,
  withCheckSymbol,
  writeSymbols,
} from '../../../../src/core/requests/fault-code/symbols.ts';

/** Codes to try every error on: all symbols alike, in order, and drawn. */
const CODES = [
  ...SYMBOLS.map((_, value) => Array.from({ length: CODE_LENGTH - 1 }, () => value)),
  Array.from({ length: CODE_LENGTH - 1 }, (_, at) => at),
  ...fc.sample(fc.array(fc.nat(SYMBOLS.length - 1), { minLength: CODE_LENGTH - 1, maxLength: CODE_LENGTH - 1 }), 100),
].map(withCheckSymbol);
const positions = Array.from({ length: CODE_LENGTH }, (_, at) => at);
const undetected = (errors: (code: number[]) => number[][]) =>
  CODES.flatMap((code) => errors(code).filter((wrong) => isSound(wrong)));

describe('the check symbol', () => {
  it('is right in every code', () => {
    expect(CODES.filter((code) => !isSound(code))).toEqual([]);
  });

  it('finds every single wrong symbol, itself among them', () => {
    const errors = (code: number[]) =>
      positions.flatMap((at) => SYMBOLS.flatMap((_, value) => (value === code[at] ? [] : [code.with(at, value)])));
    expect(errors(CODES[0]!)).toHaveLength(20 * 22);
    expect(undetected(errors)).toEqual([]);
  });

  it('finds every two symbols that changed places, neighbours or not, itself among them', () => {
    const errors = (code: number[]) =>
      positions.flatMap((one) =>
        positions
          .filter((other) => other > one && code[one] !== code[other])
          .map((other) => code.with(one, code[other]!).with(other, code[one]!)),
      );
    expect(errors(CODES[SYMBOLS.length]!).length).toBeGreaterThan(180);
    expect(undetected(errors)).toEqual([]);
  });

  it('finds every pair of equal symbols written as another pair', () => {
    const errors = (code: number[]) =>
      positions
        .slice(1)
        .filter((at) => code[at] === code[at - 1])
        .flatMap((at) =>
          SYMBOLS.flatMap((_, value) => (value === code[at] ? [] : [code.with(at, value).with(at - 1, value)])),
        );
    expect(errors(CODES[0]!).length).toBeGreaterThan(400);
    expect(undetected(errors)).toEqual([]);
  });
});

describe('the symbols', () => {
  it('are a prime number of characters, none of which looks like another one', () => {
    expect(new Set(SYMBOLS).size).toBe(23);
    for (const alike of ['0ODQ', '1IL', '2Z', '5S', '6G', '8B', 'UV'])
      expect(alike.split('').filter((character) => SYMBOLS.includes(character)).length, alike).toBeLessThanOrEqual(1);
    expect(SYMBOLS.join('')).not.toMatch(/[01OILU]/);
  });

  it('are read in any case and width, with anything between the groups that people write there', () => {
    const written = writeSymbols([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(written).toBe('2345-6789');
    const all = { ok: true, value: [0, 1, 8, 9] };
    for (const typed of [
      '23AC',
      '23ac',
      '23-AC',
      ' 23 ac\r\n',
      '２３ＡＣ',
      '２３ａｃ',
      '２３　－ａｃ',
      '23—A–C',
      '23−AC',
      '\u{FEFF}2\u{200B}3AC',
    ])
      expect(readSymbols(typed), typed).toEqual(all);
  });

  it.each(['O', '0', 'I', '1', 'l', 'ﬀ', 'ß', '\u{212A}', '①', '二', '_', '.', '\u{1F600}'])(
    'do not include %s, which is refused by name',
    (character) => {
      expect(readSymbols(`23 ${character}`)).toEqual({
        ok: false,
        problem: { code: 'fault-code-character', params: { character, symbols: SYMBOLS.join(' ') } },
      });
    },
  );
});
