import type { ContractClient } from '../../../../shared/contract.ts';
import type { LiveState } from '../../../../shared/domain/check-run.ts';
import { useStream } from '../../connection/use-stream.ts';

const live = (client: ContractClient, signal: AbortSignal) => client.check.live(undefined, { signal });

/** What is connected now, as the host pushes it. */
export const useLiveState = (): LiveState | null => useStream(live);
