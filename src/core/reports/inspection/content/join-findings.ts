import type { Language } from '../../../../shared/domain/language.ts';

const SIGNS: Readonly<Record<Language, { readonly after: string; readonly between: string }>> = {
  'zh-CN': { after: '：', between: '；' },
  en: { after: ': ', between: '; ' },
};

/** Texts that begin alike, up to the first colon, become one: what was found is said once, each reason after it. */
export function joinFindings(texts: readonly string[], language: Language): string[] {
  const { after, between } = SIGNS[language];
  const alike = Map.groupBy(texts, (text) => text.split(after, 1)[0]!);
  return [...alike].map(([beginning, same]) => {
    const reasons = [...new Set(same.flatMap((text) => text.slice(beginning.length + after.length) || []))];
    return reasons.length === 0 ? beginning : `${beginning}${after}${reasons.join(between)}`;
  });
}
