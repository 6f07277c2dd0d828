import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { dueProblem, journalOf, startedWith } from '../support/faults/journal.ts';
import { silentFlips } from '../support/faults/bit-flips.ts';
import { MortalPc, WHOLE } from '../support/faults/mortal-pc.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const has = (program: string): boolean => spawnSync('which', [program]).status === 0;
const mayMount = process.platform === 'linux' && process.getuid?.() === 0;
const CUTS = 400;
const FLIPS = 300;

/** A disk of this size; null where this user may not make one. */
function smallDisk(kibibytes: number): string | null {
  const folder = temporaryFolder();
  if (!mayMount || spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kibibytes}k`, 'tmpfs', folder]).status !== 0)
    return null;
  onTestFinished(() => void spawnSync('umount', ['-l', folder]));
  return folder;
}

describe('a full disk', () => {
  it.for([1024, 2048])(
    'of %i KiB: nothing acknowledged is lost, and once there is room all is sent',
    async (size, { skip }) => {
      const disk = smallDisk(size) ?? skip('this user may not mount a small disk');
      const pc = await new MortalPc(disk).listen();
      await pc.live({ most: 700, leave: true });
      expect(pc.acknowledged.size).toBeGreaterThan(20);
      expect(new Set(pc.refused.values())).toEqual(new Set(['disk-full']));
      spawnSync('mount', ['-o', `remount,size=${size * 20}k`, disk]);
      expect(await pc.reckon()).toMatchObject(WHOLE);
    },
  );
});

describe('a disk that fails', () => {
  it.for<[string, string, number, boolean]>([
    ['fsync', 'EIO', 1, true],
    ['fsync', 'EIO', 9, true],
    ['fsync', 'EIO', 22, true],
    ['fsync', 'EIO', 57, true],
    ['pwrite64', 'ENOSPC', 120, true],
    ['pwrite64', 'EIO', 333, true],
    // Only the mark and the journal suffer.
    ['rename', 'EACCES', 5, false],
    ['ftruncate', 'EIO', 4, false],
  ])(
    '%s answers %s from time %i on for a while: a failed write may have lasted, the same id is one request',
    async ([call, error, first, refuses], { skip }) => {
      skip(!has('strace'), 'needs strace');
      const pc = await new MortalPc(temporaryFolder()).listen();
      await pc.live({ most: 5, leave: true });
      const inject = `inject=${call}:error=${error}:when=${first}..${first + 30}`;
      const under = [
        'strace',
        '-f',
        '-qq',
        '-o',
        path.join(temporaryFolder(), 'trace'),
        '-e',
        `trace=${call}`,
        '-e',
        inject,
      ];
      await pc.live({ most: 40, leave: true, under });
      expect(pc.acknowledged.size).toBeGreaterThan(9);
      expect(pc.refused.size > 0).toBe(refuses);
      expect(await pc.reckon()).toMatchObject(WHOLE);
    },
  );
});

describe('a journal', () => {
  it(`cut off at ${CUTS} lengths: exactly what was whole is there, and the rest is said to be missing`, async () => {
    const folder = temporaryFolder();
    const journal = await journalOf(folder, 12);
    const found = new Set<number>();
    for (let cut = 0; cut <= CUTS; cut += 1) {
      const length = Math.round((journal.bytes.length * cut) / CUTS);
      const started = await startedWith(journal, journal.bytes.subarray(0, length), path.join(folder, `cut-${cut}`));
      expect([cut, started]).toMatchObject([cut, { problem: dueProblem(journal, started.found), goesOn: true }]);
      found.add(started.found);
    }
    expect(found.size).toBe(13);
  });

  it(`with one wrong bit at ${FLIPS} places: the same`, async () => {
    const folder = temporaryFolder();
    const journal = await journalOf(folder, 12);
    for (let flip = 0; flip < FLIPS; flip += 1) {
      const bytes = Buffer.from(journal.bytes);
      const at = Math.floor(((bytes.length - 1) * flip) / FLIPS);
      bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << (flip % 8)), at);
      const started = await startedWith(journal, bytes, path.join(folder, `flip-${flip}`));
      expect([flip, started]).toMatchObject([flip, { problem: dueProblem(journal, started.found), goesOn: true }]);
      expect(started.found).toBeLessThan(journal.filed);
    }
  });
});

it(`a database with one wrong bit at ${FLIPS} places: nothing that people see is other than it was without a word`, async () => {
  const { silent, reported } = await silentFlips(temporaryFolder(), FLIPS);
  expect(silent).toEqual([]);
  expect(reported).toBeGreaterThan(FLIPS / 20);
});
