import { randomBytes } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { index } from '../support/pc/facts.ts';
import { snapshotOf } from '../support/pc/runs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Ended, ROOT, vrlab } from '../support/vrlab.ts';
import { vrlabPublish } from '../support/program/vrlab-publish.ts';
import { worldFile } from '../worlds/generator/world-folders.ts';

const DEMO_KEYS = path.join(ROOT, 'publication/demo-keys');
const DRAFT = path.join(ROOT, 'publication/draft');

/** A school's operations: keys of their own, and a publication signed with them that is no demonstration. */
function operations() {
  const base = temporaryFolder();
  const [keys, draft, stick] = ['keys', 'draft', 'stick'].map((name) => path.join(base, name)) as [
    string,
    string,
    string,
  ];
  cpSync(DRAFT, draft, { recursive: true });
  const about = path.join(draft, 'publication.json');
  writeFileSync(about, readFileSync(about, 'utf8').replace('"demo": true', '"demo": false'));
  const policyFile = path.join(draft, 'policy.json');
  const policy = JSON.parse(readFileSync(policyFile, 'utf8')) as object;
  const key = randomBytes(32).toString('base64');
  const own = { faultCodes: { keys: [{ id: 'own', key, since: '2026-01-01' }] }, deskKeys: [] };
  writeFileSync(policyFile, JSON.stringify({ ...policy, ...own }));
  const { printed } = vrlabPublish('init', keys);
  const fingerprint = /Root fingerprint: ([0-9a-f-]{71})/.exec(printed)![1]!;
  const sign = () => expect(vrlabPublish('sign', draft, '--keys', keys, '--out', stick).code).toBe(0);
  sign();
  return { keys, stick, fingerprint, sign };
}

/** One version above the embedded one, signed with the keys everybody has. */
function newerDemonstration(): string {
  const out = path.join(temporaryFolder(), 'published');
  cpSync(path.join(ROOT, 'resources/publication'), out, { recursive: true });
  expect(vrlabPublish('sign', DRAFT, '--keys', DEMO_KEYS, '--out', out).code).toBe(0);
  return out;
}

function pc() {
  const [data, state] = [temporaryFolder(), temporaryFolder()];
  const run = (...args: string[]): Promise<Ended> =>
    vrlab([...args, '--data', data], { env: { XDG_STATE_HOME: state } });
  const status = async () => JSON.parse((await run('publication', 'status', '--json')).stdout) as Status;
  return { data, run, status };
}

interface Status {
  readonly inUse: { readonly version: number; readonly demo: boolean };
  readonly root: { readonly kind: string; readonly fingerprint: string | null; readonly setAt: string | null };
  readonly problems: readonly { readonly code: string }[];
}

describe('vrlab publication trust', () => {
  it('sets the root of a school at first start: only with its whole fingerprint, and only once', async () => {
    const { keys, stick, fingerprint, sign } = operations();
    const { run, status } = pc();
    const before = await run('publication', 'status', '--lang', 'en');
    expect(before.stdout).toContain('Trusted root: the demonstration');

    const bare = await run('publication', 'trust', stick, '--lang', 'en');
    expect(bare).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('No root fingerprint was given') as string,
    });
    expect(bare.stdout).toMatch(/version 1, .*\(\d{4}-\d\d-\d\d\)\n/);
    expect(bare.stdout).toContain(`Root fingerprint: ${fingerprint}`);
    const wrong = await run('publication', 'trust', stick, '--fingerprint', fingerprint.replace(/./, 'x'));
    expect(wrong).toMatchObject({
      code: 64,
      stdout: '',
      stderr: expect.stringContaining('不是完整的信任根指纹') as string,
    });
    const other = fingerprint.split('').toReversed().join('');
    const refused = await run('publication', 'trust', stick, '--fingerprint', other, '--lang', 'en');
    expect(refused).toMatchObject({ code: 64, stdout: '' });
    expect(refused.stderr).toContain(`The root fingerprint differs: this publication has ${fingerprint}`);
    expect(await status()).toMatchObject({ root: { kind: 'demo', setAt: null }, inUse: { demo: true } });
    const stranger = await run('publication', 'verify', stick, '--lang', 'en');
    expect([stranger.code, stranger.stderr]).toEqual([64, expect.stringContaining(fingerprint)]);

    const done = await run('publication', 'trust', stick, '--fingerprint', fingerprint, '--lang', 'zh-CN');
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(done.stdout).toMatch(/已信任学校自己的信任根，并安装：第 1 版 /);
    const plain = fingerprint.replaceAll('-', '');
    expect(await status()).toMatchObject({
      inUse: { version: 1, demo: false },
      root: { kind: 'own', fingerprint: plain, setAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*\+08:00$/) as string },
      problems: [],
    });
    const doctor = await run('doctor', '--lang', 'en');
    expect(doctor.stdout).toMatch(
      new RegExp(`The trusted root was set on this PC on [\\d-]{10}, fingerprint ${fingerprint}`),
    );

    const second = operations();
    const again = await run('publication', 'trust', second.stick, '--fingerprint', second.fingerprint, '--json');
    expect([again.code, JSON.parse(again.stdout)]).toMatchObject([
      64,
      { trusted: false, refusal: 'own-root-already-set' },
    ]);
    const demo = await run('publication', 'install', newerDemonstration(), '--lang', 'en');
    expect([demo.code, demo.stderr]).toEqual([64, expect.stringContaining('no trusted signature')]);

    expect(vrlabPublish('rotate', keys, 'root-1').code).toBe(0);
    expect(vrlabPublish('rotate', keys, 'targets').code).toBe(0);
    sign();
    expect(await run('publication', 'install', stick)).toMatchObject({ code: 0, stderr: '' });
    expect(await status()).toMatchObject({ inUse: { version: 2 }, root: { kind: 'own', fingerprint: plain } });
  });

  it('outlives the loss of its file and of every publication, and says so in each verdict', async () => {
    const { stick, fingerprint } = operations();
    const { data, run, status } = pc();
    const snapshot = path.join(temporaryFolder(), 'saved.json');
    writeFileSync(snapshot, JSON.stringify(snapshotOf(index())));
    await run('publication', 'trust', stick, '--fingerprint', fingerprint);
    const file = path.join(data, 'own-root.json');
    const whole = readFileSync(file, 'utf8');
    for (const spoil of [() => rmSync(file), () => truncateSync(file, 700)]) {
      spoil();
      const check = await run('check', '--json', '--snapshot', snapshot, '--lang', 'en');
      expect(check.stderr).toContain('another copy on this PC stands in');
      expect(JSON.parse(check.stdout)).toMatchObject({ publication: { version: 1, demo: false } });
      expect(readFileSync(file, 'utf8')).toBe(whole);
    }
    rmSync(file);
    rmSync(path.join(data, 'publications'), { recursive: true });
    await status();
    const check = await run('check', '--json', '--snapshot', snapshot, '--lang', 'en');
    expect(check.stderr).toMatch(/trusts the school's own root .* was deleted or damaged/);
    expect(JSON.parse(check.stdout)).toMatchObject({ publication: { demo: true } });
    const doctor = await run('doctor', '--json');
    const { examinations } = JSON.parse(doctor.stdout) as { examinations: { id: string; problem: unknown }[] };
    expect(doctor.code).toBe(1);
    expect(examinations.find(({ id }) => id === 'publication')?.problem).toMatchObject({
      code: 'own-root-without-publication',
    });
    const demo = await run('publication', 'install', newerDemonstration(), '--lang', 'en');
    expect([demo.code, demo.stderr]).toEqual([64, expect.stringContaining('no trusted signature')]);
    expect(await run('publication', 'install', stick)).toMatchObject({ code: 0 });
    expect(await status()).toMatchObject({ inUse: { version: 1, demo: false }, problems: [] });
  });

  it('judges a demonstration world as well, and writes nothing into its records', async () => {
    const { stick, fingerprint } = operations();
    const { data, run } = pc();
    await run('publication', 'trust', stick, '--fingerprint', fingerprint);
    const before = readFileSync(path.join(data, 'own-root.json'), 'utf8');
    const check = await run('check', '--json', '--world', worldFile('win-ready', '.'));
    expect(JSON.parse(check.stdout)).toMatchObject({ demo: true, publication: { version: 1, demo: false } });
    const [world] = readdirSync(path.join(data, 'demo'));
    const names = readdirSync(path.join(data, 'demo', world!));
    expect(names.filter((name) => /root|mark|publications/.test(name))).toEqual([]);
    expect(readFileSync(path.join(data, 'own-root.json'), 'utf8')).toBe(before);
  });

  it.each([['trust'], ['install', 'a', '--fingerprint', 'aa'], ['status', '--fingerprint', 'aa']])(
    'with %s %s ends with 64 and says how it is used',
    async (...args) => {
      const { code, stdout, stderr } = await pc().run('publication', ...args, '--lang', 'en');
      expect([code, stdout, stderr]).toEqual([64, '', expect.stringContaining('vrlab publication trust')]);
    },
  );
});
