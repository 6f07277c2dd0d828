import type { PcIdentity } from './domain/pc-sockets.ts';

/** What mainboards say of themselves when nobody filled it in. */
const FILLERS = new Set([
  'default string',
  'to be filled by o.e.m.',
  'to be filled by oem',
  'system manufacturer',
  'system product name',
  'system version',
  'base board manufacturer',
  'base board product name',
  'not applicable',
  'not specified',
  'not available',
  'unknown',
  'undefined',
  'invalid',
  'none',
  'null',
  'empty',
  'oem',
  'o.e.m.',
  'n/a',
]);

/** A name that tells one model from another; null for fillers, and for what has neither letters nor digits in it. */
export function nameOrNull(text: string | null): string | null {
  const name =
    text
      ?.normalize('NFKC')
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
      .trim() ?? '';
  const isName = /[\p{L}\p{N}]/u.test(name) && !/^(?:0+|x(?:\.x)*)$/i.test(name) && !FILLERS.has(name.toLowerCase());
  return isName ? name.slice(0, 120) : null;
}

export function cleanIdentity({ vendor, model, boardVendor, board }: PcIdentity): PcIdentity {
  return {
    vendor: nameOrNull(vendor),
    model: nameOrNull(model),
    boardVendor: nameOrNull(boardVendor),
    board: nameOrNull(board),
  };
}

/** Maker and name, where both are known. */
const whole = (maker: string | null, name: string | null): string | null =>
  maker === null || name === null ? null : `${maker}\n${name}`;

/**
 * Whether both are the same model of PC: at least one of system and mainboard is known of both, and what is known of both is
 * the same, letter for letter. One model of PC may come with several mainboards, which have other sockets.
 */
export function isSameModel(one: PcIdentity, other: PcIdentity): boolean {
  const [a, b] = [cleanIdentity(one), cleanIdentity(other)];
  const pairs = [
    [whole(a.vendor, a.model), whole(b.vendor, b.model)],
    [whole(a.boardVendor, a.board), whole(b.boardVendor, b.board)],
  ].filter(([left, right]) => left !== null && right !== null);
  return pairs.length > 0 && pairs.every(([left, right]) => left === right);
}

/** Whether it can match anything. */
export const isNamed = (pc: PcIdentity): boolean => isSameModel(pc, pc);

/** The name a person reads; null where the firmware names nothing. */
export function nameOfPc(pc: PcIdentity): string | null {
  const { vendor, model, boardVendor, board } = cleanIdentity(pc);
  const [maker, name] = model === null ? [boardVendor, board] : [vendor, model];
  if (name === null) return null;
  return maker === null || name.startsWith(maker) ? name : `${maker} ${name}`;
}
