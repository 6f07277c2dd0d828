import { existsSync } from 'node:fs';
import { z } from 'zod';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { messageOf } from '../platform/message-of.ts';
import { writeDurably } from '../platform/write-durably.ts';
import { readJsonFile } from '../platform/read-json-file.ts';
import type { Secrets, SecretStore } from './secret-store.ts';

const SECRETS_SCHEMA = 'vrlab.secrets/1';
const secretsFileSchema = z.strictObject({
  schema: z.literal(SECRETS_SCHEMA),
  /** Each sealed by itself: what one account cannot open hinders no other. */
  sealed: z.record(z.string(), z.string()),
});
const secretsSchema = z.record(z.string(), z.string());

/** Turns secrets into the text that is kept and back; both may throw. */
export interface Seal {
  readonly encrypted: boolean;
  readonly seal: (text: string) => string;
  readonly unseal: (sealed: string) => string;
}

/** Secrets in one file that only its owner reads, or the group its folder is shared with, written durably. Problems never tell what is in it. */
export function sealedSecretsIn(file: string, { encrypted, seal, unseal }: Seal): SecretStore {
  // What reads and writes back must not overlap with another that does.
  let last: Promise<unknown> = Promise.resolve();
  const afterThat = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const next = last.then(work, work);
    last = next;
    return next;
  };

  const readAll = async (): Promise<Result<Record<string, string>>> => {
    if (!existsSync(file)) return succeed({});
    const read = await readJsonFile(file, secretsFileSchema, SECRETS_SCHEMA);
    if (read.ok) return succeed(read.value.sealed);
    const { code } = read.problem;
    if (code === 'file-unreadable' || code === 'file-newer-schema') return read;
    // The parser's message quotes the text around a mistake.
    return fail('secrets-damaged', { file });
  };

  const change = (edit: (all: Record<string, string>) => Record<string, string>): Promise<Result<void>> =>
    afterThat(async () => {
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
      afterThat(async () => {
        const all = await readAll();
        if (!all.ok) return all;
        if (!Object.hasOwn(all.value, name)) return succeed(null);
        try {
          return succeed<Secrets>(secretsSchema.parse(JSON.parse(unseal(all.value[name]!))));
        } catch {
          return fail('secrets-not-opened', { file, name });
        }
      }),
    write: (name, secrets) => change((all) => ({ ...all, [name]: seal(JSON.stringify(secrets)) })),
    remove: (name) =>
      change((all) => {
        if (!Object.hasOwn(all, name)) return all;
        return Object.fromEntries(Object.entries(all).filter(([candidate]) => candidate !== name));
      }),
  };
}
