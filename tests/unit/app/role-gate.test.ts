import { createRouterClient } from '@orpc/server';
import { readFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { openLocalApp } from '../../../src/core/app/local-app.ts';
import { createRouter } from '../../../src/core/app/router.ts';
import { contract } from '../../../src/shared/contract.ts';
import type { Preview, RequestRecord } from '../../../src/shared/domain/request-record.ts';
import { retentionSchema } from '../../../src/shared/domain/retention.ts';
import { RETENTION_SCHEMA } from '../../../src/shared/domain/schema-names.ts';
import type { RequestDraft } from '../../../src/shared/domain/service-request.ts';
import { declaredRole } from '../../../src/shared/contract-roles.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { worldFile } from '../../worlds/generator/world-folders.ts';

/** What may be done without signing in: checking, filing a request, and looking at what is masked. Nothing gets in here unseen. */
const OPEN = [
  'app.about app.guide app.notices app.reportScreenError app.setAppearance app.setLanguage',
  'channels.list',
  'check.judgeSent check.live check.run',
  'codes.ofRun codes.read codes.recorded',
  'inspections.get inspections.handedIn inspections.list inspections.pages inspections.plan inspections.planFile',
  'inspections.rectification.get inspections.rectification.list inspections.report inspections.standing inspections.verify',
  'kiosk.copy kiosk.drives kiosk.enter kiosk.kept kiosk.leave kiosk.lockdown kiosk.state',
  'lesson.program lesson.start',
  'publication.news',
  'requests.channels requests.counts requests.draft requests.drafts requests.file requests.get requests.hotline',
  'requests.keepDraft requests.list requests.markRead requests.outbox requests.preview requests.previewEvent',
  'requests.recovered requests.reported requests.revealPreview',
  'retention.plan',
  'roles.askRecovery roles.lock roles.proveNumber roles.recover roles.signIn roles.state roles.states roles.touch',
  'runs.compare runs.dispute runs.disputes runs.exportFile runs.find runs.get runs.list runs.trend',
  'sockets.exportFile sockets.get',
  'setup.offer',
  'station.get station.learn station.models',
  'teacher.get teacher.level',
  'versions.table',
].flatMap((line) => line.split(' '));

/** Every procedure by its path. */
const procedures = (tree: object, path: readonly string[] = []): [string, string][] =>
  '~orpc' in tree
    ? [[path.join('.'), declaredRole((tree['~orpc'] as { meta: object }).meta) ?? 'none']]
    : Object.entries(tree).flatMap(([name, below]) => procedures(below as object, [...path, name]));
const ALL = procedures(contract);

async function appWithPins() {
  const opened = await openLocalApp({ dataDirectory: temporaryFolder(), world: worldFile('index-complete', '.') });
  if (!opened.ok) throw new Error(opened.problem.code);
  const app = opened.value;
  onTestFinished(() => app.close());
  const roles = await app.roles();
  await roles.set({ mode: 'pins', pins: { administrator: '482913', teacher: '770215' }, idleMinutes: 5 });
  const client = createRouterClient(createRouter(app)) as unknown as Record<string, never>;
  const procedure = (path: string) =>
    path.split('.').reduce((at, name) => at[name]!, client) as unknown as (input: unknown) => Promise<unknown>;
  return { app, roles, call: (path: string, input: unknown = {}) => procedure(path)(input) };
}

/** What came out, whichever way a procedure reports it. */
async function codeOf(answer: Promise<unknown>): Promise<string> {
  try {
    let value = await answer;
    if (value !== null && typeof value === 'object' && Symbol.asyncIterator in value)
      for await (const first of value as AsyncIterable<unknown>) {
        value = first;
        break;
      }
    const { problem } = (value ?? {}) as { problem?: { code: string } };
    return problem?.code ?? 'answered';
  } catch (cause) {
    return (cause as Error).message.split(':')[0]!;
  }
}

it('only what is listed here is open to everyone', () => {
  expect(ALL.flatMap(([path, role]) => (role === 'everyone' ? [path] : [])).toSorted()).toEqual(OPEN.toSorted());
});

it('every other procedure is refused before it is looked at, unless its role is signed in', async () => {
  const { call, roles } = await appWithPins();
  const guarded = ALL.flatMap(([path, role]) => (role === 'everyone' ? [] : [path]));
  expect(guarded.length).toBeGreaterThan(40);
  for (const path of guarded) expect([path, await codeOf(call(path))]).toEqual([path, 'sign-in-needed']);
  // With the role the input is looked at.
  await roles.signIn('482913');
  for (const path of guarded) expect([path, await codeOf(call(path))]).not.toEqual([path, 'sign-in-needed']);
}, 120_000);

it('the number of a request is whole for whoever files it, and hidden from whoever comes next, whatever they ask', async () => {
  const { app, call, roles } = await appWithPins();
  const draft = (await call('requests.draft', { run: null, check: null, kind: 'technical' })) as {
    value: RequestDraft;
  };
  const filled = { ...draft.value, description: 'The picture is black' };
  const previewed = (await call('requests.preview', filled)) as { value: Preview };
  const filed = (await call('requests.file', { draft: filled, seal: previewed.value.seal })) as {
    value: RequestRecord;
  };
  const { id, number } = filed.value.request;
  expect(number).toMatch(/^VR-\d{6}-[0-9A-Z]+$/);
  expect(JSON.stringify([previewed, await call('requests.get', { id })]).split(`"${number}"`)).toHaveLength(3);
  await roles.signIn('770215');
  await roles.lock();
  expect(await roles.knownNumbers()).not.toBe('all');
  const erasure = { requests: [number], drafts: 0, inspections: [], runs: 0, log: 0, copies: [], notUnderstood: [] };
  const settings = retentionSchema.parse({ schema: RETENTION_SCHEMA });
  const retention = { plan: async () => ({ ok: true, value: { settings, erasure } }) };
  const others = createRouterClient(createRouter(Object.create(app, { retention: { value: async () => retention } })));
  for (const answer of [await others.requests.get({ id }), await others.retention.plan()]) {
    expect(answer.ok).toBe(true);
    expect(JSON.stringify(answer)).not.toContain(number);
  }
}, 60_000);

it('a teacher does what a teacher may, and nothing of the administrator', async () => {
  const { call, roles } = await appWithPins();
  await roles.signIn('770215');
  expect(await codeOf(call('teacher.reveal'))).toBe('answered');
  expect(await codeOf(call('retention.apply'))).toBe('sign-in-needed');
  expect(await codeOf(call('roles.audit', { limit: 10 }))).toBe('sign-in-needed');
});

it('both hosts answer pages through this router and nothing beside it', () => {
  for (const host of ['src/web/server.ts', 'src/main/open-app.ts'])
    expect(readFileSync(host, 'utf8')).toMatch(/createRouter\(/);
});
