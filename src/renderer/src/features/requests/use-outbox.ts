import { useEffect, useState } from 'react';
import type { OutboxState } from '../../../../shared/domain/delivery.ts';
import { useClient } from '../../connection/context.ts';

/** What waits to be sent, as the host pushes it; null until it is known. */
export function useOutbox(): OutboxState | null {
  const client = useClient();
  const [state, setState] = useState<OutboxState | null>(null);
  useEffect(() => {
    const ended = new AbortController();
    const follow = async () => {
      for await (const next of await client.requests.outbox(undefined, { signal: ended.signal })) setState(next);
    };
    // The connection's own loss is shown by the root; a store that cannot be used by the troubles.
    follow().catch(() => undefined);
    return () => ended.abort();
  }, [client]);
  return state;
}
