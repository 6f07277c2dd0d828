import { type Dice, ODD_TEXTS, oddValue } from './mutate.ts';

export interface Procedure {
  readonly path: string;
  readonly keys: readonly string[];
}

/** Every procedure of the contract, with the names its input may have. */
export function procedures(node: unknown, at = ''): Procedure[] {
  if (typeof node !== 'object' || node === null) return [];
  const { '~orpc': definition } = node as { '~orpc'?: { inputSchema?: { shape?: Record<string, unknown> } } };
  if (definition !== undefined) return [{ path: at, keys: Object.keys(definition.inputSchema?.shape ?? {}) }];
  return Object.entries(node).flatMap(([name, inner]) => procedures(inner, `${at}/${name}`));
}

const PLAUSIBLE: readonly unknown[] = [
  '01JD0000000000000000000000',
  '2026-11-22',
  '2026-11-22T09:00:00+08:00',
  'zh-CN',
  'en',
  20,
  'e30=',
  '张三',
  { type: 'ok' },
  ['张三'],
];

export function inputOf({ keys }: Procedure, with_: Dice): unknown {
  if (with_.chance(0.2)) return oddValue(with_);
  return Object.fromEntries(
    keys.map((key) => [
      with_.chance(0.05) ? with_.pick(ODD_TEXTS) : key,
      with_.chance(0.6) ? with_.pick(PLAUSIBLE) : oddValue(with_),
    ]),
  );
}
