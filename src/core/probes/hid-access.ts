import type { HidAccess } from '../../shared/domain/hid-facts.ts';

/** Detail of a device that took too long to open. */
export const NO_ANSWER = 'no answer';

/** Derives from hidapi's message why a device does not open. */
export function classifyOpenError(message: string): HidAccess {
  if (/permission denied|not permitted|0xE00002C5/i.test(message)) return 'denied';
  if (/busy|exclusive/i.test(message)) return 'busy';
  if (/no such (file|device)|not found/i.test(message)) return 'gone';
  return 'error';
}
