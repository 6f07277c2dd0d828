import type { FileToKeep, ImportReport } from '../../shared/domain/request-record.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import { MESSAGE_SCHEMA, type ServiceMessage } from '../../shared/domain/request-lifecycle.ts';
import type { RequestUpdates } from '../delivery/status-updates.ts';
import { fileToKeep } from '../platform/file-to-keep.ts';
import { signFile } from '../signing/signed-file.ts';
import type { SigningKey } from '../signing/signing-key.ts';
import type { RequestStore } from '../store/request-store.ts';

/** The request as a signed file, for a USB drive: the same message, with the same id, as through a channel. */
export async function exportRequest(
  id: string,
  store: RequestStore,
  deviceKey: () => Promise<Result<SigningKey>>,
): Promise<Result<FileToKeep>> {
  const stored = await store.get(id);
  if (!stored.ok) return stored;
  const key = await deviceKey();
  if (!key.ok) return key;
  const { request } = stored.value;
  const message: ServiceMessage = { schema: MESSAGE_SCHEMA, id: request.id, type: 'request', request };
  return succeed(fileToKeep(`${request.number}.vrlab.json`, 'application/json', signFile(message, key.value)));
}

/** Refusals that are about one update; anything else (a database that cannot be used) ends the import. */
const OF_ONE_UPDATE = new Set(['request-not-found', 'request-event-not-allowed']);

/**
 * Adds the service desk's news to its requests, in the order of their instants. What was imported before changes nothing, so a file
 * can be read again, and one that covers several stations can be read at each.
 */
export async function importUpdates({ updates }: RequestUpdates, store: RequestStore): Promise<Result<ImportReport>> {
  const report = { taken: 0, known: 0, refused: [] as ImportReport['refused'] };
  for (const event of updates.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    const before = await store.get(event.request);
    const known = before.ok && before.value.events.some(({ id }) => id === event.id);
    const added = known ? before : await store.addEvent({ event, message: null, channels: [] });
    if (added.ok) report[known ? 'known' : 'taken'] += 1;
    else if (OF_ONE_UPDATE.has(added.problem.code))
      report.refused.push({ number: before.ok ? before.value.request.number : null, code: added.problem.code });
    else return added;
  }
  return succeed(report);
}
