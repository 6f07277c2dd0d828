import { Targets } from '@tufjs/models';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { replayWithTuf } from '../../../../src/core/publication/install/replay-with-tuf.ts';
import { type RoleName, parseRoot } from '../../../../src/core/publication/trust/metadata.ts';
import { verifyPublication } from '../../../../src/core/publication/trust/verify-publication.ts';
import { TIMESTAMP_PATH, rootPath, snapshotPath, targetsPath } from '../../../../src/core/published/layout.ts';
import { type SigningKey, generateKey } from '../../../../src/publisher/signing/keyring.ts';
import {
  readTargets,
  type SignedFiles,
  freshnessFiles,
  signedBytes,
} from '../../../../src/publisher/signing/signed-files.ts';
import { PublicationPc, altered } from '../../../support/publication/publication-pc.ts';
import { TestPublisher, lastRootPath, smallDocuments } from '../../../support/publication/publisher.ts';

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

afterEach(() => void vi.unstubAllEnvs());

/** The PC must refuse with this code, and go on with what it had. */
async function expectRefused(pc: PublicationPc, offer: SignedFiles, code: string, params: object = {}) {
  const before = await pc.inUse();
  expect(await pc.install(offer)).toMatchObject({ ok: false, problem: { code, params } });
  const after = await pc.chosen();
  expect([after.verified.version, after.problems]).toEqual([before, []]);
}

async function pcWith(version: number): Promise<PublicationPc> {
  const pc = new PublicationPc();
  expect(await pc.refusal(pc.publisher.publish(version))).toBeNull();
  expect(await pc.inUse()).toBe(version);
  return pc;
}

/** Targets metadata changed by whoever has the targets key, with matching snapshot and timestamp. */
function withTargets(publisher: TestPublisher, version: number, change: (targets: Targets) => void): SignedFiles {
  const files = publisher.publish(version);
  const signed = readTargets(files.get(targetsPath(version))!, 'targets.json');
  change(signed);
  const key = publisher.keys.filter(({ role }) => role === 'targets');
  const bytes = signedBytes(signed, key);
  const fresh = freshnessFiles(
    { version, bytes },
    { snapshot: version, timestamp: version },
    publisher.keys,
    new Date(),
  );
  return new Map([...files, [targetsPath(version), bytes], ...fresh]);
}

describe('a rollback attack', () => {
  it.each([
    ['targets', 3, { snapshot: 9, timestamp: 9 }],
    ['snapshot', 5, { snapshot: 4, timestamp: 9 }],
    ['timestamp', 5, { snapshot: 5, timestamp: 4 }],
  ])('of %s is refused', async (what, version, numbers) => {
    const pc = await pcWith(5);
    await expectRefused(pc, pc.publisher.publish(version, numbers), 'publication-rollback', { what });
  });

  it('below the publication of the program is refused on a new PC', async () => {
    const pc = new PublicationPc(new TestPublisher(), 7);
    await expectRefused(pc, pc.publisher.publish(6, { snapshot: 9, timestamp: 9 }), 'publication-rollback', {
      found: 6,
      known: 7,
    });
  });

  it('to keys that were replaced is refused: the root does not go back', async () => {
    const pc = await pcWith(2);
    const old = pc.publisher.publish(4);
    pc.publisher.rotate('targets', 'snapshot', 'timestamp');
    expect(await pc.refusal(pc.publisher.publish(3))).toBeNull();
    await expectRefused(pc, old, 'publication-not-signed', { file: TIMESTAMP_PATH });
  });

  it('of the root itself is refused', async () => {
    const pc = await pcWith(2);
    const offer = new Map(pc.publisher.publish(3)).set(rootPath(2), pc.publisher.roots.get(rootPath(1))!);
    await expectRefused(pc, offer, 'publication-mismatch', { file: rootPath(2) });
  });
});

describe('a mix-and-match attack', () => {
  it.each([
    ['targets', targetsPath(3), targetsPath(2)],
    ['snapshot', snapshotPath(3), snapshotPath(2)],
  ])('of old %s among new metadata is refused', async (_, name, old) => {
    const pc = await pcWith(2);
    const offer = new Map(pc.publisher.publish(3)).set(name, pc.publisher.publish(2).get(old)!);
    await expectRefused(pc, offer, 'publication-mismatch', { file: name });
  });
});

describe('a freeze attack', () => {
  it('is refused once the signature has ended; what is in use stays, however old', async () => {
    const pc = new PublicationPc();
    await expectRefused(pc, pc.publisher.publish(2, { at: daysAgo(181) }), 'publication-expired', {
      file: TIMESTAMP_PATH,
    });
    expect(await pc.refusal(pc.publisher.publish(2, { at: daysAgo(179) }))).toBeNull();
    pc.clock = () => new Date(Date.now() + 300 * DAY_MS);
    expect(await pc.inUse()).toBe(2);
    await expectRefused(pc, pc.publisher.publish(3), 'publication-expired');
  });
});

describe('content that was not signed', () => {
  it('a changed document is refused', async () => {
    const pc = await pcWith(2);
    const files = pc.publisher.publish(3);
    const document = [...files.keys()].find((name) => name.endsWith('matrix.json'))!;
    const flip = (bytes: Uint8Array) => Uint8Array.from(bytes, (byte, at) => (at === 20 ? byte ^ 1 : byte));
    await expectRefused(pc, altered(files, document, flip), 'publication-mismatch', { file: document });
    const longer = (bytes: Uint8Array) => Buffer.concat([bytes, Buffer.from(' ')]);
    await expectRefused(pc, altered(files, document, longer), 'publication-mismatch', { file: document });
  });

  it.each([TIMESTAMP_PATH, snapshotPath(3), targetsPath(3)])('a changed %s is refused', async (name) => {
    const pc = await pcWith(2);
    const later = (bytes: Uint8Array) =>
      Buffer.from(
        Buffer.from(bytes)
          .toString()
          .replace(/"expires": "2\d/, '"expires": "29'),
      );
    const offer = altered(pc.publisher.publish(3), name, later);
    const code = name === TIMESTAMP_PATH ? 'publication-not-signed' : 'publication-mismatch';
    await expectRefused(pc, offer, code, { file: name });
  });

  it('a publication of another school is refused', async () => {
    const pc = await pcWith(2);
    await expectRefused(pc, new TestPublisher().publish(3), 'publication-not-signed', { file: TIMESTAMP_PATH });
  });

  it('a document that the publisher never signed a hash for is refused, though the library would take it', async () => {
    const pc = await pcWith(2);
    const offer = withTargets(pc.publisher, 3, (targets) => {
      Object.assign(targets.targets['guide.json']!, { hashes: {} });
    });
    await expectRefused(pc, offer, 'publication-mismatch', { detail: 'guide.json' });
  });

  it.each([
    [
      'a surplus target',
      (targets: Targets) => {
        targets.targets['autorun.json'] = targets.targets['guide.json']!;
      },
    ],
    [
      'a delegation',
      (targets: Targets) => {
        const json = { ...targets.toJSON(), delegations: { keys: {}, roles: [] } };
        Object.assign(targets, { delegations: Targets.fromJSON(json).delegations });
      },
    ],
  ])('%s is refused', async (_, change) => {
    const pc = await pcWith(2);
    await expectRefused(pc, withTargets(pc.publisher, 3, change), 'publication-unexpected-target');
  });
});

describe('keys of a publication', () => {
  it('a root signed by fewer root keys than the threshold is refused', async () => {
    const pc = await pcWith(2);
    const [one] = pc.publisher.rootKeys();
    pc.publisher.addRoot([one!]);
    await expectRefused(pc, pc.publisher.publish(3), 'publication-not-signed', { file: lastRootPath(pc.publisher) });
  });

  it.each([
    ['only itself', (_before: SigningKey[], after: SigningKey[]) => ({ before: [], after })],
    ['only the root before', (before: SigningKey[]) => ({ before, after: [] })],
  ])('a root with new root keys, signed by %s, is refused', async (_, signers) => {
    const pc = await pcWith(2);
    const old = pc.publisher.rootKeys();
    for (const [at, key] of pc.publisher.keys.entries())
      if (key.role === 'root') pc.publisher.keys[at] = generateKey('root').key;
    const { before, after } = signers(old, pc.publisher.rootKeys());
    pc.publisher.addRoot([...before, ...after]);
    await expectRefused(pc, pc.publisher.publish(3), 'publication-not-signed', { file: rootPath(2), detail: '0/2' });
  });

  it('one root key counts once, however often its signature is listed', async () => {
    const pc = await pcWith(2);
    pc.publisher.addRoot(pc.publisher.rootKeys().slice(0, 1));
    const twice = altered(pc.publisher.publish(3), lastRootPath(pc.publisher), (bytes) => {
      const root = JSON.parse(Buffer.from(bytes).toString()) as { signatures: object[] };
      return Buffer.from(JSON.stringify({ ...root, signatures: [...root.signatures, ...root.signatures] }));
    });
    await expectRefused(pc, twice, 'publication-damaged');
  });

  it.each<RoleName>(['targets', 'snapshot', 'timestamp'])('the key of another role cannot sign %s', async (role) => {
    const pc = await pcWith(2);
    const stolen = pc.publisher.keys.find((key) => key.role === (role === 'targets' ? 'timestamp' : 'targets'))!;
    const keys = pc.publisher.keys.map((key) => (key.role === role ? { ...stolen, role } : key));
    await expectRefused(pc, pc.publisher.publish(3, { keys }), 'publication-not-signed');
  });

  it('replaced by a new root, count from then on', async () => {
    const pc = await pcWith(2);
    pc.publisher.rotate('timestamp');
    pc.publisher.rotate('root');
    expect(await pc.refusal(pc.publisher.publish(3))).toBeNull();
    expect((await pc.chosen()).verified.root.version).toBe(3);
  });
});

describe('a fast-forward attack', () => {
  const FAR = 2 ** 40;

  it.each<[string, RoleName[], number, object]>([
    ['timestamp', ['timestamp'], 3, { timestamp: FAR }],
    ['snapshot', ['snapshot', 'timestamp'], 3, { snapshot: FAR, timestamp: FAR }],
    ['targets', ['targets', 'snapshot', 'timestamp'], FAR, {}],
  ])('of %s blocks until the keys are replaced, and no longer', async (_, roles, version, numbers) => {
    const pc = await pcWith(2);
    expect(await pc.refusal(pc.publisher.publish(version, numbers))).toBeNull();
    await expectRefused(pc, pc.publisher.publish(4), 'publication-rollback');
    pc.publisher.rotate(...roles);
    expect(await pc.refusal(pc.publisher.publish(4))).toBeNull();
    expect(await pc.inUse()).toBe(4);
    expect((await pc.chosen()).problems).toEqual([]);
  });
});

describe('content this program does not know', () => {
  it('of a newer schema is refused by name, a wrong field with its path', async () => {
    const pc = await pcWith(2);
    const newer = smallDocuments({ matrix: { schema: 'vrlab.matrix/2' } });
    await expectRefused(pc, pc.publisher.publish(3, { documents: newer }), 'file-newer-schema', {
      file: 'matrix.json',
    });
    const wrong = smallDocuments({ guide: { schema: 'vrlab.guide/1', causes: { Bad: {} } } });
    await expectRefused(pc, pc.publisher.publish(3, { documents: wrong }), 'file-invalid-field', {
      file: 'guide.json',
    });
  });
});

describe('tuf-js, the second opinion', () => {
  const verified = (publisher: TestPublisher, files: SignedFiles) => {
    const trusted = parseRoot(publisher.roots.get(rootPath(1))!, 'root');
    const result = verifyPublication((name) => files.get(name) ?? null, trusted);
    if (!result.ok) throw new Error(result.problem.code);
    const targets = new Map<string, Uint8Array>(
      Object.entries(result.value.documents).map(([name, bytes]) => [`${name}.json`, bytes]),
    );
    return { offered: files, targets, trusted };
  };

  it.each<[string, boolean, (publisher: TestPublisher) => SignedFiles]>([
    ['takes a good publication', true, (publisher) => publisher.publish(3)],
    ['refuses an ended one', false, (publisher) => publisher.publish(3, { at: daysAgo(200) })],
    ['refuses an older one', false, (publisher) => publisher.publish(1)],
  ])('%s by itself', async (_, taken, offer) => {
    const publisher = new TestPublisher();
    const accepted = publisher.publish(2);
    const replayed = await replayWithTuf({ ...verified(publisher, offer(publisher)), accepted });
    expect(replayed).toMatchObject(taken ? { ok: true } : { ok: false, problem: { code: 'publication-refused' } });
  });

  it('and refuses documents other than the ones signed', async () => {
    const publisher = new TestPublisher();
    const good = verified(publisher, publisher.publish(3));
    const targets = new Map([...good.targets, ['guide.json', Buffer.from('{}')]]);
    expect(await replayWithTuf({ ...good, targets, accepted: publisher.publish(2) })).toMatchObject({ ok: false });
  });
});
