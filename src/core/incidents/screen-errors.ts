import type { ScreenError } from '../../shared/domain/screen-error.ts';
import type { IncidentLog } from './incident-log.ts';

/** A screen that fails again and again must not fill the log: so many are kept within so long. */
const MOST = 30;
const PERIOD_MS = 10 * 60_000;

/** Keeps what screens report of their own failures. @param log null where its folder is gone. */
export function keepScreenErrors(
  log: () => Promise<IncidentLog | null>,
  now = Date.now,
): (error: ScreenError) => Promise<void> {
  let kept: number[] = [];
  return async ({ source, screen, panel, message, stack, componentStack }) => {
    kept = kept.filter((at) => Math.abs(now() - at) < PERIOD_MS);
    if (kept.length >= MOST) return;
    kept.push(now());
    const where = [source, screen, panel].filter((part) => part !== null).join(' / ');
    const components = componentStack === '' ? '' : `\nin${componentStack}`;
    (await log())?.add({ kind: 'screen-error', where, message, stack: stack + components, answer: 'shown' });
  };
}
