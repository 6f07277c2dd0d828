import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../../../shared/domain/problem.ts';
import { messageOf } from '../../platform/message-of.ts';
import { readRegularFileSync } from '../../platform/regular-file.ts';
import { MAX_BYTES, MAX_ROOTS, rootPath } from '../../published/layout.ts';
import { writeDurably } from '../../platform/write-durably.ts';
import type { PublicationFiles } from '../sources/gather.ts';
import type { TrustedRoot } from './trusted-root.ts';
import { asResult } from './refusal.ts';
import { followRoots } from './root-chain.ts';

/** Roots learned since the one that all trust starts from, oldest first: `[{ "version": 2, "root": "…" }]`. */
const fileIn = (directory: string): string => path.join(directory, 'roots.json');
const backupOf = (file: string): string => `${file}.backup`;

export interface LocalRoots {
  readonly root: TrustedRoot;
  /** Their files, to be kept with every publication. */
  readonly files: PublicationFiles;
  /** Why the stored ones, or some of them, could not be used. */
  readonly problem: Problem | null;
}

/** The newest root this PC has learned. Damaged ones are no loss: the trusted root stands, and learns them again. */
export async function readLocalRoots(directory: string, trusted: TrustedRoot): Promise<LocalRoots> {
  const file = fileIn(directory);
  const [first, second] = [file, backupOf(file)].map((copy) => readChain(copy, trusted));
  const better = second!.root.version > first!.root.version ? second! : first!;
  return { ...better, problem: first!.problem };
}

function readChain(file: string, trusted: TrustedRoot): LocalRoots {
  const none = (problem: Problem | null): LocalRoots => ({ root: trusted, files: new Map(), problem });
  let stored: unknown;
  try {
    stored = JSON.parse(readRegularFileSync(file, MAX_ROOTS * MAX_BYTES.root).toString('utf8'));
  } catch (cause) {
    const absent = (cause as { code?: unknown }).code === 'ENOENT';
    return none(absent ? null : { code: 'publication-roots-damaged', params: { file, detail: messageOf(cause) } });
  }
  if (!Array.isArray(stored))
    return none({ code: 'publication-roots-damaged', params: { file, detail: typeof stored } });
  const files = new Map<string, Uint8Array>();
  for (const entry of stored as ({ version?: unknown; root?: unknown } | null)[])
    if (typeof entry?.version === 'number' && typeof entry.root === 'string')
      files.set(rootPath(entry.version), Buffer.from(entry.root));
  const chain = asResult(() => followRoots((name) => files.get(name) ?? null, trusted));
  if (!chain.ok) return none({ code: 'publication-roots-damaged', params: { file, detail: chain.problem.code } });
  return { root: chain.value, files, problem: null };
}

/** Keeps the roots after the trusted one, up to the newest, and a second copy of them. What was there otherwise goes. */
export function writeLocalRoots(directory: string, roots: PublicationFiles): void {
  const entries = [...roots].flatMap(([name, bytes]) => {
    const version = /^metadata\/(\d+)\.root\.json$/.exec(name)?.[1];
    return version === undefined ? [] : [{ version: Number(version), root: Buffer.from(bytes).toString('utf8') }];
  });
  const text = JSON.stringify(entries.toSorted((a, b) => a.version - b.version));
  for (const file of [fileIn(directory), backupOf(fileIn(directory))])
    if (entries.length > 0) writeDurably(file, text);
    else rmSync(file, { force: true });
}
