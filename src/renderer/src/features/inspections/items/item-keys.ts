import { useEffect, useEffectEvent } from 'react';
import type { ItemOutcome } from '../../../../../shared/domain/inspection/inspection-terms.ts';

export type Pressed = ItemOutcome | 'next' | 'before' | 'undo' | 'write';

const BY_KEY: Readonly<Record<string, Pressed>> = {
  '1': 'normal',
  '2': 'abnormal',
  '3': 'not-inspected',
  '4': 'not-applicable',
  ArrowRight: 'next',
  ArrowLeft: 'before',
  z: 'undo',
  Z: 'undo',
  Enter: 'write',
};

/** A field that uses the key itself: text in it, or the caret moving in it. An empty one lets the arrows through. */
function isTakenBy(field: Element | null, key: string): boolean {
  if (field === null || !field.matches('input, textarea, select')) return false;
  // A letter is no part of a number.
  if (field.matches('[inputmode="decimal"]') && /^[a-z]$/i.test(key)) return false;
  const isEmpty = field instanceof HTMLInputElement && field.value === '';
  return !(isEmpty && key.startsWith('Arrow'));
}

/** Enter presses a button and follows a link; that of the outcome that is chosen has nothing more to press. */
const isPressedBy = (target: Element | null, key: string): boolean =>
  key === 'Enter' &&
  target !== null &&
  target.closest('button, a, summary') !== null &&
  target.closest('.outcome-abnormal[aria-pressed="true"]') === null;

/** Keys of an item, wherever the focus is but in a field or in a dialog. */
export function useItemKeys(onKey: (pressed: Pressed) => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const { key, altKey, ctrlKey, metaKey, target } = event;
    const pressed = BY_KEY[key];
    if (pressed === undefined || altKey || ctrlKey || metaKey || event.defaultPrevented) return;
    const element = target instanceof Element ? target : null;
    if (isTakenBy(element, key) || isPressedBy(element, key)) return;
    if (document.querySelector('dialog[open], [role="dialog"]') !== null) return;
    event.preventDefault();
    onKey(pressed);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
