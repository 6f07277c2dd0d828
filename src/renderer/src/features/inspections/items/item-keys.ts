import { useEffect, useEffectEvent } from 'react';
import type { ItemOutcome } from '../../../../../shared/domain/inspection/inspection-terms.ts';

export type Pressed = ItemOutcome | 'next' | 'before' | 'undo';

const BY_KEY: Readonly<Record<string, Pressed>> = {
  '1': 'normal',
  '2': 'abnormal',
  '3': 'not-inspected',
  '4': 'not-applicable',
  ArrowRight: 'next',
  ArrowLeft: 'before',
  z: 'undo',
  Z: 'undo',
};

/** A field that uses the key itself: text in it, or the caret moving in it. An empty one lets the arrows through. */
function isTakenBy(field: Element | null, key: string): boolean {
  if (field === null || !field.matches('input, textarea, select')) return false;
  const isEmpty = field instanceof HTMLInputElement && field.value === '';
  return !(isEmpty && key.startsWith('Arrow'));
}

/** Keys of an item, wherever the focus is but in a field or in a dialog. */
export function useItemKeys(onKey: (pressed: Pressed) => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const { key, altKey, ctrlKey, metaKey, target } = event;
    const pressed = BY_KEY[key];
    if (pressed === undefined || altKey || ctrlKey || metaKey || event.defaultPrevented) return;
    if (isTakenBy(target instanceof Element ? target : null, key)) return;
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
