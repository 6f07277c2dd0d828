import { rmSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { findNewestInstalled } from '../../../src/core/publication/choose-publication.ts';
import { readEmbedded } from '../../../src/core/publication/embedded.ts';
import { installedDirectoryIn, readInstalled } from '../../../src/core/publication/installed-publications.ts';
import {
  DOCUMENT_NAMES,
  rootPath,
  snapshotPath,
  targetsPath,
  TIMESTAMP_PATH,
} from '../../../src/core/published/layout.ts';
import { folderSource } from '../../../src/core/publication/sources/folder-source.ts';
import { gather, type PublicationSource } from '../../../src/core/publication/sources/publication-source.ts';
import { parseRoot, type TrustedRoot } from '../../../src/core/publication/trust/metadata.ts';
import { verifyPublication } from '../../../src/core/publication/trust/verify-publication.ts';
import { memorySource, PublicationPc } from '../../support/publication/publication-pc.ts';

afterEach(() => void vi.unstubAllEnvs());

/** Publication 3 is installed and brought a new root; others before it, where asked for. */
async function pcWith(...before: number[]) {
  const pc = new PublicationPc();
  for (const version of before) expect(await pc.refusal(pc.publisher.publish(version))).toBeNull();
  pc.publisher.rotate('timestamp');
  const files = pc.publisher.publish(3);
  expect(await pc.refusal(files)).toBeNull();
  const embedded = await readEmbedded(pc.embedded);
  if (!embedded.ok) throw new Error(embedded.problem.code);
  return { pc, files, embedded: embedded.value, newest: path.join(installedDirectoryIn(pc.data), '3.3') };
}

const METADATA = [rootPath(2), TIMESTAMP_PATH, snapshotPath(3), targetsPath(3)];

/** Roots and timestamp have no hash over them: without the line break at the end they are still whole. */
const wholeWithoutBreak = (name: string, whole: Uint8Array): number[] =>
  name === TIMESTAMP_PATH || name === rootPath(2) ? [whole.length - 1] : [];

/** The root a file is judged by: the second one is followed only where it is what was cut off, to save its signatures. */
const rootFor = (name: string, pc: PublicationPc, first: TrustedRoot): TrustedRoot =>
  name === rootPath(2) ? first : parseRoot(pc.publisher.roots.get(rootPath(2))!, rootPath(2));

describe('an installed publication cut off at every byte', () => {
  it.each(METADATA)('of %s: never a crash, never accepted, the embedded one stands', async (name) => {
    const { pc, files, embedded, newest } = await pcWith();
    // Without the roots beside it the installed one stands on its own files.
    for (const file of ['roots.json', 'roots.json.backup']) rmSync(path.join(installedDirectoryIn(pc.data), file));
    const trusted = rootFor(name, pc, embedded.root);
    const published = embedded.publication;
    if (!published.ok) throw new Error(published.problem.code);
    // Only the file that is cut off is read from the disk again and again.
    const [disk, rest] = [folderSource(newest), memorySource(files)];
    const source: PublicationSource = {
      place: newest,
      read: (file, maxBytes) => (file === name ? disk : rest).read(file, maxBytes),
    };
    const whole = files.get(name)!;
    const inUse = new Set([whole.length - 2, Math.ceil(whole.length / 2), 1, 0]);
    const [taken, refusals] = [[] as number[], new Set<string>()];
    for (let length = whole.length - 1; length >= 0; length -= 1) {
      truncateSync(path.join(newest, name), length);
      const installed = await readInstalled({ folder: newest, version: 3, timestampVersion: 3 }, trusted, source);
      if (installed.ok) taken.push(length);
      else refusals.add(installed.problem.code);
      if (!inUse.has(length)) continue;
      const chosen = await findNewestInstalled({ kind: 'built-in', root: embedded.root }, published.value, pc.data);
      expect([chosen.installed, chosen.problems.map(({ code }) => code)]).toEqual([
        null,
        ['publication-kept-passed-over'],
      ]);
    }
    expect(taken).toEqual(wholeWithoutBreak(name, whole));
    expect([...refusals]).toEqual([
      wholeWithoutBreak(name, whole).length > 0 ? 'publication-damaged' : 'publication-mismatch',
    ]);
  });

  it('says which one is in use instead, and that a newer one was here', async () => {
    const { pc, newest } = await pcWith(2);
    truncateSync(path.join(newest, targetsPath(3)), 100);
    const { verified, origin, problems } = await pc.chosen();
    // Publication 2 was signed with the timestamp key that is replaced: it does not come back.
    expect([verified.version, origin.kind]).toEqual([1, 'embedded']);
    expect(problems.map(({ code }) => code)).toEqual(['publication-kept-passed-over', 'publication-older-than-before']);
    expect(problems[0]?.params).toMatchObject({ version: '3.3', because: 'publication-mismatch' });
  });

  it('falls back to the kept one before while its keys count', async () => {
    const pc = new PublicationPc();
    for (const version of [2, 3, 4]) expect(await pc.refusal(pc.publisher.publish(version))).toBeNull();
    truncateSync(path.join(installedDirectoryIn(pc.data), '4.4', TIMESTAMP_PATH), 0);
    expect(await pc.inUse()).toBe(3);
    rmSync(path.join(installedDirectoryIn(pc.data), '3.3', 'targets'), { recursive: true });
    expect(await pc.inUse()).toBe(2);
    // Installing again repairs it.
    expect(await pc.refusal(pc.publisher.publish(4))).toBeNull();
    expect((await pc.chosen()).problems).toEqual([]);
    expect(await pc.inUse()).toBe(4);
  });
});

describe('an offered publication cut off at every byte', () => {
  it.each(METADATA)('of %s is refused', async (name) => {
    const pc = new PublicationPc();
    pc.publisher.rotate('timestamp');
    const files = pc.publisher.publish(3);
    const embedded = await readEmbedded(pc.embedded);
    if (!embedded.ok) throw new Error(embedded.problem.code);
    const trusted = rootFor(name, pc, embedded.value.root);
    const whole = files.get(name)!;
    const taken: number[] = [];
    for (let length = 0; length < whole.length; length += 1) {
      const offer = memorySource(new Map(files).set(name, whole.subarray(0, length)));
      const cut = await gather(offer, trusted.version + 1);
      if (!cut.ok) throw new Error(cut.problem.code);
      const verified = verifyPublication((file) => cut.value.get(file) ?? null, trusted);
      if (verified.ok) taken.push(length);
    }
    expect(taken).toEqual(wholeWithoutBreak(name, whole));
  });
});

describe('the embedded publication', () => {
  it.each([...METADATA.slice(1), ...DOCUMENT_NAMES])(
    'without a sound %s gives way to a kept one, and says so',
    async (name) => {
      const { pc } = await pcWith();
      const files = pc.publisher.publish(1);
      const wanted = name.replace('3.', '1.');
      const file = [...files.keys()].find((key) => key === wanted || key.endsWith(`.${wanted}.json`));
      // The pc's program was published by the same publisher: same names, other bytes.
      truncateSync(path.join(pc.embedded, file!), 10);
      const { verified, problems } = await pc.chosen();
      expect([verified.version, problems.map(({ code }) => code)]).toEqual([3, ['publication-embedded-damaged']]);
    },
  );
});
