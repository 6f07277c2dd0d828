import { writeFileSync } from 'node:fs';
import { MAX_SIGNED_BYTES, signFile } from '../../core/signing/signed-file.ts';
import { signingKeyFrom, type SigningKey } from '../../core/signing/signing-key.ts';
import {
  REQUEST_UPDATES_SCHEMA,
  type RequestUpdates,
  requestUpdatesSchema,
} from '../../core/delivery/status-updates.ts';
import { validateNamed } from '../../core/platform/read-json-file.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { readOperatorFile, readOperatorJson } from '../operator-files.ts';
import { BAD_USAGE, type Command } from './command.ts';

/** `sign-updates FILE --key desk.pem --out FILE`: what the service desk reports about requests, as PCs import it. */
export const signUpdates: Command = ({ names: [file], options }, { say, print, problem }) => {
  const { key: keyFile, out } = options;
  if (file === undefined || typeof keyFile !== 'string' || typeof out !== 'string') return null;
  const signed = signedUpdates(file, keyFile);
  if (!signed.ok) {
    problem(signed.problem);
    return BAD_USAGE;
  }
  const { updates, bytes } = signed.value;
  try {
    writeFileSync(out, bytes);
  } catch (cause) {
    problem({ code: 'file-not-written', params: { file: out, detail: (cause as Error).message } });
    return BAD_USAGE;
  }
  print(say('sign-updates.done', { file: out, number: updates.updates.length }));
  return 0;
};

function signedUpdates(file: string, keyFile: string): Result<{ updates: RequestUpdates; bytes: Uint8Array }> {
  const updates = validateNamed(file, readOperatorJson(file), requestUpdatesSchema, REQUEST_UPDATES_SCHEMA);
  if (!updates.ok) return updates;
  const key = readDeskKey(keyFile);
  if (!key.ok) return key;
  const bytes = signFile(updates.value, key.value);
  // What no PC would import is not written.
  return bytes.length > MAX_SIGNED_BYTES
    ? fail('signed-file-too-large', { file, kilobytes: Math.round(bytes.length / 1000) })
    : succeed({ updates: updates.value, bytes });
}

/** The desk's private key. @returns `publisher-no-desk-key`. */
export function readDeskKey(file: string): Result<SigningKey> {
  const key = signingKeyFrom(readOperatorFile(file).toString('utf8'));
  return key === null ? fail('publisher-no-desk-key', { file }) : succeed(key);
}
