import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openSignedFile, readSignedFile } from '../../src/core/signing/signed-file.ts';
import type { RequestRecord, RequestSummary } from '../../src/shared/domain/request-record.ts';
import type { ServiceMessage } from '../../src/shared/domain/request-lifecycle.ts';
import { startWebhookReceiver, WEBHOOK_SECRET } from '../simulators/webhook-receiver.ts';
import { publication } from '../support/pc/judge.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ROOT, vrlab } from '../support/vrlab.ts';
import { vrlabPublish } from '../support/program/vrlab-publish.ts';

const CONTACT = { name: '张三', phone: '13812345678' };

it(
  'a request goes its whole way in the terminal: shown, filed, carried, sent once, answered',
  { timeout: 120_000 },
  async () => {
    const receiver = await startWebhookReceiver();
    onTestFinished(() => receiver.close());
    const folder = temporaryFolder();
    const data = path.join(folder, 'data');
    const run = (...args: string[]) => vrlab([...args, '--data', data, '--lang', 'en']);
    const file = (name: string, content: object) => {
      writeFileSync(path.join(folder, name), JSON.stringify(content));
      return path.join(folder, name);
    };

    const channel = { id: 'desk', title: 'Service desk', enabled: true, kind: 'webhook', url: receiver.url };
    const setup = { schema: 'vrlab.channel-setup/1', channel, secrets: { secret: WEBHOOK_SECRET } };
    expect((await run('channel', 'set', file('no-secret.json', { ...setup, secrets: {} }))).stderr).toContain(
      'secrets.secret',
    );
    expect(await run('channel', 'set', file('setup.json', setup))).toMatchObject({ code: 0 });
    writeFileSync(
      path.join(data, 'teacher.json'),
      JSON.stringify({ schema: 'vrlab.teacher/1', contact: CONTACT, level: null }),
    );

    const needs = ['--wanted-by', '2099-03-02T09:00:00+08:00', '--group', 'Teachers', '--people', '2'];
    const asked = ['request', 'new', '--kind', 'training', '--text', 'New teacher <b>@all</b>', ...needs];
    const preview = await run(...asked);
    expect(preview).toMatchObject({ code: 0, stderr: expect.stringContaining('Nothing has been sent') as string });
    for (const shown of [CONTACT.name, CONTACT.phone, 'New teacher <b>@all</b>', 'Goes to: Service desk'])
      expect(preview.stdout).toContain(shown);
    expect(JSON.parse((await run('request', 'list', '--json')).stdout)).toEqual({
      schema: 'vrlab.requests/1',
      requests: [],
    });
    expect((await run(...asked, '--scope', 'town')).stderr).toContain('--scope cannot be "town", it can be: seat');

    const odd = await run(...asked, '--title', 'a\u001B[31mb\u202Ec\u0007');
    expect(odd).toMatchObject({ code: 64, stdout: '' });
    expect(odd.stderr).toContain('There is a character in --title that nobody sees (U+001B)');
    for (const sign of ['\u001B', '\u202E', '\u0007']) expect(odd.stderr).not.toContain(sign);
    expect(await run('request', 'import', '/dev/zero')).toMatchObject({ code: 64 });

    receiver.trouble = { status: 503 };
    const sent = await run(...asked, '--no-contact', '--send', '--json');
    expect(sent.code).toBe(0);
    const { request } = JSON.parse(sent.stdout) as RequestRecord;
    expect(request).toMatchObject({ kind: 'training', urgency: 'normal', contact: null });
    expect((await run('request', 'retry')).code).toBe(1);
    expect(receiver.taken.size).toBe(0);

    receiver.trouble = null;
    expect((await run('request', 'retry')).stdout).toContain('Waiting: 0');
    await run('request', 'retry');
    const [message] = [...receiver.taken.values()] as ServiceMessage[];
    expect(receiver.taken.size).toBe(1);
    expect(message).toMatchObject({ type: 'request', request: { id: request.id, number: request.number } });
    expect(receiver.received.map(({ body }) => body).join('')).not.toContain(CONTACT.phone);

    const carried = path.join(folder, 'stick.json');
    expect((await run('request', 'export', request.number.toLowerCase(), carried)).code).toBe(0);
    expect((await run('request', 'export', request.number, carried)).code).toBe(64);
    expect(readSignedFile(readFileSync(carried), carried)).toMatchObject({ ok: true, value: { value: message } });

    const author = { role: 'desk', name: '李四' };
    const event = {
      request: request.id,
      at: '2026-11-22T10:00:00.000+08:00',
      author,
      text: '',
      plannedFor: null,
      satisfaction: null,
    };
    const updates = [
      { ...event, id: '01KAMNZ0000000000000000001', type: 'acknowledged' },
      { ...event, id: '01KAMNZ0000000000000000002', request: '01KAMNZ0000000000000000009', type: 'acknowledged' },
    ];
    const news = file('news.json', { schema: 'vrlab.request-updates/1', issuedAt: event.at, issuer: 'desk', updates });
    const signed = path.join(folder, 'news.signed.json');
    const key = path.join(ROOT, 'publication/demo-keys/desk.pem');
    expect(vrlabPublish('sign-updates', news, '--key', key, '--out', signed).code).toBe(0);
    expect(openSignedFile(readFileSync(signed), publication.deskKeys, signed).ok).toBe(true);
    expect((await run('request', 'import', signed)).stdout).toContain(
      '1 status updates added, 0 known already, 1 not accepted',
    );
    expect((await run('request', 'import', signed)).stdout).toContain('0 status updates added, 1 known already');
    expect(await run('request', 'import', news)).toMatchObject({ code: 64 });

    const { stdout } = await run('request', 'show', request.number, '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      state: 'acknowledged',
      events: [{ type: 'filed' }, { author: { name: '李＊' } }],
    });
    const [listed] = (JSON.parse((await run('request', 'list', '--json')).stdout) as { requests: RequestSummary[] })
      .requests;
    expect(listed).toMatchObject({ number: request.number, state: 'acknowledged', delivered: true });
    expect((await run('request', 'show', 'VR-000000-XXXXXX')).code).toBe(64);
  },
);
