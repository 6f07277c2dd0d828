import type { Database } from 'better-sqlite3';
import type { ServiceMessage } from '../../shared/domain/request-lifecycle.ts';
import { type ChainGuard, createChainGuard, type HeadMemory } from './chain-guard.ts';
import { createChain, digestOf } from './request-chain.ts';
import { requestMarkFileIn } from './request-mark.ts';

/** Watches over what was filed: its chain, and the messages the chain speaks of. */
export function createRequestGuard(dataDirectory: string, database: Database, memory: HeadMemory): ChainGuard {
  const selectNumber = database
    .prepare<[number], string>(
      'SELECT number FROM request_events JOIN requests ON requests.id = request_id WHERE position = ?',
    )
    .pluck();
  return createChainGuard(database, {
    memory,
    markFile: requestMarkFileIn(dataDirectory),
    chain: createChain(database),
    codes: { missing: 'requests-missing', changed: 'requests-changed', unwritable: 'request-mark-unwritable' },
    changed: () => changedMessages(database),
    numberAt: (position) => selectNumber.get(position) ?? null,
  });
}

/** Positions of events whose message is not the one that the chain speaks of, in order. */
export function changedMessages(database: Database): number[] {
  const selectBodies = database.prepare<[], { position: number; content: string; body: string | null }>(
    // What is no JSON is found by the chain.
    `SELECT position, content, body FROM (SELECT * FROM request_events WHERE json_valid(content))
       LEFT JOIN messages ON messages.id = content ->> '$.message.id'
     WHERE content ->> '$.message.id' IS NOT NULL ORDER BY position`,
  );
  const changed: number[] = [];
  for (const { position, content, body } of selectBodies.iterate()) if (!fits(content, body)) changed.push(position);
  return changed;
}

/** Whether a message is the one that the chain speaks of; one of another shape is not. */
function fits(content: string, body: string | null): boolean {
  try {
    const { message } = JSON.parse(content) as { message: { digest: string } };
    return body !== null && digestOf(JSON.parse(body) as ServiceMessage) === message.digest;
  } catch {
    return false;
  }
}
