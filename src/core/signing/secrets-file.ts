import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type Result, fail, succeed } from '../../shared/domain/result.ts';
import { messageOf } from '../platform/message-of.ts';
import { readJsonFile } from '../platform/read-json-file.ts';
import { Sequencer } from '../platform/sequencer.ts';
import { writeDurably } from '../platform/write-durably.ts';
import type { SecretStore, Secrets } from './secret-store.ts';

const SECRETS_SCHEMA = 'vrlab.secrets/1';
const secretsFileSchema = z.strictObject({
  schema: z.literal(SECRETS_SCHEMA),
  /** Encrypted entry by entry: an entry that this account cannot decrypt does not block the others. */
  sealed: z.record(z.string(), z.string()),
});
const secretsSchema = z.record(z.string(), z.string());

/** Encrypts secrets to the stored text and back; both may throw. */
export interface SecretCipher {
  readonly encrypted: boolean;
  readonly encrypt: (text: string) => string;
  readonly decrypt: (sealed: string) => string;
}

/** A store with all secrets in one file, readable by its owner or the group that its folder is shared with. Problems never contain secrets. */
export function createSecretsFile(file: string, { encrypted, encrypt, decrypt }: SecretCipher): SecretStore {
  // Changes read the whole file and write it back, so they are serialized.
  const sequence = new Sequencer();

  const readAll = async (): Promise<Result<Record<string, string>>> => {
    if (!existsSync(file)) return succeed({});
    const read = await readJsonFile(file, secretsFileSchema, SECRETS_SCHEMA);
    if (read.ok) return succeed(read.value.sealed);
    const { code } = read.problem;
    if (code === 'file-unreadable' || code === 'file-newer-schema') return read;
    // The message of the JSON parser quotes the text around the mistake, so it is left out.
    return fail('secrets-damaged', { file });
  };

  const change = (edit: (all: Record<string, string>) => Record<string, string>): Promise<Result<void>> =>
    sequence.run(async () => {
      const all = await readAll();
      if (!all.ok) return all;
      try {
        const sealed = edit(all.value);
        if (sealed === all.value) return succeed(undefined);
        const content = { schema: SECRETS_SCHEMA, sealed };
        writeDurably(file, `${JSON.stringify(content, null, 1)}\n`);
        return succeed(undefined);
      } catch (cause) {
        return fail('secrets-not-saved', { file, detail: messageOf(cause) });
      }
    });

  return {
    encrypted,
    read: (name) =>
      sequence.run(async () => {
        const all = await readAll();
        if (!all.ok) return all;
        if (!Object.hasOwn(all.value, name)) return succeed(null);
        try {
          return succeed<Secrets>(secretsSchema.parse(JSON.parse(decrypt(all.value[name]!))));
        } catch {
          return fail('secrets-not-opened', { file, name });
        }
      }),
    write: (name, secrets) => change((all) => ({ ...all, [name]: encrypt(JSON.stringify(secrets)) })),
    remove: (name) =>
      change((all) => {
        if (!Object.hasOwn(all, name)) return all;
        return Object.fromEntries(Object.entries(all).filter(([candidate]) => candidate !== name));
      }),
  };
}

/** Secrets as they are: a file in the data folder with the access rights of the folder. */
export const createUnsealedSecrets = (dataDirectory: string): SecretStore =>
  createSecretsFile(path.join(dataDirectory, 'secrets.json'), {
    encrypted: false,
    encrypt: (text) => text,
    decrypt: (sealed) => sealed,
  });

/** Where the desktop program keeps what the operating system sealed for its account. */
export const sealedSecretsFile = (dataDirectory: string): string => path.join(dataDirectory, 'secrets-sealed.json');

/** Whether the desktop program sealed something under that name. */
async function isSealed(file: string, name: string): Promise<boolean> {
  if (!existsSync(file)) return false;
  const read = await readJsonFile(file, secretsFileSchema, SECRETS_SCHEMA);
  return !read.ok || Object.hasOwn(read.value.sealed, name);
}

/**
 * An unencrypted store, for hosts without encryption. What the desktop program sealed is there, and cannot be opened here
 * (`secrets-sealed`): a second key of this PC in its place would take away the first.
 */
export function createPlainSecretStore(dataDirectory: string): SecretStore {
  const unsealed = createUnsealedSecrets(dataDirectory);
  return {
    ...unsealed,
    async read(name) {
      const known = await unsealed.read(name);
      if (!known.ok || known.value !== null) return known;
      const file = sealedSecretsFile(dataDirectory);
      return (await isSealed(file, name)) ? fail('secrets-sealed', { file, name }) : known;
    },
  };
}
