import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { publicationFrom } from '../../../src/core/publication/from-folder.ts';
import { installedDirectoryIn } from '../../../src/core/publication/installed-publications.ts';
import { DEMO_ROOT, formatFingerprint, parseFingerprint } from '../../../src/core/publication/trust/fingerprint.ts';
import { PublicationPc } from '../../support/publication/publication-pc.ts';
import { DEMONSTRATION_DAY, TestPublisher, writePublication } from '../../support/publication/publisher.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

// The roots of the demonstration are files of this repository: on a later day than theirs nothing they sign is installed.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: DEMONSTRATION_DAY }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});
const DAY_MS = 86_400_000;
const demonstration = () => TestPublisher.demonstration();
const demoPc = () => new PublicationPc(demonstration(), 5);

describe('a trusted own root', () => {
  async function trusting(...installed: number[]) {
    const [pc, school] = [demoPc(), new TestPublisher()];
    for (const version of installed) expect(await pc.refusal(pc.publisher.publish(version))).toBeNull();
    expect(await pc.trust(school.publish(1, { demo: false }), school.fingerprint())).toMatchObject({ ok: true });
    return { pc, school };
  }

  it('nothing signed by the demonstration is installed, kept or used any more, however new', async () => {
    const { pc, school } = await trusting(6, 7);
    expect(await pc.refusal(pc.publisher.publish(99))).toBe('publication-not-signed');
    expect(readdirSync(installedDirectoryIn(pc.data))).toEqual(['1.1']);
    writePublication(path.join(installedDirectoryIn(pc.data), '99.99'), pc.publisher.publish(99));
    const { embedded } = new PublicationPc(demonstration(), 200);
    Object.assign(pc, { embedded });
    vi.stubEnv('XDG_STATE_HOME', pc.state);
    const { verified, problems } = await pc.chosen();
    expect([verified.version, verified.root.anchor]).toEqual([1, school.fingerprint()]);
    expect(problems).toMatchObject([
      { code: 'publication-kept-passed-over', params: { version: '99.99', because: 'publication-not-signed' } },
    ]);
  });

  it('a folder for one run has to be signed under it as well', async () => {
    const { pc, school } = await trusting();
    const from = async (publisher: TestPublisher) => {
      const folder = writePublication(temporaryFolder(), publisher.publish(9));
      return await publicationFrom(folder, pc.data, new Date());
    };
    expect(await from(pc.publisher)).toMatchObject({ ok: false, problem: { code: 'publication-not-signed' } });
    expect(await from(school)).toMatchObject({ ok: true, value: { verified: { version: 9 } } });
  });

  it('its publications are installed like any other, and never an older one', async () => {
    const { pc, school } = await trusting();
    expect(await pc.refusal(school.publish(3))).toBeNull();
    expect(await pc.refusal(school.publish(2, { snapshot: 9, timestamp: 9 }))).toBe('publication-rollback');
    expect([await pc.inUse(), (await pc.chosen()).problems]).toEqual([3, []]);
  });

  it('its later roots are followed, and keys replaced before do not come back', async () => {
    const { pc, school } = await trusting();
    const old = school.publish(4);
    school.rotate('targets', 'snapshot', 'timestamp');
    school.rotate('root');
    expect(await pc.refusal(school.publish(2))).toBeNull();
    const { verified, trust, problems } = await pc.chosen();
    expect([verified.root.version, trust.root.anchor, problems]).toEqual([3, school.fingerprint(), []]);
    expect(await pc.refusal(old)).toBe('publication-not-signed');
  });

  it('another one is refused, by its date and fingerprint; the same one again changes nothing', async () => {
    const { pc, school } = await trusting();
    const { setAt } = (await pc.chosen()).trust.own!;
    const other = new TestPublisher();
    expect(await pc.trust(other.publish(9), other.fingerprint())).toMatchObject({
      ok: false,
      problem: {
        code: 'own-root-already-set',
        params: { fingerprint: formatFingerprint(school.fingerprint()), date: setAt.slice(0, 10) },
      },
    });
    pc.clock = () => new Date(Date.now() + 5 * DAY_MS);
    expect(await pc.trust(school.publish(2), school.fingerprint())).toMatchObject({ ok: true });
    const { trust, verified, problems } = await pc.chosen();
    expect([trust.own?.setAt, trust.root.anchor, verified.version]).toEqual([setAt, school.fingerprint(), 2]);
    expect(problems).toEqual([]);
    expect(await pc.trust(school.publish(1), school.fingerprint())).toMatchObject({
      problem: { code: 'publication-rollback' },
    });
  });
});

describe('the demonstration root', () => {
  it('marks all that follows from it, whatever its publications say of themselves', async () => {
    const pc = demoPc();
    pc.publisher.rotate('root', 'targets');
    expect(await pc.refusal(pc.publisher.publish(6, { demo: false }))).toBeNull();
    const { publication, verified } = await pc.chosen();
    expect([verified.version, verified.demo, publication.stampAt(new Date()).demo]).toEqual([6, true, true]);
  });

  it('is known by its fingerprint', () => {
    expect(demonstration().fingerprint()).toBe(DEMO_ROOT);
  });
});

describe('a fingerprint as people type it', () => {
  const plain = 'aeea4fa66f17293f3483226c82fe9e728004ead045a4eff3d40fb330ac281c98';

  it.each([
    plain,
    formatFingerprint(plain),
    plain.toUpperCase(),
    ` ${plain.match(/../g)!.join(':')}\n`,
    plain.replaceAll('a', 'ａ').replaceAll('0', '０'),
  ])('%j is understood', (typed) => expect(parseFingerprint(typed)).toBe(plain));

  it.each(['', plain.slice(0, 63), `${plain}0`, plain.replace('a', 'g'), plain.slice(0, 8), `0x${plain}`])(
    '%j is none',
    (typed) => expect(parseFingerprint(typed)).toBeNull(),
  );
});
