import type { Guide } from './guide-schema.ts';
import type { AdviceRule } from './inspection-rules.ts';

/** @param guide already validated; one of before there was advice has none. What a rule leaves out is filled in without loading schemas. */
export const publishedAdvice = ({ advice = [] }: Guide): AdviceRule[] =>
  advice.map((rule) => ({ ...rule, seats: rule.seats ?? 1 }));
