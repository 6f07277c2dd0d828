import { rmSync } from 'node:fs';
import path from 'node:path';
import { MAX_ROOTS, rootPath, MAX_BYTES } from '../../published/layout.ts';
import { requireSignatures, Refusal, parseRoot, type TrustedRoot, asResult } from './metadata.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { messageOf } from '../../platform/message-of.ts';
import { readRegularFileSync } from '../../platform/regular-file.ts';
import { writeDurably } from '../../platform/write-durably.ts';
import type { PublicationFiles } from '../sources/publication-source.ts';

/** @returns the bytes of a file of the publication, null when there is none. */
export type ReadFile = (path: string) => Uint8Array | null;

/**
 * The root this program was built with. It is trusted because the program itself is; that it signed itself is checked when
 * it is made, and would add nothing here.
 */
export function firstRoot(read: ReadFile): TrustedRoot {
  const file = rootPath(1);
  const bytes = read(file);
  if (bytes === null) throw new Refusal('publication-file-missing', { file });
  return parseRoot(bytes, file);
}

/** A first root that nobody vouches for yet: what can be asked of it is that it is the first one and signed itself. */
export function introducedRoot(read: ReadFile): TrustedRoot {
  const root = firstRoot(read);
  requireSignatures(root, 'root', root);
  if (root.version !== 1)
    throw new Refusal('publication-mismatch', { file: root.file, detail: `version ${root.version}` });
  return root;
}

/**
 * Follows the roots after a trusted one. Each must be signed by enough root keys of the one before and of itself, and count
 * up by one.
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
