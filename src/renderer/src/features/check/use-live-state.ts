import { useEffect, useState } from 'react';
import type { LiveState } from '../../../../shared/domain/live-state.ts';
import { useClient } from '../../connection/context.ts';

/** What is connected now, as the host pushes it. */
export function useLiveState(): LiveState | null {
  const client = useClient();
  const [state, setState] = useState<LiveState | null>(null);
  useEffect(() => {
    const ended = new AbortController();
    const follow = async () => {
      for await (const next of await client.check.live(undefined, { signal: ended.signal })) setState(next);
    };
    // The connection's own loss is shown by the root.
    follow().catch(() => undefined);
    return () => ended.abort();
  }, [client]);
  return state;
}
