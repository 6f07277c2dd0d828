import type { Database } from 'better-sqlite3';
import type { ServiceMessage } from '../../shared/domain/request-lifecycle.ts';
import { type ChainGuard, type HeadMemory, createChainGuard } from './chain-guard.ts';
import { createChain, digestOf, hasItsFile } from './request-chain.ts';
import { requestMarkIn } from './chain-mark.ts';

/** Guards the chain of request events, and the messages that its digests cover. */
export function createRequestGuard(dataDirectory: string, database: Database, memory: HeadMemory): ChainGuard {
  const selectNumber = database
    .prepare<[number], string>(
      'SELECT number FROM request_events JOIN requests ON requests.id = request_id WHERE position = ?',
    )
    .pluck();
  return createChainGuard(database, {
    memory,
    markFile: requestMarkIn(dataDirectory),
    chain: createChain(database),
    codes: { missing: 'requests-missing', changed: 'requests-changed', unwritable: 'request-mark-unwritable' },
    changed: () => changedMessages(database),
    numberAt: (position) => selectNumber.get(position) ?? null,
  });
}

/** Finds the positions of events whose message does not match the digest in the chain, in order. */
export function changedMessages(database: Database): number[] {
  const selectBodies = database.prepare<[], { position: number; content: string; body: string | null }>(
    // Content that is no JSON is detected by the chain.
    `SELECT position, content, body FROM (SELECT * FROM request_events WHERE json_valid(content))
       LEFT JOIN messages ON messages.id = content ->> '$.message.id'
     WHERE content ->> '$.message.id' IS NOT NULL ORDER BY position`,
  );
  const changed: number[] = [];
  for (const { position, content, body } of selectBodies.iterate()) if (!fits(content, body)) changed.push(position);
  return changed;
}

/** Whether a message matches the digest in the chain; malformed messages do not. */
function fits(content: string, body: string | null): boolean {
  try {
    const { message } = JSON.parse(content) as { message: { digest: string } };
    if (body === null) return false;
    const stored = JSON.parse(body) as ServiceMessage;
    return digestOf(stored) === message.digest && hasItsFile(stored);
  } catch {
    return false;
  }
}
