import { rmSync } from 'node:fs';
import path from 'node:path';
import { MAX_ROOTS, rootPath, MAX_BYTES } from '../../published/layout.ts';
import { requireSignatures, Refusal, parseRoot, type TrustedRoot, asResult } from './metadata.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { messageOf } from '../../platform/message-of.ts';
import { readRegularFileSync } from '../../platform/regular-file.ts';
import { writeDurably } from '../../platform/write-durably.ts';
import type { PublicationFiles } from '../sources/publication-source.ts';

/** Reads a file of the publication; null where there is none. */
export type ReadFile = (path: string) => Uint8Array | null;

/**
 * Reads the first root, with which the program was built. It is trusted because the program is; its own signature is checked when
 * it is created, and would prove nothing here.
 */
export function firstRoot(read: ReadFile): TrustedRoot {
  const file = rootPath(1);
  const bytes = read(file);
  if (bytes === null) throw new Refusal('publication-file-missing', { file });
  return parseRoot(bytes, file);
}

/** Reads a first root that is not trusted yet: checks only that it has version 1 and its own signatures. */
export function introducedRoot(read: ReadFile): TrustedRoot {
  const root = firstRoot(read);
  requireSignatures(root, 'root', root);
  if (root.version !== 1)
    throw new Refusal('publication-mismatch', { file: root.file, detail: `version ${root.version}` });
  return root;
}

/**
 * Follows the roots after a trusted one. Each must be signed by enough root keys of its predecessor and of itself, and have the
 * next version.
 */
export function followRoots(read: ReadFile, trusted: TrustedRoot): TrustedRoot {
  let root = trusted;
  for (let steps = 0; steps < MAX_ROOTS; steps += 1) {
    const version = root.version + 1;
    const file = rootPath(version);
    const bytes = read(file);
    if (bytes === null) return root;
    const next = parseRoot(bytes, file);
    requireSignatures(root, 'root', next);
    requireSignatures(next, 'root', next);
    if (next.version !== version)
      throw new Refusal('publication-mismatch', { file, detail: `version ${next.version}` });
    root = { ...next, anchor: root.anchor };
  }
  return root;
}

/** File with the roots after the trust anchor, oldest first: `[{ "version": 2, "root": "…" }]`. */
const fileIn = (directory: string): string => path.join(directory, 'roots.json');
const backupOf = (file: string): string => `${file}.backup`;

export interface LocalRoots {
  readonly root: TrustedRoot;
  /** Files of these roots, which are stored with every publication. */
  readonly files: PublicationFiles;
  /** Why stored roots could not be used; null where they could. */
  readonly problem: Problem | null;
}

/** Reads the newest root that this PC has learned. Where the file is damaged the trust anchor is used, and the roots are learned again. */
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

/** Stores the roots after the trust anchor, and a backup copy of them. Replaces what was stored before. */
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
