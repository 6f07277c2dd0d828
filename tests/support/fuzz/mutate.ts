/** Numbers of a seed: the same seed gives the same numbers for ever. */
export interface Dice {
  /** A whole number from 0 to `below - 1`. */
  readonly roll: (below: number) => number;
  readonly pick: <Value>(values: readonly Value[]) => Value;
  readonly chance: (share: number) => boolean;
}

/** Mulberry32. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const roll = (below: number) => Math.floor(next() * below);
  return { roll, pick: (values) => values[roll(values.length)]!, chance: (share) => next() < share };
}

/** The seed of a run: named for a repetition, else of this moment; said either way. */
export function seedOf(what: string, usual: number | null = null): number {
  const named = Number(process.env['VRLAB_FUZZ_SEED']);
  const seed = Number.isSafeInteger(named) && named > 0 ? named : (usual ?? Date.now() % 1_000_000_000);
  process.stdout.write(`${what}: VRLAB_FUZZ_SEED=${seed}\n`);
  return seed;
}

/** Bits turned, stretches cut, doubled, moved, filled or replaced, as many as one to eight of them. */
export function mutatedBytes(bytes: Uint8Array, { roll, pick }: Dice): Buffer {
  let mutated = Buffer.from(bytes);
  for (let left = 1 + roll(8); left > 0; left -= 1) {
    const at = roll(Math.max(1, mutated.length));
    const length = 1 + roll(pick([1, 4, 64, 4096]));
    const [before, there, after] = [
      mutated.subarray(0, at),
      mutated.subarray(at, at + length),
      mutated.subarray(at + length),
    ];
    const change = pick<() => Buffer>([
      () => {
        const turned = Buffer.from(mutated);
        if (turned.length > 0) turned[at]! ^= 1 << roll(8);
        return turned;
      },
      () => Buffer.concat([before, after]),
      () => Buffer.concat([before, there, there, after]),
      () => Buffer.concat([before, after.subarray(0, 32), there, after.subarray(32)]),
      () => Buffer.concat([before, Buffer.alloc(there.length, pick([0, 0xff, 0x20, 0x41])), after]),
      () => Buffer.concat([before, Buffer.from(pick(ODD_TEXTS)), after]),
      () => mutated.subarray(0, at),
      () => {
        const number = Buffer.from(mutated);
        if (at + 4 <= number.length) number.writeUInt32LE(pick([0, 1, 0x7fff_ffff, 0xffff_ffff, number.length]), at);
        return number;
      },
    ]);
    mutated = Buffer.from(change());
  }
  return mutated;
}

export const ODD_TEXTS: readonly string[] = [
  '',
  '\0',
  '\u202e\u2066',
  '\ud83d\ude00',
  '\uFEFF',
  '__proto__',
  'constructor',
  '../../../../etc/passwd',
  'C:\\Windows\\win.ini',
  '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
  '&#0;&#xD800;&a;',
  '<c r="XFD1048576"><v>1</v></c>',
  ']]>',
  '{{{{',
  '}{#',
  '9'.repeat(400),
  '-1',
  '1e999',
  'NaN',
  '=cmd|calc!A1',
  '%00%2e%2e%2f',
  'x'.repeat(5000),
  '\u001b[31m',
];

/** A text with some of its words, tags, attributes and numbers changed, so that it mostly stays what it was. */
export function mutatedText(text: string, { roll, pick }: Dice): string {
  let mutated = text;
  for (let left = 1 + roll(4); left > 0; left -= 1) {
    const words = [...mutated.matchAll(/[\w.]+|<[^>]*>|"[^"]*"/g)];
    const word = words[roll(Math.max(1, words.length))];
    if (word === undefined) return mutated + pick(ODD_TEXTS);
    const other = words[roll(words.length)]![0];
    const put = pick([pick(ODD_TEXTS), other, other + word[0], '', word[0].repeat(1 + roll(200))]);
    mutated = mutated.slice(0, word.index) + put + mutated.slice(word.index + word[0].length);
  }
  return mutated;
}

/** Values no schema expects, of every kind. */
export function oddValue({ roll, pick, chance }: Dice, depth = 3): unknown {
  const simple = [null, true, false, 0, -1, 1e308, 0.1, 2 ** 53, '', [], {}];
  if (depth === 0 || chance(0.4)) return pick<unknown>([...simple, pick(ODD_TEXTS)]);
  const inner = () => oddValue({ roll, pick, chance }, depth - 1);
  return pick<() => unknown>([
    () => Array.from({ length: roll(5) }, inner),
    () => Object.fromEntries(['a', 'b', 'c'].map((name) => [pick([name, pick(ODD_TEXTS)]), inner()])),
    () => JSON.parse('{"__proto__":{"polluted":true}}') as unknown,
    () => 'x'.repeat(roll(10_000)),
    () => Array.from({ length: 2000 }, () => 0),
  ])();
}

/** A JSON value with some of its values replaced, removed or added. */
export function mutatedJson(value: unknown, with_: Dice): unknown {
  const { roll, pick } = with_;
  const places: { holder: Record<string, unknown>; name: string }[] = [];
  const copy = structuredClone(value);
  const walk = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    for (const name of Object.keys(node)) {
      places.push({ holder: node as Record<string, unknown>, name });
      walk((node as Record<string, unknown>)[name]);
    }
  };
  walk(copy);
  for (let left = 1 + roll(3); left > 0 && places.length > 0; left -= 1) {
    const { holder, name } = pick(places);
    const change = roll(10);
    if (change < 2) delete holder[name];
    else if (change < 4) holder[pick(ODD_TEXTS)] = oddValue(with_);
    else holder[name] = oddValue(with_);
  }
  return copy;
}
