import type { ContractClient } from '../../../../shared/contract.ts';
import type { OutboxState } from '../../../../shared/domain/delivery.ts';
import { useStream } from '../../connection/use-stream.ts';

const outbox = (client: ContractClient, signal: AbortSignal) => client.requests.outbox(undefined, { signal });

/** What waits to be sent, as the host pushes it. */
export const useOutbox = (): OutboxState | null => useStream(outbox);
