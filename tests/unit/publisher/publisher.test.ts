import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatFingerprint } from '../../../src/core/publication/trust/fingerprint.ts';
import { firstRoot } from '../../../src/core/publication/trust/root-chain.ts';
import { verifyPublication } from '../../../src/core/publication/trust/verify-publication.ts';
import { runPublisher } from '../../../src/publisher/run-publisher.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** Runs one command of the tool, as its process would. */
function publish(...args: string[]): { code: number; out: string; err: string } {
  const said = { out: '', err: '' };
  const code = runPublisher([...args, '--lang', 'en'], {
    print: (line) => (said.out += `${line}\n`),
    note: (line) => (said.err += `${line}\n`),
  });
  return { code, ...said };
}

function folders() {
  const base = temporaryFolder();
  const [keys, out, draft] = ['keys', 'out', 'draft'].map((name) => path.join(base, name)) as [string, string, string];
  cpSync(path.join(ROOT, 'publication/draft'), draft, { recursive: true });
  const edit = (file: string, change: (json: Record<string, never>) => unknown) => {
    const whole = path.join(draft, file);
    writeFileSync(whole, JSON.stringify(change(JSON.parse(readFileSync(whole, 'utf8')) as Record<string, never>)));
  };
  return { keys, out, draft, edit };
}

/** As a PC that was built with the first root of the folder sees it. */
function verified(folder: string) {
  const read = (name: string) => {
    try {
      return readFileSync(path.join(folder, name));
    } catch {
      return null;
    }
  };
  const result = verifyPublication(read, firstRoot(read));
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

describe('vrlab-publish', () => {
  it('makes keys that only their owner can read, and never twice', () => {
    const { keys } = folders();
    expect(publish('init', keys, '--root-keys', '3', '--threshold', '2').code).toBe(0);
    const pems = readdirSync(keys).filter((name) => name.endsWith('.pem'));
    expect(pems).toEqual(['root-1.pem', 'root-2.pem', 'root-3.pem', 'snapshot.pem', 'targets.pem', 'timestamp.pem']);
    const modes = pems.map((name) => statSync(path.join(keys, name)).mode & 0o777);
    expect(process.platform === 'win32' ? [] : modes.filter((mode) => mode !== 0o600)).toEqual([]);
    const again = publish('init', keys);
    expect([again.code, again.err]).toEqual([64, expect.stringContaining('keys')]);
  });

  it('signs, counts up, signs again and replaces keys, each step verified from the first root', () => {
    const { keys, out, draft } = folders();
    const made = publish('init', keys);
    const signed = publish('sign', draft, '--keys', keys, '--out', out);
    expect(signed.code).toBe(0);
    const fingerprint = `Root fingerprint: ${formatFingerprint(verified(out).root.anchor)}\n`;
    expect([made.out, signed.out]).toEqual([
      expect.stringContaining(fingerprint),
      expect.stringContaining(fingerprint),
    ]);
    expect(verified(out)).toMatchObject({ version: 1, timestampVersion: 1, demo: true });
    expect(publish('sign', draft, '--keys', keys, '--out', out).code).toBe(0);
    expect(verified(out)).toMatchObject({ version: 2, timestampVersion: 2 });
    expect(publish('resign', out, '--keys', keys).code).toBe(0);
    expect(verified(out)).toMatchObject({ version: 2, snapshotVersion: 3, timestampVersion: 3 });
    for (const name of ['timestamp', 'root-2', 'targets']) expect(publish('rotate', keys, name).code).toBe(0);
    expect(publish('sign', draft, '--keys', keys, '--out', out).code).toBe(0);
    expect(verified(out)).toMatchObject({ version: 3, root: { version: 4 } });
    expect(readdirSync(path.join(out, 'metadata')).toSorted()).toEqual(
      ['1.root', '2.root', '3.root', '4.root', '3.targets', '4.snapshot', 'timestamp']
        .map((name) => `${name}.json`)
        .toSorted(),
    );
    const { expires } = verified(out);
    expect(Math.round((expires.at.getTime() - Date.now()) / 86_400_000)).toBe(180);
  });

  it('signs nothing that does not fit the schemas, and names file and field', () => {
    const { keys, out, draft, edit } = folders();
    publish('init', keys);
    edit('policy.json', (policy) => ({ ...policy, limits: { ...(policy['limits'] as unknown as object), disk: 5 } }));
    const refused = publish('sign', draft, '--keys', keys, '--out', out);
    expect([refused.code, refused.err]).toEqual([64, expect.stringMatching(/policy\.json.*limits\.disk/)]);
    expect(() => readdirSync(out)).toThrow('ENOENT');
  });

  it('needs every key it signs with', () => {
    const { keys, out, draft } = folders();
    const refused = publish('sign', draft, '--keys', temporaryFolder(), '--out', out);
    expect([refused.code, refused.err]).toEqual([64, expect.stringContaining('targets')]);
    expect(publish('rotate', temporaryFolder(), 'timestamp').code).toBe(64);
    publish('init', keys);
    expect(publish('rotate', keys, 'nonsense').code).toBe(64);
    expect(publish('resign', out, '--keys', keys).code).toBe(64);
  });

  it('checks a draft for what schemas cannot see', () => {
    const { draft, edit } = folders();
    expect(publish('check', draft)).toMatchObject({ code: 0 });
    edit('matrix.json', (matrix: Record<string, object[]>) => ({
      ...matrix,
      rows: [
        {
          id: 'twice',
          product: 'steamvr',
          versions: '>=2',
          when: { headsets: ['no-such-headset'] },
          status: 'current',
          requires: [{ product: 'no-such-product', versions: '*' }],
          severity: 'warn',
          reason: { 'zh-CN': '试', en: 'trial' },
          source: 'https://example.org/',
          from: '2026-02-01',
          until: '2026-01-01',
        },
        ...(matrix['rows'] ?? []),
      ].flatMap((row, at) => (at === 0 ? [row, row] : [row])),
    }));
    const { code, out } = publish('check', draft);
    expect(code).toBe(1);
    expect(out).toContain('matrix.json rows.0.when.headsets.0: the device catalogue has no model no-such-headset');
    expect(out).toContain('matrix.json rows.0.requires.0.product: there is no product no-such-product');
    expect(out).toContain('matrix.json rows.1.id: twice is used more than once');
    expect(out).toContain('matrix.json rows.0.until: ends on 2026-01-01, before it begins on 2026-02-01');
    edit('matrix.json', () => ({ schema: 'vrlab.matrix/1' }));
    expect(publish('check', draft)).toMatchObject({ code: 1, err: expect.stringContaining('products') as string });
  });

  it('says in words how two publications or drafts differ', () => {
    const { keys, out, draft, edit } = folders();
    publish('init', keys);
    publish('sign', draft, '--keys', keys, '--out', out);
    expect(publish('diff', out, draft).out).toBe('The content is the same\n');
    edit('matrix.json', (matrix: Record<string, { id: string }[]>) => ({
      ...matrix,
      products: matrix['products']!.flatMap((product) => {
        if (product.id === 'varjo-base') return [];
        return product.id === 'steamvr' ? [{ ...product, scheme: 'semver' }] : [product];
      }),
    }));
    edit('catalogue.json', (catalogue: Record<string, { id: string }[]>) => ({
      ...catalogue,
      devices: [...catalogue['devices']!, { ...catalogue['devices']![0]!, id: 'new-headset' }],
    }));
    edit('policy.json', (policy) => ({ ...policy, sources: [] }));
    const lines = publish('diff', out, draft).out.split('\n');
    expect(lines).toEqual([
      'changed product: steamvr (scheme)',
      'removed product: varjo-base',
      'added device: new-headset',
      expect.stringMatching(/^changed other content: policySources \(0 1 .*\)$/),
      '',
    ]);
  });

  it('runs from its sources, as npm run publication does, with its words on the right stream', () => {
    const tool = (...args: string[]) =>
      spawnSync(process.execPath, [path.join(ROOT, 'src/publisher/index.ts'), ...args, '--lang', 'en'], {
        encoding: 'utf8',
      });
    const refused = tool('sing');
    expect([refused.status, refused.stderr]).toEqual([64, expect.stringContaining('sing')]);
    expect(refused.stdout).toBe(publish('--help').out);
  });

  it('shows its help for what it does not understand', () => {
    for (const args of [[], ['sing'], ['sign'], ['sign', 'x', '--out'], ['init', 'x', '--threshold', '9']])
      expect(publish(...args).code, args.join(' ')).toBe(64);
    expect(publish('--help')).toMatchObject({ code: 0, out: expect.stringContaining('rotate') as string });
  });
});
