import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { installedDirectoryIn } from '../../../src/core/publication/installed-publications.ts';
import { ownRootFileIn } from '../../../src/core/publication/own-root.ts';
import { DEMO_ROOT, formatFingerprint } from '../../../src/core/publication/trust/fingerprint.ts';
import { problemParam } from '../../../src/shared/domain/problem.ts';
import { PublicationPc } from '../../support/publication/publication-pc.ts';
import { TestPublisher, writePublication } from '../../support/publication/publisher.ts';

afterEach(() => void vi.unstubAllEnvs());

async function trusting(school = new TestPublisher(), version = 1, clock = () => new Date()) {
  const pc = new PublicationPc(TestPublisher.demonstration(), 5);
  pc.clock = clock;
  if (version > 5) await pc.install(pc.publisher.publish(version));
  const offer = school.publish(version, { demo: false });
  expect(await pc.trust(offer, school.fingerprint())).toMatchObject({ ok: true });
  return { pc, school, file: ownRootFileIn(pc.data) };
}

/** The places that remember, each with what it consists of. */
const PLACES: Record<string, (pc: PublicationPc) => string[]> = {
  'its file': (pc) => [ownRootFileIn(pc.data)],
  'the mark in the data folder': (pc) => [path.join(pc.data, 'publication-mark.json')],
  'the mark in the state folder': (pc) =>
    readdirSync(path.join(pc.state, 'vrlab-check')).map((name) => path.join(pc.state, 'vrlab-check', name)),
  'the database': (pc) =>
    readdirSync(pc.data)
      .filter((name) => name.startsWith('vrlab.sqlite'))
      .map((name) => path.join(pc.data, name)),
};
const NAMES = Object.keys(PLACES);
const without = (pc: PublicationPc, ...names: string[]) => {
  for (const file of names.flatMap((name) => PLACES[name]!(pc))) rmSync(file, { force: true });
};
const codes = async (pc: PublicationPc) => (await pc.chosen()).problems.map(({ code }) => code);

/** What everybody can sign must not get in, and the school is still the one that is trusted. */
async function expectStillOwn(pc: PublicationPc, school: TestPublisher) {
  const { trust, verified } = await pc.chosen();
  expect([trust.kind, trust.root.anchor, verified.demo]).toEqual(['own', school.fingerprint(), false]);
  expect(await pc.refusal(pc.publisher.publish(99))).toBe('publication-not-signed');
}

describe('deleting copies of the own root', () => {
  it.each(NAMES)('but %s is no way back to the demonstration', async (left) => {
    const { pc, school, file } = await trusting();
    without(pc, ...NAMES.filter((name) => name !== left));
    await expectStillOwn(pc, school);
    expect(existsSync(file)).toBe(true);
  });

  it('but the database, where a demonstration with the same number was logged before: no way back either', async () => {
    const { pc, school } = await trusting(new TestPublisher(), 6);
    without(pc, ...NAMES.filter((name) => name !== 'the database'));
    expect(await pc.inUse()).toBe(6);
    await expectStillOwn(pc, school);
  });

  it('is told once, and all that can be is written anew', async () => {
    const { pc, school, file } = await trusting();
    const before = readFileSync(file, 'utf8');
    without(pc, ...NAMES.filter((name) => name !== 'the database'));
    expect((await pc.chosen()).problems).toEqual([{ code: 'own-root-restored', params: { file } }]);
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(await codes(pc)).toEqual([]);
    without(pc, 'its file', 'the mark in the data folder', 'the database');
    await expectStillOwn(pc, school);
  });

  it('with all publications: the demonstration stands in, says so, and lets in nothing but the school', async () => {
    const { pc, school } = await trusting(new TestPublisher(), 7);
    const { setAt } = (await pc.chosen()).trust.own!;
    rmSync(pc.data, { recursive: true });
    await pc.chosen();
    const { verified, publication, origin, problems, trust } = await pc.chosen();
    expect([verified.root.anchor, origin.kind, trust.kind]).toEqual([DEMO_ROOT, 'embedded', 'own']);
    expect(publication.stampAt(new Date()).demo).toBe(true);
    expect(problems).toEqual([
      {
        code: 'own-root-without-publication',
        params: { fingerprint: formatFingerprint(school.fingerprint()), date: setAt.slice(0, 10) },
      },
    ]);
    expect(await pc.refusal(pc.publisher.publish(99))).toBe('publication-not-signed');
    expect(await pc.refusal(school.publish(8, { demo: false }))).toBeNull();
    expect(await codes(pc)).toEqual([]);
  });

  it('never lets an older publication of the school back in', async () => {
    const { pc, school } = await trusting();
    expect(await pc.refusal(school.publish(7))).toBeNull();
    rmSync(pc.data, { recursive: true });
    expect(await pc.refusal(school.publish(6, { snapshot: 9, timestamp: 9 }))).toBe('publication-rollback');
    expect(await pc.refusal(school.publish(7, { snapshot: 9, timestamp: 9 }))).toBeNull();
  });
});

describe('the file of the own root', () => {
  it.each([0, 1, 30, 100, 1000, -2, -3])('cut off at %d is written anew from another place', async (length) => {
    const { pc, school, file } = await trusting();
    const whole = readFileSync(file);
    writeFileSync(file, whole.subarray(0, length));
    expect((await pc.chosen()).problems).toEqual([{ code: 'own-root-restored', params: { file } }]);
    expect(readFileSync(file)).toEqual(whole);
    expect(await codes(pc)).toEqual([]);
    await expectStillOwn(pc, school);
  });

  it.each<[string, (file: string) => void]>([
    ['a folder', (file) => mkdirSync(file)],
    ['a link to a whole copy', (file) => symlinkSync(`${file}.copy`, file)],
    ['far too large', (file) => writeFileSync(file, Buffer.alloc(8 * 1024 * 1024, '{'))],
    [
      'with its fingerprint changed',
      (file) => writeFileSync(file, changed(file, /"fingerprint": "./, '"fingerprint": "x')),
    ],
    ['with its root changed', (file) => writeFileSync(file, changed(file, /expires\\": \\"2/, 'expires\\": \\"3'))],
  ])('that is %s is not believed', async (_, spoil) => {
    const { pc, school, file } = await trusting();
    cpSync(file, `${file}.copy`);
    rmSync(file);
    spoil(file);
    expect((await pc.chosen()).problems[0]).toEqual({ code: 'own-root-restored', params: { file } });
    await expectStillOwn(pc, school);
  });

  const changed = (file: string, from: RegExp, to: string): string => {
    const text = readFileSync(`${file}.copy`, 'utf8');
    expect(text).toMatch(from);
    return text.replace(from, to);
  };
});

describe('a forged copy of the own root', () => {
  /** What the same place holds on a PC that trusts somebody else. */
  async function forge(pc: PublicationPc, stranger: TestPublisher, ...names: string[]) {
    const state = pc.state;
    const later = () => new Date(Date.now() + 3_600_000);
    const { pc: other } = await trusting(stranger, 1, later);
    for (const name of names) {
      const [from, to] = [PLACES[name]!(other)[0]!, PLACES[name]!(pc)[0]!];
      cpSync(from, to);
    }
    vi.stubEnv('XDG_STATE_HOME', state);
  }

  it.each(NAMES)('in %s is outvoted, told, and corrected by the next installation', async (name) => {
    const { pc, school } = await trusting();
    const stranger = new TestPublisher();
    await forge(pc, stranger, name);
    expect((await pc.chosen()).problems).toEqual([
      { code: 'own-root-outvoted', params: { found: formatFingerprint(stranger.fingerprint()) } },
    ]);
    await expectStillOwn(pc, school);
    expect(await pc.refusal(stranger.publish(50))).toBe('publication-not-signed');
    expect(await pc.trust(stranger.publish(50), stranger.fingerprint())).toMatchObject({
      problem: { code: 'own-root-already-set' },
    });
    expect(await pc.refusal(school.publish(2, { demo: false }))).toBeNull();
    expect(await codes(pc)).toEqual([]);
  });

  it('in as many places as the true one: nobody is believed until the fingerprint is given again', async () => {
    const { pc, school } = await trusting();
    const [stranger, third] = [new TestPublisher(), new TestPublisher()];
    await forge(pc, stranger, 'its file', 'the mark in the data folder');
    writePublication(path.join(installedDirectoryIn(pc.data), '99.99'), pc.publisher.publish(99));
    const { trust, verified, origin, problems } = await pc.chosen();
    expect([trust.kind, verified.version, origin.kind]).toEqual(['unclear', 5, 'embedded']);
    expect(problems.map(({ code }) => code)).toEqual(['own-root-conflict']);
    expect(problemParam(problems[0]!, 'found')).toContain(formatFingerprint(stranger.fingerprint()));
    for (const publisher of [school, stranger, pc.publisher])
      expect(await pc.refusal(publisher.publish(60))).toBe('own-root-conflict');
    expect(await pc.trust(third.publish(60), third.fingerprint())).toMatchObject({
      problem: { code: 'own-root-conflict' },
    });
    expect(await pc.trust(school.publish(2, { demo: false }), school.fingerprint())).toMatchObject({ ok: true });
    await expectStillOwn(pc, school);
    expect(await codes(pc)).toEqual([]);
  });

  it('damaged everywhere: nothing is installed, and the school can set its root again', async () => {
    const { pc, school, file } = await trusting();
    for (const place of NAMES.flatMap((name) => PLACES[name]!(pc))) writeFileSync(place, 'x');
    const { trust, verified, origin, problems } = await pc.chosen();
    expect([trust.kind, verified.demo, origin.kind]).toEqual(['unclear', true, 'embedded']);
    expect(problems).toEqual([{ code: 'own-root-damaged', params: { file } }]);
    for (const publisher of [school, pc.publisher])
      expect(await pc.refusal(publisher.publish(60))).toBe('own-root-damaged');
    rmSync(installedDirectoryIn(pc.data), { recursive: true });
    expect(await pc.trust(school.publish(2, { demo: false }), school.fingerprint())).toMatchObject({ ok: true });
    await expectStillOwn(pc, school);
  });
});

describe('an own root on a PC with several accounts', () => {
  it('tells each of them at their first start, so that they remember as well', async () => {
    const { pc, school } = await trusting();
    const other = new PublicationPc(pc.publisher, 5);
    Object.assign(pc, { state: other.state });
    expect(await codes(pc)).toEqual([]);
    rmSync(pc.data, { recursive: true });
    const { trust } = await pc.chosen();
    expect([trust.kind, trust.root.anchor]).toEqual(['own', school.fingerprint()]);
  });

  it('whose data folder lies behind a link trusts all the same', async () => {
    const { pc, school } = await trusting();
    const link = `${pc.data}-link`;
    symlinkSync(pc.data, link);
    Object.assign(pc, { data: link });
    expect(await codes(pc)).toEqual([]);
    await expectStillOwn(pc, school);
  });
});
