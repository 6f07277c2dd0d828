import { useEffect, useMemo, useState } from 'react';
import type { LiveState } from '../../../../../shared/domain/check-run.ts';
import { type Newcomer, findNewcomer } from './learn-sockets.ts';

/**
 * What was plugged in since the page was opened and has not been touched on the picture yet. What is unplugged is forgotten, so
 * that the same stick is new in the next socket.
 */
export function useNewcomer(live: LiveState | null): {
  readonly newcomer: Newcomer | 'several' | null;
  readonly markPlaced: () => void;
} {
  const [before, setBefore] = useState<ReadonlySet<string> | null>(null);
  const devices = live?.usb?.devices ?? null;
  useEffect(() => {
    if (devices === null) return;
    const keys = new Set(devices.map(({ key }) => key));
    setBefore((known) => (known === null ? keys : new Set([...known].filter((key) => keys.has(key)))));
  }, [devices]);
  const newcomer = useMemo(
    () => (before === null || devices === null ? null : findNewcomer(before, devices)),
    [before, devices],
  );
  const markPlaced = () => setBefore(new Set(devices?.map(({ key }) => key)));
  return { newcomer, markPlaced };
}
