import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { FaultCodesPolicy } from '../../../../src/core/published/policy-schema.ts';
import { decrypt, encrypt } from '../../../../src/core/requests/fault-code/cipher.ts';
import { faultCodeOf, faultCodesOf, readFaultCode } from '../../../../src/core/requests/fault-code/fault-code.ts';
import { type Fields, packFields, unpackFields } from '../../../../src/core/requests/fault-code/fields.ts';
import {
  CODE_LENGTH,
  SYMBOLS,
  readSymbols,
  withCheckSymbol,
  writeSymbols,
} from '../../../../src/core/requests/fault-code/symbols.ts';
import type { Finding } from '../../../../src/shared/domain/finding.ts';
import { index, station } from '../../../support/pc/facts.ts';
import { publication } from '../../../support/pc/judge.ts';
import { run } from '../../../support/pc/runs.ts';

const key = (id: string, since: string, byte: number) => ({
  id,
  since,
  key: Buffer.alloc(32, byte).toString('base64'),
});
const policy: FaultCodesPolicy = { keys: [key('first', '2026-01-01', 1), key('second', '2026-09-01', 2)] };
const reader = {
  publication: { ...publication, identity: { ...publication.identity, version: 6 }, faultCodes: policy },
  station: station(null),
};
const facts = { ...run(0, index()), publication: { version: 6 } };
const subject = facts.devices[0]!.subject;
const finding = { check: 'headset-usb-speed', outcome: 'fail', subject } as const;
const codeOf = (more: Partial<typeof facts> = {}, found: Pick<Finding, 'check' | 'outcome' | 'subject'> = finding) =>
  faultCodeOf(found, { ...facts, ...more }, policy)!;
const read = (code: string, more: Partial<typeof reader> = {}) => {
  const result = readFaultCode(code, { ...reader, ...more });
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
};
const refusal = (text: string, more: Partial<typeof reader> = {}) => {
  const result = readFaultCode(text, { ...reader, ...more });
  return result.ok ? null : result.problem;
};
const symbolsOf = (code: string) => {
  const symbols = readSymbols(code);
  if (!symbols.ok) throw new Error('no code');
  return symbols.value;
};

describe('a fault code', () => {
  it('says what, which check, outcome, publication, station and day', () => {
    const code = codeOf();
    expect(code).toMatch(/^([2-9A-Y]{4}-){4}[2-9A-Y]{4}$/);
    expect(read(code)).toEqual({
      code,
      subject: {
        kind: 'model',
        number: expect.any(Number) as number,
        models: [{ id: 'valve-index', name: 'Valve Index' }],
      },
      check: 'headset-usb-speed',
      checkNumber: 2,
      causes: expect.arrayContaining(['usb2-link']) as string[],
      outcome: 'fail',
      demo: false,
      publicationVersion: 6,
      sameStation: true,
      day: '2026-11-22',
      key: 'second',
    });
  });

  it('is the same for the same finding, and looks altogether different for another one', () => {
    expect(codeOf()).toBe(codeOf());
    const [one, other] = [codeOf(), codeOf({}, { ...finding, outcome: 'warn' })].map((code) => symbolsOf(code));
    expect(one!.filter((value, at) => value === other![at]).length).toBeLessThan(8);
  });

  it('comes with findings that are not fine only', () => {
    for (const outcome of ['fail', 'unknown', 'warn'] as const)
      expect(read(codeOf({}, { ...finding, outcome })).outcome).toBe(outcome);
    for (const outcome of ['pass', 'not-applicable'] as const)
      expect(faultCodeOf({ ...finding, outcome }, facts, policy)).toBeNull();
    expect(faultCodeOf({ ...finding, check: 'of-another-program' }, facts, policy)).toBeNull();
    const codes = faultCodesOf({ ...facts, findings: run(0, []).findings }, policy);
    expect(codes.filter((code) => code !== null).length).toBeGreaterThan(0);
    expect(codes.map((code) => code === null)).toEqual(
      run(0, []).findings.map(({ outcome }) => outcome === 'pass' || outcome === 'not-applicable'),
    );
  });

  it.each([
    ['station', { kind: 'seat' }],
    ['host', { kind: 'host' }],
    ['openxr', { kind: 'host' }],
    ['unknown@1-4', { kind: 'unknown-device' }],
    ['quest-3@station', { kind: 'model', models: [{ id: 'quest-3' }] }],
  ])('tells the subject %s', (about, told) => {
    const devices = [...facts.devices, { ...facts.devices[0]!, subject: 'unknown@1-4', model: 'unknown' }];
    expect(read(codeOf({ devices }, { ...finding, subject: about })).subject).toMatchObject(told);
  });

  it('of a model that the catalogue here does not have is read all the same', () => {
    const { subject: told } = read(codeOf({}, { ...finding, subject: 'headset-of-2031@station' }));
    expect(told).toEqual({ kind: 'model', number: expect.any(Number) as number, models: [] });
  });

  it('of a demonstration says so', () => {
    expect(read(codeOf({ demo: true })).demo).toBe(true);
  });

  it('tells its own station from others, and knows when it cannot', () => {
    expect(read(codeOf(), { station: { ...station(null), seat: '04' } }).sameStation).toBe(false);
    expect(read(codeOf({ station: { ...station([]), campusZone: 'suburban' } })).sameStation).toBe(true);
    expect(read(codeOf({ station: null })).sameStation).toBeNull();
    expect(read(codeOf(), { station: null } as never).sameStation).toBeNull();
  });

  it.each([
    ['2025-12-31T23:59:59.000+08:00', null],
    ['1970-01-01T08:00:00.000+08:00', null],
    ['2026-01-01T00:00:00.000+08:00', '2026-01-01'],
    ['2026-11-21T16:00:00.000Z', '2026-11-22'],
    ['2048-06-04T12:00:00.000+08:00', '2048-06-04'],
    ['2048-06-05T12:00:00.000+08:00', null],
  ])('of %s tells the day %s of the schools, never a wrong one', (startedAt, day) => {
    expect(read(codeOf({ startedAt })).day).toBe(day);
  });

  it.each([
    [6, 5],
    [6, 900],
    [1020, 3],
    [5000, 4100],
    [5000, 5900],
    [0, 1023],
  ])('read where publication %i is in use tells that it was judged by %i', (here, version) => {
    const reading = { ...reader.publication, identity: { ...publication.identity, version: here } };
    expect(read(codeOf({ publication: { version } }), { publication: reading }).publicationVersion).toBe(version);
  });

  it('reads as it was typed', () => {
    const code = codeOf();
    const wide = code
      .split('')
      .map((character) => String.fromCodePoint(character.codePointAt(0)! + 0xfe_e0))
      .join('');
    for (const typed of [code.toLowerCase(), code.replaceAll('-', ' '), code.replaceAll('-', ''), wide, ` ${code}\n`])
      expect(read(typed).code).toBe(code);
  });
});

describe('a code that is none', () => {
  it('is refused with what is wrong with its length', () => {
    const code = codeOf();
    expect(refusal(code.slice(0, -1))).toEqual({ code: 'fault-code-too-short', params: { found: 19, wanted: 20 } });
    expect(refusal(`${code}2`)).toEqual({ code: 'fault-code-too-long', params: { found: 21, wanted: 20 } });
    expect(refusal('')).toMatchObject({ code: 'fault-code-too-short' });
  });

  it('because one symbol is wrong or two changed places is refused as mistyped', () => {
    const code = symbolsOf(codeOf());
    const single = code.flatMap((right, at) =>
      SYMBOLS.flatMap((_, value) => (value === right ? [] : [code.with(at, value)])),
    );
    const swapped = code.flatMap((one, at) =>
      at > 0 && one !== code[at - 1] ? [code.with(at, code[at - 1]!).with(at - 1, one)] : [],
    );
    expect(single.length + swapped.length).toBeGreaterThan(450);
    for (const wrong of [...single, ...swapped])
      expect(refusal(writeSymbols(wrong))).toEqual({ code: 'fault-code-mistyped', params: {} });
  });

  it('is refused when it was made up with a check symbol that is right', () => {
    const code = symbolsOf(codeOf()).slice(0, -1);
    const forged = code.flatMap((right, at) =>
      SYMBOLS.flatMap((_, value) => (value === right ? [] : [withCheckSymbol(code.with(at, value))])),
    );
    for (const wrong of forged) expect(refusal(writeSymbols(wrong))?.code).toBe('fault-code-not-ours');
    // The same drawing every time: one in four million would be taken for genuine.
    const drawn = fc.sample(fc.array(fc.nat(22), { minLength: CODE_LENGTH - 1, maxLength: CODE_LENGTH - 1 }), {
      numRuns: 1500,
      seed: 23,
    });
    for (const invented of drawn)
      expect(refusal(writeSymbols(withCheckSymbol(invented)))?.code).toBe('fault-code-not-ours');
    expect(refusal(writeSymbols(withCheckSymbol(Array.from({ length: 19 }, () => 22))))?.code).toBe(
      'fault-code-not-ours',
    );
  });

  it('is refused whatever stands there', () => {
    const texts = fc.sample(fc.string({ unit: 'binary', maxLength: 60 }), { seed: 20, numRuns: 300 });
    expect(texts.filter((text) => refusal(text) === null)).toEqual([]);
  });

  it('is refused when another house made it', () => {
    const theirs = faultCodeOf(finding, facts, { keys: [key('theirs', '2026-01-01', 9)] });
    expect(refusal(theirs!)?.code).toBe('fault-code-not-ours');
  });
});

describe('keys', () => {
  it('make codes from their day on, the newest first, and are all read', () => {
    const signedOn = (startedAt: string) => read(codeOf({ startedAt })).key;
    expect(signedOn('2026-08-31T23:59:00.000+08:00')).toBe('first');
    expect(signedOn('2026-09-01T00:00:00.000+08:00')).toBe('second');
    expect(signedOn('2001-01-01T00:00:00.000+08:00')).toBe('first');
    const backwards: FaultCodesPolicy = { keys: policy.keys.toReversed() };
    expect(faultCodeOf(finding, facts, backwards)).toBe(codeOf());
  });

  it('that are withdrawn take their codes with them', () => {
    const without = { ...reader.publication, faultCodes: { keys: policy.keys.slice(0, 1) } };
    expect(refusal(codeOf(), { publication: without })?.code).toBe('fault-code-not-ours');
  });

  it('open what they sealed, and nothing else', () => {
    const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), bytes, (payload, secret) => {
        const encrypted = encrypt(payload, secret);
        return encrypted.length === CODE_LENGTH - 1 && decrypt(encrypted, secret) === payload;
      }),
    );
    const [ours, theirs] = [new Uint8Array(32), new Uint8Array(32).fill(1)];
    expect(decrypt(encrypt(5n, ours), theirs)).toBeNull();
  });
});

describe('the fields', () => {
  const widths = { subject: 16, check: 7, outcome: 2, demo: 1, publication: 11, station: 14, day: 13 };

  it('go in and out, and fill 64 bits', () => {
    const fields = fc.record(
      Object.fromEntries(Object.entries(widths).map(([name, width]) => [name, fc.nat(2 ** width - 1)])),
    ) as unknown as fc.Arbitrary<Fields>;
    fc.assert(fc.property(fields, (given) => isDeepStrictEqual(unpackFields(packFields(given)), { ...given })));
    const full = Object.fromEntries(Object.entries(widths).map(([name, width]) => [name, 2 ** width - 1]));
    expect(packFields(full as unknown as Fields)).toBe((1n << 64n) - 1n);
  });

  it('stay what they are: a code on paper is read for ever', () => {
    const first = { ...reader.publication, faultCodes: { keys: policy.keys.slice(0, 1) } };
    expect(read('665X-KNEY-XWMX-YHPA-NHEA', { publication: first })).toMatchObject({
      subject: { models: [{ id: 'valve-index' }] },
      check: 'headset-usb-speed',
      outcome: 'fail',
      publicationVersion: 6,
      sameStation: true,
      day: '2026-11-22',
    });
  });
});
