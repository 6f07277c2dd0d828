import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { VERSION } from '../../../src/core/platform/version.ts';
import { listInstallations } from '../../../src/core/publication/install/publication-log.ts';
import {
  MAX_INSTALLED,
  VALIDATED_BY,
  installedDirectoryIn,
} from '../../../src/core/publication/installed-publications.ts';
import { rootPath } from '../../../src/core/published/layout.ts';
import { databaseFileIn } from '../../../src/core/store/database.ts';
import { createRunStore } from '../../../src/core/store/run-store.ts';
import { problemParam } from '../../../src/shared/domain/problem.ts';
import { PublicationPc } from '../../support/publication/publication-pc.ts';
import { run } from '../../support/pc/runs.ts';

afterEach(() => void vi.unstubAllEnvs());
const DAY_MS = 86_400_000;

async function pcWith(...versions: number[]): Promise<PublicationPc> {
  const pc = new PublicationPc();
  for (const version of versions) expect(await pc.refusal(pc.publisher.publish(version))).toBeNull();
  return pc;
}

const MEMORIES: Record<string, (pc: PublicationPc) => void> = {
  'the data folder': (pc) => rmSync(pc.data, { recursive: true }),
  'the state folder': (pc) => rmSync(pc.state, { recursive: true }),
  'everything but the database'(pc) {
    rmSync(pc.state, { recursive: true });
    for (const name of readdirSync(pc.data).filter((entry) => !entry.startsWith('vrlab.sqlite')))
      rmSync(path.join(pc.data, name), { recursive: true });
  },
  'everything but the mark in the data folder'(pc) {
    rmSync(pc.state, { recursive: true });
    for (const name of readdirSync(pc.data).filter((entry) => entry !== 'publication-mark.json'))
      rmSync(path.join(pc.data, name), { recursive: true });
  },
};

describe('deleted state of publications', () => {
  it.each(Object.keys(MEMORIES))('%s: an older publication is refused all the same', async (what) => {
    const pc = await pcWith(2, 3);
    MEMORIES[what]!(pc);
    expect(await pc.install(pc.publisher.publish(2, { snapshot: 9, timestamp: 9 }))).toMatchObject({
      ok: false,
      problem: { code: 'publication-rollback', params: { found: 2, known: 3 } },
    });
    expect(await pc.refusal(pc.publisher.publish(4))).toBeNull();
  });

  it('is the end of memory only when all of it is gone; then the program still knows its own', async () => {
    const pc = await pcWith(3);
    rmSync(pc.data, { recursive: true });
    rmSync(pc.state, { recursive: true });
    expect(await pc.refusal(pc.publisher.publish(2))).toBeNull();
    const below = new PublicationPc(pc.publisher, 5);
    expect(await below.refusal(pc.publisher.publish(4))).toBe('publication-rollback');
  });

  it('of the publications alone is said at the next start', async () => {
    const pc = await pcWith(2, 3);
    rmSync(installedDirectoryIn(pc.data), { recursive: true });
    const { verified, problems } = await pc.chosen();
    expect([verified.version, problems]).toEqual([
      1,
      [{ code: 'publication-older-than-before', params: { found: 1, known: 3 } }],
    ]);
  });

  it('an older timestamp of the same publication is refused as well', async () => {
    const pc = await pcWith();
    const old = pc.publisher.publish(2, { at: new Date(Date.now() - 100 * DAY_MS) });
    expect(await pc.refusal(pc.publisher.publish(2, { snapshot: 3, timestamp: 3 }))).toBeNull();
    rmSync(pc.data, { recursive: true });
    expect(await pc.install(old)).toMatchObject({
      problem: { code: 'publication-rollback', params: { what: 'timestamp' } },
    });
  });

  it.each(['not json', '{"version":"9"}', '[]', 'null', '{"version":-1}', ''])(
    'a mark that reads %j does no harm',
    async (text) => {
      const pc = await pcWith(2);
      writeFileSync(path.join(pc.data, 'publication-mark.json'), text);
      expect(await pc.refusal(pc.publisher.publish(3))).toBeNull();
    },
  );
});

describe('installed publications', () => {
  it(`are the last ${MAX_INSTALLED}`, async () => {
    const pc = await pcWith(2, 3, 4, 5);
    const names = readdirSync(installedDirectoryIn(pc.data)).filter((name) => /^\d/.test(name));
    expect(names.toSorted()).toEqual(['3.3', '4.4', '5.5']);
    expect((await listInstallations(pc.data)).map(({ version, place }) => [version, place])).toEqual(
      [5, 4, 3, 2].map((version) => [version, 'memory']),
    );
  });

  it('signed again are taken, without a new version', async () => {
    const pc = await pcWith(2);
    expect(await pc.refusal(pc.publisher.publish(2, { snapshot: 3, timestamp: 3 }))).toBeNull();
    expect((await pc.chosen()).verified).toMatchObject({ version: 2, timestampVersion: 3 });
    const same = pc.publisher.publish(3);
    expect(await pc.install(same)).toMatchObject({ ok: true, value: { inUse: false } });
    expect(await pc.install(same)).toMatchObject({ ok: true, value: { inUse: true } });
  });

  it('under a false name are not believed', async () => {
    const pc = await pcWith(2, 3);
    const directory = installedDirectoryIn(pc.data);
    renameSync(path.join(directory, '2.2'), path.join(directory, '99.1'));
    const { verified, problems } = await pc.chosen();
    expect([verified.version, problemParam(problems[0]!, 'because')]).toEqual([3, 'publication-mismatch']);
  });

  it('give way to a newer one that comes with a new program', async () => {
    const pc = await pcWith(2);
    const updated = new PublicationPc(pc.publisher, 3);
    Object.assign(pc, { embedded: updated.embedded });
    expect((await pc.chosen()).origin.kind).toBe('embedded');
  });

  it('are checked against the schemas again by another program version, once', async () => {
    const pc = await pcWith(2);
    const note = path.join(installedDirectoryIn(pc.data), '2.2', VALIDATED_BY);
    writeFileSync(note, '0.0.1\n');
    expect(await pc.inUse()).toBe(2);
    expect(readFileSync(note, 'utf8')).toBe(`${VERSION}\n`);
  });

  it('leave nothing behind when an installation was interrupted', async () => {
    const pc = await pcWith(2);
    const left = path.join(installedDirectoryIn(pc.data), '.incoming-left');
    mkdirSync(left);
    expect(await pc.inUse()).toBe(2);
    expect(await pc.refusal(pc.publisher.publish(3))).toBeNull();
    expect(existsSync(left)).toBe(false);
  });

  it('need no database: a damaged one neither stops the installation nor is touched', async () => {
    const pc = await pcWith();
    mkdirSync(pc.data, { recursive: true });
    writeFileSync(databaseFileIn(pc.data), 'no database'.repeat(1000));
    expect(await pc.refusal(pc.publisher.publish(2))).toBeNull();
    expect(await pc.inUse()).toBe(2);
  });
});

describe('the locally learned root', () => {
  it.each(['', '[', '[{"version":2,"root":"{}"}]', 'null', '[]', '[null]'])(
    'damaged to %j: its backup stands in',
    async (text) => {
      const pc = await pcWith(2);
      const old = pc.publisher.publish(4);
      pc.publisher.rotate('targets', 'snapshot', 'timestamp');
      expect(await pc.refusal(pc.publisher.publish(3))).toBeNull();
      writeFileSync(path.join(installedDirectoryIn(pc.data), 'roots.json'), text);
      rmSync(path.join(installedDirectoryIn(pc.data), '3.3'), { recursive: true });
      expect(await pc.refusal(old)).toBe('publication-not-signed');
    },
  );

  it('deleted with everything that was kept: keys replaced before do not count again', async () => {
    const pc = await pcWith(2);
    const old = pc.publisher.publish(4);
    pc.publisher.rotate('targets', 'snapshot', 'timestamp');
    expect(await pc.refusal(pc.publisher.publish(3))).toBeNull();
    rmSync(pc.data, { recursive: true });
    expect(await pc.install(old)).toMatchObject({
      problem: { code: 'publication-rollback', params: { what: 'root', found: 1, known: 2 } },
    });
    expect(await pc.refusal(pc.publisher.publish(4))).toBeNull();
  });

  it('lost altogether: the embedded one stands, and learns the rest from the kept publication', async () => {
    const pc = await pcWith(2);
    pc.publisher.rotate('timestamp');
    expect(await pc.refusal(pc.publisher.publish(3))).toBeNull();
    for (const file of ['roots.json', 'roots.json.backup'])
      writeFileSync(path.join(installedDirectoryIn(pc.data), file), '{"cut');
    const { verified, problems } = await pc.chosen();
    expect([verified.version, verified.root.version]).toEqual([3, 2]);
    expect(problems.map(({ code }) => code)).toEqual(['publication-roots-damaged']);
    expect(await pc.refusal(pc.publisher.publish(4))).toBeNull();
    expect((await pc.chosen()).problems).toEqual([]);
  });

  it('of the program, damaged, is a reason to install the program again', async () => {
    const pc = await pcWith();
    writeFileSync(path.join(pc.embedded, rootPath(1)), '{');
    await expect(pc.chosen()).rejects.toThrow('publication-embedded-damaged');
  });
});

describe('installing with a wrong clock', () => {
  const years = (count: number) => () => new Date(Date.now() + count * 365.25 * DAY_MS);

  it.each([
    [-7, 'clock-behind'],
    [2, 'clock-ahead'],
    [-0.01, 'clock-behind'],
    [1.2, 'clock-ahead'],
  ])('%d years off: nothing is installed, the last good one stays', async (off, code) => {
    const pc = await pcWith(2);
    pc.clock = years(off);
    expect(await pc.refusal(pc.publisher.publish(3))).toBe(code);
    expect(await pc.inUse()).toBe(2);
    pc.clock = years(0);
    expect(await pc.refusal(pc.publisher.publish(3))).toBeNull();
  });

  it('behind cannot make an ended publication fresh again', async () => {
    const pc = await pcWith(2);
    const ended = pc.publisher.publish(3, { at: new Date(Date.now() - 200 * DAY_MS) });
    pc.clock = () => new Date(Date.now() - 190 * DAY_MS);
    expect(await pc.refusal(ended)).toBe('clock-behind');
  });

  it('that jumped ahead and was put right does not lock the PC out', async () => {
    const pc = await pcWith(2);
    const store = createRunStore(pc.data);
    const at = new Date(Date.now() + 730 * DAY_MS).toISOString();
    await store.save({ ...run(), startedAt: at });
    store.close();
    expect(await pc.refusal(pc.publisher.publish(3))).toBeNull();
  });

  it('before the last check run is wrong', async () => {
    const pc = await pcWith(2);
    const store = createRunStore(pc.data);
    await store.save({ ...run(), startedAt: new Date(Date.now() + 30 * DAY_MS).toISOString() });
    store.close();
    expect(await pc.refusal(pc.publisher.publish(3))).toBe('clock-behind');
    pc.clock = () => new Date(Date.now() + 31 * DAY_MS);
    expect(await pc.refusal(pc.publisher.publish(3))).toBeNull();
  });

  it('after long silence is believed when a fresh signature agrees with it', async () => {
    const pc = new PublicationPc();
    pc.clock = () => new Date(Date.now() + 3 * 365 * DAY_MS);
    expect(await pc.refusal(pc.publisher.publish(2))).toBe('clock-ahead');
    // tuf-js takes the time of the system, so only the judgement about the clock can be seen to pass here.
    const later = new Date(Date.now() + 3 * 365 * DAY_MS - DAY_MS);
    expect(await pc.refusal(pc.publisher.publish(2, { at: later }))).toBeNull();
  });
});
