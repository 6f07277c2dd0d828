import type { ItemOutcome } from '../../../../../shared/domain/inspection/inspection-terms.ts';

type Pressed = ItemOutcome | 'next' | 'before';

const BY_KEY: Readonly<Record<string, Pressed>> = {
  '1': 'normal',
  '2': 'abnormal',
  '3': 'not-inspected',
  ArrowRight: 'next',
  ArrowLeft: 'before',
};

/** What a key means in an item; null where it belongs to what is being typed or chosen. */
export function keyPressed({ key, target, altKey, ctrlKey, metaKey }: KeyboardEvent): Pressed | null {
  if (altKey || ctrlKey || metaKey) return null;
  if (target instanceof Element && target.matches('input, textarea, select')) return null;
  return BY_KEY[key] ?? null;
}
