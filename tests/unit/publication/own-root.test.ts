import { existsSync, mkdirSync, readdirSync, renameSync, symlinkSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { installedDirectoryIn } from '../../../src/core/publication/installed-publications.ts';
import { MAX_BYTES, rootPath, TIMESTAMP_PATH } from '../../../src/core/published/layout.ts';
import { folderSource } from '../../../src/core/publication/sources/folder-source.ts';
import type { PublicationSource } from '../../../src/core/publication/sources/publication-source.ts';
import { DEMO_ROOT, formatFingerprint } from '../../../src/core/publication/trust/fingerprint.ts';
import { rootFile, rootOf } from '../../../src/publisher/signing/signed-files.ts';
import { altered, PublicationPc } from '../../support/publication/publication-pc.ts';
import { DEMONSTRATION_DAY, TestPublisher, writePublication } from '../../support/publication/publisher.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

// The roots of the demonstration are files of this repository: on a later day than theirs nothing they sign is installed.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: DEMONSTRATION_DAY }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});
const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);
const demonstration = () => TestPublisher.demonstration();

/** A PC with the demonstration program, version 5. */
const demoPc = () => new PublicationPc(demonstration(), 5);

/** Nothing of an own root was set, and nothing of the offer is here. */
async function expectUntouched(pc: PublicationPc) {
  const { trust, verified, problems } = await pc.chosen();
  expect([trust.kind, verified.root.anchor, problems]).toEqual(['demo', DEMO_ROOT, []]);
  expect([pc.data, pc.state].flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []))).toEqual([]);
}

async function expectRefused(publisher: TestPublisher, offer: Map<string, Uint8Array>, code: string, params = {}) {
  const pc = demoPc();
  const refused = { ok: false, problem: { code, params } };
  expect(await pc.trust(offer, publisher.fingerprint())).toMatchObject(refused);
  expect(await pc.trust(offer, null)).toMatchObject(refused);
  await expectUntouched(pc);
}

describe('the own root of a school', () => {
  it('is trusted by its fingerprint, and its publication used, whatever number the demonstration has', async () => {
    const [pc, school] = [demoPc(), new TestPublisher()];
    expect(await pc.trust(school.publish(1, { demo: false }), school.fingerprint())).toMatchObject({ ok: true });
    const { trust, verified, origin, problems } = await pc.chosen();
    expect([trust.kind, trust.root.anchor]).toEqual(['own', school.fingerprint()]);
    expect([verified.version, verified.demo, origin.kind, problems]).toEqual([1, false, 'kept', []]);
  });

  it.each([4, 5, 6])('may be numbered %d like the demonstration in use', async (version) => {
    const [pc, school] = [demoPc(), new TestPublisher()];
    expect(await pc.refusal(pc.publisher.publish(6))).toBeNull();
    expect(await pc.trust(school.publish(version), school.fingerprint())).toMatchObject({ ok: true });
    expect(await pc.chosen()).toMatchObject({ verified: { version }, trust: { kind: 'own' }, problems: [] });
  });

  it('comes after whatever the demonstration root was replaced by', async () => {
    const [pc, school] = [demoPc(), new TestPublisher()];
    for (const version of [6, 7, 8]) {
      pc.publisher.rotate('timestamp');
      expect(await pc.refusal(pc.publisher.publish(version))).toBeNull();
    }
    expect(await pc.trust(school.publish(1), school.fingerprint())).toMatchObject({ ok: true });
    expect(await pc.chosen()).toMatchObject({ verified: { version: 1, root: { version: 1 } }, problems: [] });
    expect(await pc.refusal(school.publish(2))).toBeNull();
  });

  it('is shown, and not trusted, without one', async () => {
    const [pc, school] = [demoPc(), new TestPublisher()];
    expect(await pc.trust(school.publish(1), null)).toMatchObject({
      ok: true,
      value: { verified: { version: 1 }, trust: { root: { anchor: school.fingerprint() } } },
    });
    await expectUntouched(pc);
  });

  it('is refused with another one, both named', async () => {
    const [pc, school, other] = [demoPc(), new TestPublisher(), new TestPublisher()];
    expect(await pc.trust(school.publish(1), other.fingerprint())).toMatchObject({
      ok: false,
      problem: {
        code: 'own-root-fingerprint-wrong',
        params: { found: formatFingerprint(school.fingerprint()), given: formatFingerprint(other.fingerprint()) },
      },
    });
    await expectUntouched(pc);
  });

  it('is named by its first root, however many followed, and each of them is verified', async () => {
    const school = new TestPublisher();
    school.rotate('root', 'timestamp');
    const pc = demoPc();
    expect(await pc.trust(school.publish(3), school.fingerprint())).toMatchObject({ ok: true });
    expect((await pc.chosen()).verified.root).toMatchObject({ version: 2, anchor: school.fingerprint() });
    const { keys, roots, rootVersion } = school;
    const thief = new TestPublisher({ keys, roots: new Map(roots), rootVersion });
    thief.addRoot([]);
    await expectRefused(school, thief.publish(4), 'publication-not-signed', { file: rootPath(3), detail: '0/2' });
  });

  it('behind a link, or too large to be one, is refused', async () => {
    const school = new TestPublisher();
    const root = rootPath(1);
    for (const [code, spoil] of [
      ['publication-file-too-large', (file: string) => truncateSync(file, MAX_BYTES.root + 1)],
      [
        'publication-file-not-plain',
        (file: string) => {
          renameSync(file, `${file}.real`);
          symlinkSync(`${file}.real`, file);
        },
      ],
    ] as const) {
      const folder = writePublication(temporaryFolder(), school.publish(1));
      spoil(path.join(folder, root));
      const pc = demoPc();
      expect(await pc.trust(folder, school.fingerprint())).toMatchObject({ ok: false, problem: { code } });
      await expectUntouched(pc);
    }
  });

  it('is read once: what the stick shows later does not count', async () => {
    const [pc, school] = [demoPc(), new TestPublisher()];
    const folder = folderSource(writePublication(temporaryFolder(), school.publish(1)));
    const reads: string[] = [];
    const source: PublicationSource = {
      place: folder.place,
      read(name, maxBytes) {
        reads.push(name);
        return folder.read(name, maxBytes);
      },
    };
    expect(await pc.trust(source, school.fingerprint())).toMatchObject({ ok: true });
    expect(reads).toContain(TIMESTAMP_PATH);
    expect(reads.length).toBe(new Set(reads).size);
  });

  it('has to have signed itself, and to be a first one', async () => {
    const school = new TestPublisher();
    const unsigned = new Map(school.publish(1)).set(
      ...rootFile(rootOf({ version: 1, keys: school.keys, threshold: 2, now: new Date() }), []),
    );
    await expectRefused(school, unsigned, 'publication-not-signed', { file: rootPath(1), detail: '0/2' });
    const [, second] = rootFile(
      rootOf({ keys: school.keys, version: 2, threshold: 2, now: new Date() }),
      school.rootKeys(),
    );
    const later = new Map(school.publish(1)).set(rootPath(1), second);
    await expectRefused(school, later, 'publication-mismatch', { detail: 'version 2' });
    const cut = altered(school.publish(1), rootPath(1), (bytes) => bytes.subarray(0, 900));
    await expectRefused(school, cut, 'publication-damaged', { file: rootPath(1) });
    const none = new Map([...school.publish(1)].filter(([name]) => name !== rootPath(1)));
    await expectRefused(school, none, 'publication-file-missing', { file: rootPath(1) });
  });

  it('is not the demonstration root, nor one with its keys: everybody has them', async () => {
    await expectRefused(demonstration(), demonstration().publish(9), 'own-root-is-demo');
    const replaced = demonstration();
    replaced.rotate('root', 'targets', 'snapshot', 'timestamp');
    const offer = demonstration().publish(9);
    expect(await new PublicationPc(replaced).trust(offer, DEMO_ROOT)).toMatchObject({
      problem: { code: 'own-root-is-demo' },
    });
    const school = new TestPublisher();
    const borrowed = demonstration().keys.find(({ role }) => role === 'timestamp')!;
    const keys = school.keys.map((key) => (key.role === 'timestamp' ? borrowed : key));
    const mixed = new TestPublisher({ keys, roots: new Map(), rootVersion: 0 });
    mixed.addRoot(mixed.rootKeys());
    await expectRefused(mixed, mixed.publish(1), 'own-root-is-demo');
  });

  it('must come with a publication that any PC would take', async () => {
    const school = new TestPublisher();
    await expectRefused(school, school.publish(1, { at: daysAgo(181) }), 'publication-expired');
    await expectRefused(school, school.publish(1, { at: daysAgo(-9) }), 'clock-behind');
    const forged = new Map([...new TestPublisher().publish(1), ...school.roots]);
    await expectRefused(school, forged, 'publication-not-signed', { file: TIMESTAMP_PATH });
  });

  it('is refused by the program of a school, which has its own', async () => {
    const [pc, other] = [new PublicationPc(), new TestPublisher()];
    const refused = {
      ok: false,
      problem: { code: 'own-root-built-in', params: { fingerprint: formatFingerprint(pc.publisher.fingerprint()) } },
    };
    expect(await pc.trust(other.publish(9), other.fingerprint())).toMatchObject(refused);
    expect(await pc.trust('no/such/folder', null)).toMatchObject(refused);
    expect((await pc.chosen()).trust.kind).toBe('built-in');
  });

  it('that cannot be kept is not trusted, and its publication does not stay', async () => {
    const [pc, school] = [demoPc(), new TestPublisher()];
    mkdirSync(path.join(pc.data, 'own-root.json.part'), { recursive: true });
    expect(await pc.trust(school.publish(1), school.fingerprint())).toMatchObject({
      ok: false,
      problem: { code: 'own-root-not-kept' },
    });
    const { trust, verified, problems } = await pc.chosen();
    expect([trust.kind, verified.version, problems]).toEqual(['demo', 5, []]);
    expect(readdirSync(installedDirectoryIn(pc.data))).toEqual([]);
  });
});
