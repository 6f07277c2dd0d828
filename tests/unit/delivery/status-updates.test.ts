import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { pollUpdates } from '../../../src/core/delivery/service-desk.ts';
import { REQUEST_UPDATES_SCHEMA, type RequestUpdates, readUpdates } from '../../../src/core/delivery/status-updates.ts';
import { type DeskKey, policySchema } from '../../../src/core/published/policy-schema.ts';
import { signFile } from '../../../src/core/signing/signed-file.ts';
import { generateSigningKey } from '../../../src/core/signing/signing-key.ts';
import { readArguments } from '../../../src/publisher/arguments.ts';
import { remarksOn } from '../../../src/publisher/check-draft.ts';
import type { Command } from '../../../src/publisher/commands/command.ts';
import { deskKey } from '../../../src/publisher/commands/keys.ts';
import { signUpdates } from '../../../src/publisher/commands/sign-updates.ts';
import { documentsIn } from '../../../src/publisher/draft.ts';
import { problemOf } from '../../../src/publisher/operator-files.ts';
import { DEMO_DESK_KEY } from '../../../src/publisher/policy-rules.ts';
import { type Problem, problemParam } from '../../../src/shared/domain/problem.ts';
import { type Trouble, deadAddress } from '../../simulators/loopback-server.ts';
import { type UpdateEndpoint, startUpdateEndpoint } from '../../simulators/update-endpoint.ts';
import { never, patienceFor, testEnvironment } from '../../support/request/channels.ts';
import { requestEvent } from '../../support/request/messages.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { valueOf } from '../../support/value-of.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const { key: deskSigns } = generateSigningKey();
const deskKeys: DeskKey[] = [{ id: 'desk-2026', publicKey: deskSigns.publicKey, since: '2026-01-01' }];
const desk = { role: 'desk', name: '小王' } as const;
const updates: RequestUpdates = {
  schema: REQUEST_UPDATES_SCHEMA,
  issuedAt: '2026-11-22T10:00:00.000+08:00',
  issuer: '客户服务部',
  updates: [
    requestEvent({ type: 'acknowledged', author: desk, text: '' }),
    requestEvent({
      id: '01KAMTZ5ZG0000000000000006',
      type: 'scheduled',
      author: { role: 'engineer', name: null },
      plannedFor: '2026-11-22T14:00:00.000+08:00',
    }),
  ],
};
const bytes = signFile(updates, deskSigns);
const refusal = (content: object, keys = deskKeys) => {
  const read = readUpdates(signFile(content, deskSigns), keys, 'updates.json');
  return read.ok ? null : [read.problem.code, problemParam(read.problem, 'field')];
};

describe('status updates', () => {
  it('are read from a file the desk signed', () => {
    expect(readUpdates(bytes, deskKeys, 'x')).toEqual({ ok: true, value: { updates, key: deskKeys[0] } });
  });

  it('are believed from keys of the policy only', () => {
    const other = generateSigningKey().key;
    expect(readUpdates(signFile(updates, other), deskKeys, 'x')).toMatchObject({
      problem: { code: 'signed-file-unknown-key', params: { key: other.keyId } },
    });
    expect(refusal(updates, [])).toEqual(['signed-file-unknown-key', undefined]);
  });

  it.each<[string, object, string]>([
    ['a teacher', { updates: [requestEvent()] }, 'updates.0.author.role'],
    ['the program', { updates: [requestEvent({ author: { role: 'program', name: null } })] }, 'updates.0.author.role'],
    ['a filing', { updates: [requestEvent({ type: 'filed', author: desk })] }, 'updates.0.type'],
    ['nobody', { issuer: ' ' }, 'issuer'],
    ['something unknown', { more: 1 }, 'more'],
    ['an unknown event', { updates: [{ ...requestEvent({ author: desk }), type: 'paid' }] }, 'updates.0.type'],
  ])('are refused in the name of %s', (_, change, field) => {
    expect(refusal({ ...updates, ...change })).toEqual(['file-invalid-field', field]);
  });

  it('of a newer program say so', () => {
    expect(refusal({ ...updates, schema: 'vrlab.request-updates/2' })).toEqual(['file-newer-schema', 'schema']);
  });
});

const TOKEN = 'tok-updates-9f2e71';
const poll = (
  { url }: Pick<UpdateEndpoint, 'url'>,
  {
    etag = null,
    token = TOKEN,
    timeoutMs = 5000,
  }: { etag?: string | null; token?: string | null; timeoutMs?: number } = {},
) =>
  pollUpdates(
    { url: `${url}/updates.json?pc=7`, secrets: token === null ? null : { token }, etag },
    deskKeys,
    testEnvironment({ timeoutMs }),
    never,
  );

describe('asking for status updates', () => {
  it.each([false, true])('gives what is new, once (https: %s)', async (https) => {
    await using endpoint = await startUpdateEndpoint(bytes, TOKEN, { https });
    const first = valueOf(await poll(endpoint));
    expect(first).toMatchObject({ updates: { updates, key: deskKeys[0] } });
    const { etag } = first;
    expect(await poll(endpoint, { etag })).toEqual({ ok: true, value: { updates: null, etag } });
    endpoint.content = signFile({ ...updates, updates: [] }, deskSigns);
    expect(await poll(endpoint, { etag })).toMatchObject({
      ok: true,
      value: { updates: { updates: { updates: [] } } },
    });
  });

  it('needs no token where none is asked for', async () => {
    await using endpoint = await startUpdateEndpoint(bytes);
    expect(await poll(endpoint, { token: null })).toMatchObject({ ok: true });
    expect(endpoint.received[0]?.headers.authorization).toBeUndefined();
  });

  it.each<[string, Trouble | null, string]>([
    ['another token', null, 'updates-refused'],
    ['a captive portal', 'captive-portal', 'updates-captive-portal'],
    ['a redirect', 'redirect', 'updates-unreachable'],
    ['trouble', { status: 503 }, 'updates-unreachable'],
    ['nothing new that was never asked', { status: 304 }, 'updates-unreachable'],
    ['no end', 'endless-answer', 'signed-file-too-large'],
    ['a cut', 'cut-in-answer', 'updates-unreachable'],
    ['silence', 'silent', 'updates-unreachable'],
    ['something else', { body: '{}' }, 'file-invalid-field'],
    [
      'an altered file',
      { body: Buffer.from(bytes).toString().replace('"keyId": "', '"keyId": "0') },
      'signed-file-altered',
    ],
  ])('and getting %s is said, without token and query', async (_, trouble, code) => {
    await using endpoint = await startUpdateEndpoint(bytes, TOKEN);
    endpoint.trouble = trouble;
    const result = await poll(endpoint, {
      token: trouble === null ? 'tok-other-11aa22' : TOKEN,
      timeoutMs: patienceFor(trouble),
    });
    expect(result).toMatchObject({ ok: false, problem: { code } });
    expect(JSON.stringify(result)).not.toMatch(/tok-|pc=7/);
  });

  it('of nobody, or in a way anybody can read, is said', async () => {
    expect(await poll({ url: await deadAddress() })).toMatchObject({
      problem: { code: 'updates-unreachable', params: { detail: 'ECONNREFUSED' } },
    });
    expect(await poll({ url: 'http://desk.example' })).toEqual({
      ok: false,
      problem: { code: 'updates-address-unusable', params: {} },
    });
    await using endpoint = await startUpdateEndpoint(bytes);
    expect(await poll(endpoint, { token: 'two\nlines' })).toMatchObject({ problem: { code: 'updates-unreachable' } });
  });
});

/** A command of the publisher with what it said; words are keys here. */
function publish(run: Command, ...argv: string[]): { code: number | null; out: string; problems: Problem[] } {
  const out: string[] = [];
  const problems: Problem[] = [];
  const say = (key: string, params: object = {}) => `${key} ${JSON.stringify(params)}`;
  const speaker = {
    say,
    t: say,
    print: (text: string) => void out.push(text),
    problem: (said: Problem) => void problems.push(said),
  };
  try {
    return { code: run(readArguments(argv), speaker), out: out.join('\n'), problems };
  } catch (cause) {
    const problem = problemOf(cause);
    if (problem === null) throw cause;
    return { code: 64, out: out.join('\n'), problems: [problem] };
  }
}

describe('vrlab-publish', () => {
  it('makes a key for the desk and signs updates that PCs with its entry believe', () => {
    const folder = temporaryFolder();
    const [pem, draft, out] = ['desk.pem', 'updates.json', 'signed.json'].map((name) => path.join(folder, name)) as [
      string,
      string,
      string,
    ];
    const made = publish(deskKey, 'desk-key', pem);
    expect(made.code).toBe(0);
    expect(process.platform === 'win32' || (statSync(pem).mode & 0o777) === 0o600).toBe(true);
    const entry = JSON.parse(made.out.slice(0, made.out.indexOf('}') + 1)) as DeskKey;
    expect(policySchema.shape.deskKeys.safeParse([entry]).success).toBe(true);
    expect(publish(deskKey, 'desk-key', pem)).toMatchObject({ code: 64, problems: [{ code: 'file-not-written' }] });

    writeFileSync(draft, JSON.stringify(updates));
    const program = path.join(ROOT, 'src/publisher/index.ts');
    const args = [program, 'sign-updates', draft, '--key', pem, '--out', out, '--lang', 'en'];
    expect(spawnSync(process.execPath, args, { encoding: 'utf8' })).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('2 updates') as unknown,
    });
    expect(readUpdates(readFileSync(out), [entry], out)).toMatchObject({ ok: true, value: { updates } });
  });

  it('signs nothing that PCs would refuse, and names file and field', () => {
    const folder = temporaryFolder();
    const [draft, out] = ['updates.json', 'signed.json'].map((name) => path.join(folder, name)) as [string, string];
    const pem = path.join(ROOT, 'publication/demo-keys/desk.pem');
    const signing = (key: string) => publish(signUpdates, 'sign-updates', draft, '--key', key, '--out', out);
    expect(signing(pem)).toMatchObject({ code: 64, problems: [{ code: 'file-unreadable' }] });
    writeFileSync(draft, JSON.stringify({ ...updates, updates: [requestEvent()] }));
    expect(signing(pem)).toMatchObject({ code: 64, problems: [{ params: { field: 'updates.0.author.role' } }] });
    const long = requestEvent({ author: desk, text: '汉'.repeat(4000) });
    writeFileSync(draft, JSON.stringify({ ...updates, updates: Array.from({ length: 150 }, () => long) }));
    expect(signing(pem)).toMatchObject({ code: 64, problems: [{ code: 'signed-file-too-large' }] });
    writeFileSync(draft, JSON.stringify(updates));
    expect(signing(draft)).toMatchObject({ code: 64, problems: [{ code: 'publisher-no-desk-key' }] });
    expect(publish(signUpdates, 'sign-updates', draft, '--out', out).code).toBeNull();
    expect(publish(deskKey, 'desk-key').code).toBeNull();
    expect(readdirSync(folder)).toEqual(['updates.json']);
  });

  it('lets nobody publish the demonstration desk for real, nor two keys of one name', () => {
    const documents = documentsIn(path.join(ROOT, 'publication/draft'));
    if (!documents.ok) throw new Error(documents.problem.code);
    expect(documents.value.policy.deskKeys.map(({ publicKey }) => publicKey)).toEqual([DEMO_DESK_KEY]);
    const codes = (demo: boolean, keys: DeskKey[]) =>
      remarksOn({ ...documents.value, policy: { ...documents.value.policy, deskKeys: keys } }, { demo })
        .filter(({ field }) => field.startsWith('deskKeys'))
        .map(({ field, code }) => [field, code]);
    const demoKey = documents.value.policy.deskKeys[0]!;
    expect(codes(true, [demoKey])).toEqual([]);
    expect(codes(false, [deskKeys[0]!, demoKey])).toEqual([['deskKeys.1.publicKey', 'demo-desk-key']]);
    expect(codes(false, [deskKeys[0]!, deskKeys[0]!])).toEqual([['deskKeys.1.id', 'duplicate-id']]);
  });
});
