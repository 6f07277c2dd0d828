import { isBounded, LONGEST } from '../core/platform/published-pattern.ts';
import type { DraftRule, Remark } from './check-draft.ts';

/** No pattern can keep a PC busy for ever, whatever text it meets. */
export const boundedPatterns: DraftRule = function* ({ catalogue, matrix }) {
  function* pattern(file: string, field: string, source: string | undefined, longest: number): Iterable<Remark> {
    if (source !== undefined && !isBounded(source, longest))
      yield { file, field, code: 'pattern-unbounded', params: { pattern: source } };
  }
  for (const [at, { scheme, find = [] }] of matrix.products.entries()) {
    if (typeof scheme !== 'string')
      yield* pattern('matrix.json', `products.${at}.scheme.pattern`, scheme.pattern, LONGEST.version);
    for (const [nth, { version }] of find.entries())
      for (const [place, rule] of version.entries())
        if ('text' in rule)
          yield* pattern(
            'matrix.json',
            `products.${at}.find.${nth}.version.${place}.pattern`,
            rule.pattern,
            LONGEST.line,
          );
  }
  for (const [at, { weakGpus }] of matrix.hostRequirements.entries())
    for (const [nth, source] of weakGpus.entries())
      yield* pattern('matrix.json', `hostRequirements.${at}.weakGpus.${nth}`, source, LONGEST.adapterName);
  for (const [at, { parts }] of catalogue.devices.entries())
    for (const [nth, { match }] of parts.entries())
      for (const [place, matcher] of match.entries())
        if (typeof matcher !== 'string')
          for (const name of ['product', 'manufacturer', 'except'] as const)
            yield* pattern(
              'catalogue.json',
              `devices.${at}.parts.${nth}.match.${place}.${name}`,
              matcher[name],
              LONGEST.deviceName,
            );
};
