import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import type { ItemOutcome } from '../../../../../shared/domain/inspection/inspection-terms.ts';

export type Pressed = ItemOutcome | 'next' | 'before' | 'undo' | 'write';

/** The item that is shown, for its keys. */
export interface ItemWithKeys {
  readonly press: (pressed: Pressed) => void;
  /** Where its answer is only being shown, the next item comes at once. */
  readonly goOn: () => void;
  /** The field a number is typed into before anything is answered; null where numbers answer. */
  readonly valueFirst: () => HTMLElement | null;
}

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

/** What a number is typed with, and what answers. */
const OF_NUMBER = /^[\d.,\-\u2212]$/;

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

/**
 * Keys of the item that is shown, wherever the focus is but in a field or in a dialog. They stay while one item gives way to the next:
 * however fast they are typed, each is for the item that was to come.
 */
export function useItemKeys(): RefObject<ItemWithKeys | null> {
  const item = useRef<ItemWithKeys>(null);
  const press = useEffectEvent((event: KeyboardEvent) => {
    const { key, altKey, ctrlKey, metaKey } = event;
    if (altKey || ctrlKey || metaKey || event.defaultPrevented) return;
    if (document.querySelector('dialog[open], [role="dialog"]') !== null) return;
    if (OF_NUMBER.test(key) && document.activeElement?.matches('textarea, select') !== true) {
      item.current?.goOn();
      // The browser types the key into whatever has the focus afterwards.
      if (!isTakenBy(document.activeElement, key)) item.current?.valueFirst()?.focus({ preventScroll: true });
    }
    const pressed = BY_KEY[key];
    const focused = document.activeElement;
    if (pressed === undefined || isTakenBy(focused, key) || isPressedBy(focused, key)) return;
    event.preventDefault();
    // The heading of an inspection that was just opened has been read out: from now on it is that of each item.
    if (focused instanceof HTMLElement && focused.matches('h2')) focused.blur();
    item.current?.press(pressed);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return item;
}
