import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createRequests } from '../../../src/core/requests/index.ts';
import { deviceKeyIn } from '../../../src/core/signing/signing-key.ts';
import { createPlainSecretStore } from '../../../src/core/signing/secrets-file.ts';
import { createDatabaseSession } from '../../../src/core/store/database-session.ts';
import type { SuiteUse } from '../../../src/shared/domain/inspection/inspection-plan.ts';
import { fail, succeed } from '../../../src/shared/domain/result.ts';
import { station } from '../../support/pc/facts.ts';
import { publication } from '../../support/pc/judge.ts';
import { run } from '../../support/pc/runs.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { valueOf } from '../../support/value-of.ts';

const PHONE = '13812345678';
const broken = run(0, []);
const never = new AbortController().signal;

function requestsIn(dataDirectory = temporaryFolder(), uses: SuiteUse[] = []) {
  const session = createDatabaseSession(dataDirectory);
  onTestFinished(() => session.close());
  const secrets = createPlainSecretStore(dataDirectory);
  const requests = createRequests({
    dataDirectory,
    session,
    secrets,
    deviceKey: deviceKeyIn(secrets),
    printer: { print: () => Promise.resolve(fail('no-printer')) },
    publication,
    version: 'test',
    demo: false,
    run: (id) => Promise.resolve(id === broken.id ? succeed(broken) : fail('run-not-found', { id })),
    station: () => Promise.resolve(succeed(station(null))),
    teacher: () =>
      Promise.resolve(
        succeed({
          schema: 'vrlab.teacher/1',
          contact: { name: '张三', phone: PHONE },
          level: 'core',
          uses,
          subject: '',
          stage: '',
        }),
      ),
    language: () => Promise.resolve('zh-CN'),
    lastRunAt: () => Promise.resolve(null),
    now: () => new Date('2026-11-22T09:00:00+08:00'),
  });
  return { requests, dataDirectory };
}

const about = { run: broken.id, check: null, kind: 'technical' } as const;

describe('filing', () => {
  it('takes what was shown, and nothing else', async () => {
    const { requests } = requestsIn();
    const draft = valueOf(await requests.draft(about));
    const { seal } = valueOf(await requests.preview(draft));
    const changed = { ...draft, description: `${draft.description} 又及` };
    expect(await requests.file(changed, seal)).toMatchObject({ problem: { code: 'preview-outdated' } });
    expect(valueOf(await requests.list(10))).toEqual([]);
    expect(valueOf(await requests.file(draft, seal))).toMatchObject({ state: 'filed', events: [{ type: 'filed' }] });
  });

  it('twice is filing once', async () => {
    const { requests } = requestsIn();
    const draft = valueOf(await requests.draft(about));
    const { seal } = valueOf(await requests.preview(draft));
    const [one, two] = await Promise.all([requests.file(draft, seal), requests.file(draft, seal)]);
    expect(valueOf(one).request.number).toBe(valueOf(two).request.number);
    expect(valueOf(await requests.list(10))).toHaveLength(1);
  });

  it('without a channel waits and says so, until it is carried away', async () => {
    const { requests } = requestsIn();
    const draft = valueOf(await requests.draft(about));
    const preview = valueOf(await requests.preview(draft));
    expect(preview.channels).toEqual([]);
    const { request } = valueOf(await requests.file(draft, preview.seal));
    const { value } = (await requests.outbox(never).next()) as { value: object };
    expect(value).toMatchObject({ waiting: 0, withoutChannel: 1 });
    valueOf(await requests.exportFile(request.id));
    expect((await requests.outbox(never).next()).value).toMatchObject({ withoutChannel: 0 });
  });

  it.each(['told-by-phone', 'withdrawn'] as const)(
    'is not counted as unknown to anybody once it is %s',
    async (type) => {
      const { requests } = requestsIn();
      const draft = valueOf(await requests.draft(about));
      const { request } = valueOf(await requests.file(draft, valueOf(await requests.preview(draft)).seal));
      expect(valueOf(await requests.outboxState()).withoutChannel).toBe(1);
      const event = { type, text: '', satisfaction: null };
      const { seal } = valueOf(await requests.previewEvent(request.id, event));
      valueOf(await requests.addEvent(request.id, event, seal));
      expect(valueOf(await requests.outboxState()).withoutChannel).toBe(0);
    },
  );

  it('takes no note without words', async () => {
    const { requests } = requestsIn();
    const draft = valueOf(await requests.draft(about));
    const { request } = valueOf(await requests.file(draft, valueOf(await requests.preview(draft)).seal));
    const empty = { type: 'noted', text: '', satisfaction: null } as const;
    const refused = { ok: false, problem: { code: 'request-note-empty' } };
    expect(await requests.previewEvent(request.id, empty)).toMatchObject(refused);
    expect(await requests.addEvent(request.id, empty, '')).toMatchObject(refused);
    expect((await requests.previewEvent(request.id, { ...empty, text: '换过线了' })).ok).toBe(true);
  });

  it('refuses what nobody could do anything with, and names the field', async () => {
    const { requests } = requestsIn();
    const draft = valueOf(await requests.draft({ run: null, check: null, kind: 'technical' }));
    const { seal, missing } = valueOf(await requests.preview(draft));
    expect(missing).toEqual(['description']);
    const refused = { problem: { code: 'request-incomplete', params: { field: 'description' } } };
    expect(await requests.file(draft, seal)).toMatchObject(refused);
    expect(valueOf(await requests.list(10))).toEqual([]);
  });

  it('refuses a time that is over before it is asked for', async () => {
    const { requests } = requestsIn();
    const draft = { ...valueOf(await requests.draft(about)), wantedBy: '2026-02-28T08:00:00+08:00' };
    const { seal, missing } = valueOf(await requests.preview(draft));
    expect(missing).toEqual(['wantedBy']);
    expect(await requests.file(draft, seal)).toMatchObject({ problem: { code: 'request-time-over' } });
    expect(valueOf(await requests.list(10))).toEqual([]);
  });

  it('promises from the call to the service desk on, where nothing was sent', async () => {
    const { requests } = requestsIn();
    const draft = valueOf(await requests.draft(about));
    const { request, promises } = valueOf(await requests.file(draft, valueOf(await requests.preview(draft)).seal));
    expect(new Set(promises.map(({ state }) => state))).toEqual(new Set(['not-started']));
    const told = (at: string) => ({ type: 'told-by-phone', text: '', satisfaction: null, at }) as const;
    const soon = { problem: { code: 'request-call-time' } };
    expect(await requests.previewEvent(request.id, told('2026-11-22T09:01:00+08:00'))).toMatchObject(soon);
    const call = told('2026-11-22T08:55:00+08:00');
    const { seal } = valueOf(await requests.previewEvent(request.id, call));
    const after = valueOf(await requests.addEvent(request.id, call, seal));
    expect([after.state, after.events.at(-1)?.at]).toEqual(['filed', call.at]);
    expect(after.promises[0]).toMatchObject({ state: 'open', since: '2026-11-22T09:00:00.000+08:00' });
  });

  it('stores nothing of a form that was only opened', async () => {
    const { requests } = requestsIn();
    const draft = valueOf(await requests.draft(about));
    valueOf(await requests.preview(draft));
    expect(valueOf(await requests.drafts())).toEqual([]);
  });

  it('goes on when the channels cannot be read, and keeps what they are told later', async () => {
    const { requests, dataDirectory } = requestsIn();
    const draft = valueOf(await requests.draft(about));
    const { seal } = valueOf(await requests.preview(draft));
    writeFileSync(path.join(dataDirectory, 'channels.json'), '{');
    writeFileSync(path.join(dataDirectory, 'teacher.json'), '{');
    expect(await requests.problems()).toMatchObject([{ code: 'file-not-json' }]);
    expect(valueOf(await requests.preview(draft)).channels).toEqual([]);
    expect((await requests.file(draft, seal)).ok).toBe(true);
  });
});

it('promises by the service level that follows from use, not by the one set by hand', async () => {
  const seldom = { quarter: '2026-Q4', usesPerMonth: 2, depth: 'deep', influence: 'core' } as const;
  const levelIn = async ({ requests }: ReturnType<typeof requestsIn>) => {
    const { message } = valueOf(await requests.preview(valueOf(await requests.draft(about))));
    return message.type === 'request' && [message.request.level, message.request.promises[0]?.rule];
  };
  expect(await levelIn(requestsIn())).toEqual(['core', 'respond-core-level']);
  expect(await levelIn(requestsIn(temporaryFolder(), [seldom]))).toEqual(['basic', 'respond-major']);
});

describe('a contact', () => {
  it('that the teacher took out is nowhere: not in the database, not in any file', async () => {
    const { requests, dataDirectory } = requestsIn();
    const opened = valueOf(await requests.draft(about));
    expect(opened.contact?.phone).toBe(PHONE);
    const draft = { ...opened, contact: null };
    valueOf(await requests.keepDraft(draft));
    const { seal, message } = valueOf(await requests.preview(draft));
    const { request } = valueOf(await requests.file(draft, seal));
    const exported = Buffer.from(valueOf(await requests.exportFile(request.id)).base64, 'base64');
    const { payload } = JSON.parse(exported.toString()) as { payload: string };
    const files = readdirSync(dataDirectory).map((name) => readFileSync(path.join(dataDirectory, name), 'latin1'));
    for (const text of [JSON.stringify(message), Buffer.from(payload, 'base64').toString(), ...files])
      expect(text).not.toContain(PHONE);
  });

  it('is masked wherever a kept request is shown', async () => {
    const { requests } = requestsIn();
    const draft = valueOf(await requests.draft(about));
    const { seal } = valueOf(await requests.preview(draft));
    const { request } = valueOf(await requests.file(draft, seal));
    expect(request.contact).toEqual({ name: '张＊', phone: '138＊＊＊＊5678' });
    expect(JSON.stringify(valueOf(await requests.get(request.id)))).not.toContain(PHONE);
  });
});

describe('what a teacher does later', () => {
  it('is shown before it leaves, and only what is possible then', async () => {
    const { requests } = requestsIn();
    const draft = valueOf(await requests.draft(about));
    const { request } = valueOf(await requests.file(draft, valueOf(await requests.preview(draft)).seal));
    const event = { type: 'withdrawn', text: '好了', satisfaction: null } as const;
    expect(await requests.previewEvent(request.id, { ...event, type: 'rated' })).toMatchObject({
      problem: { code: 'request-event-not-allowed' },
    });
    const { seal, message } = valueOf(await requests.previewEvent(request.id, event));
    expect(message).toMatchObject({
      type: 'event',
      number: request.number,
      event: { type: 'withdrawn', text: '好了' },
    });
    expect(await requests.addEvent(request.id, { ...event, text: '别的' }, seal)).toMatchObject({ ok: false });
    const after = valueOf(await requests.addEvent(request.id, event, seal));
    expect(after.state).toBe('withdrawn');
    expect(after.promises.filter(({ state }) => state === 'open')).toEqual([]);
  });
});

it('a run that is not there is said, and nothing is opened', async () => {
  const { requests } = requestsIn();
  expect(await requests.draft({ ...about, run: 'gone' })).toMatchObject({ problem: { code: 'run-not-found' } });
});

it('a printer that is missing is said; the editable form needs none', async () => {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  const { requests } = requestsIn(folder);
  const draft = valueOf(await requests.draft(about));
  const { request } = valueOf(await requests.file(draft, valueOf(await requests.preview(draft)).seal));
  expect(await requests.document(request.id, 'request-form', 'pdf', never)).toMatchObject({
    problem: { code: 'no-printer' },
  });
  const form = valueOf(await requests.document(request.id, 'request-form', 'docx', never));
  expect(form.fileName).toContain(request.number);
  expect(Buffer.from(form.base64, 'base64').subarray(0, 2).toString()).toBe('PK');
});
