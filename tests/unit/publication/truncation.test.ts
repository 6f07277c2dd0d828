import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { newestOf } from '../../../src/core/publication/choose-publication.ts';
import { readEmbedded } from '../../../src/core/publication/embedded.ts';
import { keptDirectoryIn } from '../../../src/core/publication/kept/kept-folders.ts';
import {
  PART_NAMES,
  rootPath,
  snapshotPath,
  targetsPath,
  TIMESTAMP_PATH,
} from '../../../src/core/publication/layout.ts';
import { gather } from '../../../src/core/publication/sources/gather.ts';
import { verifyPublication } from '../../../src/core/publication/trust/verify-publication.ts';
import { memorySource, PublicationPc } from '../../support/publication-pc.ts';

afterEach(() => void vi.unstubAllEnvs());

/** Publication 3 is kept and brought a new root; others before it, where asked for. */
async function pcWith(...before: number[]) {
  const pc = new PublicationPc();
  for (const version of before) expect(await pc.refusal(pc.publisher.publish(version))).toBeNull();
  pc.publisher.rotate('timestamp');
  expect(await pc.refusal(pc.publisher.publish(3))).toBeNull();
  const embedded = await readEmbedded(pc.embedded);
  if (!embedded.ok) throw new Error(embedded.problem.code);
  const { root, publication } = embedded.value;
  if (!publication.ok) throw new Error(publication.problem.code);
  const trust = { kind: 'built-in' as const, root };
  return { pc, trust, embedded: publication.value, newest: path.join(keptDirectoryIn(pc.data), '3.3') };
}

const METADATA = [rootPath(2), TIMESTAMP_PATH, snapshotPath(3), targetsPath(3)];

describe('a kept publication cut off at every byte', () => {
  it.each(METADATA)(
    'of %s: never a crash, never accepted, the embedded one stands',
    async (name) => {
      const { pc, trust, embedded, newest } = await pcWith(2);
      // Without the roots beside it the kept one stands on its own files.
      for (const file of ['roots.json', 'roots.json.backup']) rmSync(path.join(keptDirectoryIn(pc.data), file));
      const file = path.join(newest, name);
      const whole = readFileSync(file);
      const lengths = { refused: 0, taken: [] as number[] };
      for (let length = 0; length < whole.length; length += 1) {
        writeFileSync(file, whole.subarray(0, length));
        const { kept, problems } = await newestOf(trust, embedded, pc.data);
        if (kept?.folder.version === 3) lengths.taken.push(length);
        else if (problems[0]?.code === 'publication-kept-passed-over') lengths.refused += 1;
      }
      // Roots and timestamp have no hash over them: without the line break at the end they are still whole.
      const withoutBreak = name === TIMESTAMP_PATH || name === rootPath(2) ? [whole.length - 1] : [];
      expect(lengths).toEqual({ refused: whole.length - withoutBreak.length, taken: withoutBreak });
    },
    180_000,
  );

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
    truncateSync(path.join(keptDirectoryIn(pc.data), '4.4', TIMESTAMP_PATH), 0);
    expect(await pc.inUse()).toBe(3);
    rmSync(path.join(keptDirectoryIn(pc.data), '3.3', 'targets'), { recursive: true });
    expect(await pc.inUse()).toBe(2);
    // Installing again repairs it.
    expect(await pc.refusal(pc.publisher.publish(4))).toBeNull();
    expect((await pc.chosen()).problems).toEqual([]);
    expect(await pc.inUse()).toBe(4);
  });
});

describe('an offered publication cut off at every byte', () => {
  it.each(METADATA)(
    'of %s is refused',
    async (name) => {
      const { pc, trust } = await pcWith(2);
      const files = new Map(pc.publisher.publish(3));
      const whole = files.get(name)!;
      const taken: number[] = [];
      for (let length = 0; length < whole.length; length += 1) {
        const cut = await gather(memorySource(new Map(files).set(name, whole.subarray(0, length))), 2);
        if (!cut.ok) throw new Error(cut.problem.code);
        const verified = verifyPublication((file) => cut.value.get(file) ?? null, trust.root);
        if (verified.ok) taken.push(length);
      }
      expect(taken).toEqual(name === TIMESTAMP_PATH || name === rootPath(2) ? [whole.length - 1] : []);
    },
    180_000,
  );
});

describe('the publication of the program', () => {
  it.each([...METADATA.slice(1), ...PART_NAMES])(
    'without a sound %s gives way to a kept one, and says so',
    async (name) => {
      const { pc } = await pcWith(2);
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
