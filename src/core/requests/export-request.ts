import type { FileToKeep } from '../../shared/domain/request-record.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import { MESSAGE_SCHEMA, type ServiceMessage } from '../../shared/domain/request-lifecycle.ts';
import { signFile } from '../signing/signed-file.ts';
import type { SigningKey } from '../signing/signing-key.ts';
import type { RequestStore } from '../store/request-store.ts';

/** The request as a signed file, for a stick: the same message, with the same id, as through a channel. */
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
  return succeed({
    fileName: `${request.number}.vrlab.json`,
    mediaType: 'application/json',
    base64: Buffer.from(signFile(message, key.value)).toString('base64'),
  });
}
