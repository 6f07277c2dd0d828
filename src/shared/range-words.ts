import type { Translate } from './wording.ts';

const COMPARATOR = /^(>=|<=|>|<|=)?(\S+)$/;
const KEYS = { '>=': 'from', '<=': 'upTo', '>': 'above', '<': 'below', '=': 'exactly' } as const;

/** A published range of versions as a teacher reads it: `>=551.23` → `551.23 或更高`. What is no range is shown as it is. */
export function rangeInWords(range: string, t: Translate): string {
  if (range.trim() === '*') return t('terms:range.any');
  const alternatives = range.split('||').map((part) => {
    const comparators = part.trim().split(/\s+/);
    const words = comparators.map((comparator) => {
      const [, sign = '=', version] = COMPARATOR.exec(comparator) ?? [];
      return version === undefined ? null : t(`terms:range.${KEYS[sign as keyof typeof KEYS]}`, { version });
    });
    return words.includes(null) ? part.trim() : words.join(t('terms:range.and'));
  });
  return alternatives.join(t('terms:range.or'));
}

/** A version that is a moment is said with its day, as nobody reads seconds: `1458917656 (of 2016-03-25)`. */
export const versionInWords = (
  { text, day }: { readonly text: string; readonly day?: string | undefined },
  t: Translate,
) => (day === undefined ? text : t('terms:versionOfDay', { version: text, day }));
