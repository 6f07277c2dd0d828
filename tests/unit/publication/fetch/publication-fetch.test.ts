import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { gatherApart } from '../../../../src/core/publication/fetch/gather-apart.ts';
import { createPublicationFetch, type FetchOptions } from '../../../../src/core/publication/fetch/publication-fetch.ts';
import { savePublicationSource } from '../../../../src/core/publication/fetch/source-setting.ts';
import type { DocumentBytes } from '../../../../src/core/published/layout.ts';
import { DAY_MS } from '../../../../src/shared/beijing-time.ts';
import { gather } from '../../../../src/core/publication/sources/publication-source.ts';
import { createConfWriter } from '../../../../src/core/settings/settings-files.ts';
import type { PublicationLook } from '../../../../src/shared/domain/publication-source.ts';
import { startMirror, type Interference } from '../../../support/publication/mirror.ts';
import { PublicationPc } from '../../../support/publication/publication-pc.ts';
import { smallDocuments, TestPublisher, writePublication } from '../../../support/publication/publisher.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { valueOf } from '../../../support/value-of.ts';

afterEach(() => void vi.unstubAllEnvs());

const never = new AbortController().signal;
const daysAgo = (days: number): Date => new Date(Date.now() - days * DAY_MS);

/** Other documents than those a PC has, so that they are fetched. */
const documents = (): DocumentBytes =>
  Object.fromEntries(
    Object.entries(smallDocuments()).map(([name, bytes]) => [name, Buffer.concat([bytes, Buffer.from('\n')])]),
  ) as unknown as DocumentBytes;
/** Reads in this process: what is tested then is what comes of it, not the process. */
const here: FetchOptions['gather'] = (source, firstRoot) => gather(source, firstRoot);

/** A PC that fetches from a place. */
class FetchingPc extends PublicationPc {
  readonly settings = createConfWriter(this.data, '0.0.0');

  async name(place: string, enabled = true): Promise<this> {
    valueOf(await savePublicationSource(this.data, { place, enabled }, this.settings));
    return this;
  }

  fetching(gatherFiles: FetchOptions['gather'] = here) {
    return createPublicationFetch({
      dataDirectory: this.data,
      clock: () => this.clock(),
      embedded: this.embedded,
      gather: gatherFiles!,
    });
  }

  async look(gatherFiles?: FetchOptions['gather']): Promise<PublicationLook> {
    return valueOf(await this.fetching(gatherFiles).look('person', never));
  }
}

describe('a look at the source', () => {
  it('installs what is newer over http, says so, and the next time fetches no document again', async () => {
    const pc = new FetchingPc();
    const mirror = await startMirror(pc.publisher.publish(2, { documents: documents() }));
    await pc.name(mirror.address);
    expect(await pc.look(gatherApart)).toMatchObject({ outcome: 'installed', version: 2, problem: null });
    expect(await pc.inUse()).toBe(2);
    const first = mirror.asked.splice(0);
    expect(first.filter((name) => name.startsWith('targets/'))).toHaveLength(6);
    expect(await pc.look(gatherApart)).toMatchObject({ outcome: 'current', version: 2 });
    expect(mirror.asked).toEqual([
      'metadata/2.root.json',
      'metadata/timestamp.json',
      'metadata/2.snapshot.json',
      'metadata/2.targets.json',
    ]);
  });

  it('tells a server nothing but which files it wants', async () => {
    const pc = new FetchingPc();
    const mirror = await startMirror(pc.publisher.publish(2, { documents: documents() }));
    await (await pc.name(mirror.address)).look(gatherApart);
    const names = new Set(mirror.headers.flatMap((headers) => Object.keys(headers)));
    const usual = [
      'host',
      'connection',
      'accept',
      'accept-language',
      'sec-fetch-mode',
      'user-agent',
      'accept-encoding',
    ];
    expect([...names].filter((name) => !usual.includes(name))).toEqual([]);
    expect(new Set(mirror.headers.map((headers) => headers['user-agent']))).toEqual(new Set(['vrlab-check']));
  });

  it('takes it from a folder, and says when the share is gone or half copied', async () => {
    const pc = new FetchingPc();
    const share = path.join(temporaryFolder(), 'share');
    await pc.name(writePublication(share, pc.publisher.publish(2, { documents: documents() })));
    expect(await pc.look(gatherApart)).toMatchObject({ outcome: 'installed', version: 2 });
    const newer = pc.publisher.publish(3, { documents: smallDocuments() });
    rmSync(path.join(share, 'targets'), { recursive: true });
    writePublication(share, new Map([...newer].filter(([name]) => name.startsWith('metadata/'))));
    newer.forEach(
      (bytes, name) => void (name.endsWith('guide.json') && writePublication(share, new Map([[name, bytes]]))),
    );
    const half = await pc.look((source, firstRoot, _, signal) => gatherApart(source, firstRoot, new Map(), signal));
    expect([half.outcome, half.problem?.code]).toEqual(['failed', 'publication-file-missing']);
    rmSync(share, { recursive: true });
    expect(await pc.look(gatherApart)).toMatchObject({ problem: { code: 'publication-folder-missing' } });
    expect(await pc.inUse()).toBe(2);
    writePublication(share, newer);
    expect(await pc.look(gatherApart)).toMatchObject({ outcome: 'installed', version: 3 });
  });

  it('remembers what came of it: the failure with its cause and time, and the last success', async () => {
    const pc = new FetchingPc();
    const mirror = await startMirror(pc.publisher.publish(2, { documents: documents() }));
    await pc.name(mirror.address);
    await pc.look();
    mirror.interfere = (_, response) => (response.writeHead(503).end(), true);
    await pc.look();
    const { source, looks } = await pc.fetching().status();
    expect(source).toMatchObject({ value: { place: mirror.address, enabled: true } });
    expect(looks.last).toMatchObject({
      outcome: 'failed',
      problem: { code: 'publication-unreachable', params: { detail: 'HTTP 503' } },
    });
    expect(looks.lastGood).toMatchObject({ outcome: 'installed', version: 2 });
    expect(Date.parse(looks.last!.at)).toBeGreaterThanOrEqual(Date.parse(looks.lastGood!.at));
    // A record that was damaged is forgotten and written anew.
    writeFileSync(path.join(pc.data, 'publication-fetch.json'), '{');
    expect((await pc.fetching().status()).looks).toEqual({ last: null, lastGood: null });
    expect((await pc.look()).outcome).toBe('failed');
    expect(JSON.parse(readFileSync(path.join(pc.data, 'publication-fetch.json'), 'utf8'))).toMatchObject({
      lastGood: null,
    });
  });

  const rotten: [string, string, Interference, number?][] = [
    ['never answers', 'publication-fetch-too-slow', () => true, 1500],
    ['sends a byte now and then', 'publication-fetch-too-slow', (_, response) => (response.write('{'), true), 1500],
    ['hangs up', 'publication-unreachable', (request) => (request.socket.destroy(), true)],
    [
      'leads to another scheme',
      'publication-redirected',
      (_, response) => (response.writeHead(302, { location: 'ftp://127.0.0.1/x' }).end(), true),
    ],
    [
      'leads to a password',
      'publication-redirected',
      ({ headers, url }, response) => (
        response.writeHead(302, { location: `http://u:secret@${headers.host}${url}` }).end(),
        true
      ),
    ],
    [
      'leads in circles',
      'publication-unreachable',
      ({ url }, response) => (response.writeHead(302, { location: url! }).end(), true),
    ],
    [
      'sends without end',
      'publication-file-too-large',
      (_, response) => {
        const more = () => {
          while (response.write(Buffer.alloc(65_536)));
          response.once('drain', more);
        };
        more();
        return true;
      },
    ],
    ['has nothing', 'publication-file-missing', (_, response) => (response.writeHead(404).end(), true)],
    ['shows a sign-in page', 'publication-damaged', (_, response) => (response.end('<html>'), true)],
    [
      'breaks off a document',
      'publication-unreachable',
      ({ url }, response, bytes) => {
        if (!url!.includes('/targets/')) return false;
        response.writeHead(200, { 'content-length': bytes!.length });
        response.write(bytes!.subarray(0, 10), () => response.destroy());
        return true;
      },
    ],
    [
      'changes a document',
      'publication-mismatch',
      ({ url }, response, bytes) => {
        if (!url!.includes('/targets/')) return false;
        response.end(Buffer.concat([bytes!, Buffer.from(' ')]));
        return true;
      },
    ],
  ];
  it.each(rotten)(
    'of a server that %s fails, and the publication in use stays',
    async (_, code, interfere, deadlineMs) => {
      const pc = new FetchingPc();
      const mirror = await startMirror(pc.publisher.publish(2, { documents: documents() }));
      mirror.interfere = interfere;
      await pc.name(mirror.address);
      const look = await pc.look((source, firstRoot, known, signal) =>
        gatherApart(source, firstRoot, known, signal, deadlineMs),
      );
      expect(look).toMatchObject({ outcome: 'failed', version: null, problem: { code } });
      expect(JSON.stringify(look)).not.toContain('secret');
      expect(await pc.inUse()).toBe(1);
      mirror.interfere = null;
      expect((await pc.look(gatherApart)).outcome).toBe('installed');
    },
  );

  it.each<[string, string, (publisher: TestPublisher) => ReadonlyMap<string, Uint8Array>]>([
    ['older than what was here', 'publication-rollback', (publisher) => publisher.publish(2)],
    ['whose signature ended', 'publication-expired', (publisher) => publisher.publish(4, { at: daysAgo(190) })],
    ['signed by somebody else', 'publication-not-signed', () => new TestPublisher().publish(9)],
    ['of the future', 'clock-behind', (publisher) => publisher.publish(4, { at: daysAgo(-9) })],
  ])('with a publication %s is refused, as by hand', async (_, code, offered) => {
    const pc = new FetchingPc();
    if (code === 'publication-rollback') await pc.install(pc.publisher.publish(3));
    const before = await pc.inUse();
    const mirror = await startMirror(offered(pc.publisher));
    await pc.name(mirror.address);
    expect((await pc.look()).problem?.code).toBe(code);
    expect(await pc.inUse()).toBe(before);
  });
});

it.each([
  ['relative/folder', 'publication-source-not-absolute'],
  ['ftp://example.org/', 'publication-address-unusable'],
  ['https://user:secret@example.org/', 'publication-address-unusable'],
])('%s is not taken as a source', async (place, code) => {
  const pc = new FetchingPc();
  const saved = await savePublicationSource(pc.data, { place, enabled: true }, pc.settings);
  expect(saved).toMatchObject({ ok: false, problem: { code } });
  expect(await pc.fetching().look('person', never)).toMatchObject({ problem: { code: 'publication-source-missing' } });
  // Written by hand.
  mkdirSync(pc.data, { recursive: true });
  writeFileSync(
    path.join(pc.data, 'publication-source.json'),
    JSON.stringify({ schema: 'vrlab.publication-source/1', place }),
  );
  const looked = await pc.fetching().look('person', never);
  expect(looked).toMatchObject({ ok: false, problem: { code } });
  expect(JSON.stringify(looked)).not.toContain('secret');
});

it('two looks at once are one', async () => {
  const pc = new FetchingPc();
  const mirror = await startMirror(pc.publisher.publish(2, { documents: documents() }));
  const fetching = (await pc.name(mirror.address)).fetching();
  const looks = await Promise.all([fetching.look('person', never), fetching.look('schedule', never)]);
  expect(looks[0]).toBe(looks[1]);
  expect(mirror.asked.filter((name) => name.endsWith('timestamp.json'))).toHaveLength(1);
});

/** What a mirror may do to one file it is asked for. */
const MISCHIEF = ['right', 'absent', 'cut', 'changed', 'other-version', 'swapped', 'error', 'empty'] as const;

it('whatever a mirror does, the publication in use is the old one or the new one, whole', async () => {
  const publisher = new TestPublisher();
  const [old, next] = [publisher.publish(1), publisher.publish(2, { documents: documents() })];
  const names = [...next.keys()];
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(fc.constantFrom(...MISCHIEF)), fc.nat({ max: 12 }), async (acts, after) => {
      const pc = new FetchingPc(publisher);
      const mirror = await startMirror(next);
      let asked = 0;
      mirror.interfere = ({ url }, response, bytes) => {
        asked += 1;
        const act = asked <= after ? 'right' : (acts.next().value as (typeof MISCHIEF)[number]);
        const name = url!.replace('/vr/', '');
        if (act === 'right') return false;
        if (act === 'error') response.writeHead(500).end();
        else if (act === 'absent' || bytes === null) response.writeHead(404).end();
        else if (act === 'empty') response.end();
        else if (act === 'cut') response.end(bytes.subarray(0, bytes.length >> 1));
        else if (act === 'changed') response.end(Buffer.from(bytes.map((byte, at) => (at === 20 ? byte ^ 1 : byte))));
        else if (act === 'other-version') response.end(old.get(name.replace('/2.', '/1.')) ?? bytes);
        else response.end(next.get(names[asked % names.length]!));
        return true;
      };
      await pc.name(mirror.address);
      const look = await pc.look();
      const inUse = await pc.inUse();
      expect([1, 2]).toContain(inUse);
      expect(inUse).toBe(look.outcome === 'installed' ? 2 : 1);
      expect((await pc.chosen()).problems).toEqual([]);
    }),
    { numRuns: 25 },
  );
});
