import type { BothLanguages } from '../../../shared/domain/both-languages.ts';
import type { Cell } from '../../../shared/domain/inspection/cell.ts';
import type { ChecklistItem, ItemMethod } from '../../../shared/domain/inspection/checklist.ts';

type Measured = Extract<ItemMethod, { kind: 'measured' }>;

/** What speaks against an item for one subject: findings in words, the value with its limits, the note. May be nothing. */
export function whatWasFound({ method }: ChecklistItem, { automatic, answer }: Cell): BothLanguages[] {
  const findings = automatic?.outcome === 'abnormal' ? automatic.findings : [];
  const said = findings
    .filter(({ outcome }) => outcome === 'fail' || outcome === 'warn')
    .map((finding) => finding.said);
  if (answer !== null && answer.value !== null && method.kind === 'measured') said.push(measured(method, answer.value));
  if (answer !== null && answer.note !== '') said.push({ 'zh-CN': answer.note, en: answer.note });
  return said.filter(
    (one, at) => said.findIndex((other) => other['zh-CN'] === one['zh-CN'] && other.en === one.en) === at,
  );
}

function measured(method: Measured, value: number): BothLanguages {
  const number = (amount: number) => amount.toFixed(method.decimals);
  const limits = (to: string) => limitsOf(method, number, to);
  const found = `${number(value)} ${method.unit}`;
  if (method.min === undefined && method.max === undefined) return { 'zh-CN': found, en: found };
  return { 'zh-CN': `${found}（${limits('～')}）`, en: `${found} (${limits('–')})` };
}

function limitsOf({ min, max, unit }: Measured, number: (amount: number) => string, to: string): string {
  if (min !== undefined && max !== undefined) return `${number(min)}${to}${number(max)} ${unit}`;
  return min === undefined ? `≤ ${number(max!)} ${unit}` : `≥ ${number(min)} ${unit}`;
}
