import { chmodSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { signedFileName } from '../../../src/core/delivery/channels/folder.ts';
import { readSignedFile } from '../../../src/core/signing/signed-file.ts';
import { serviceMessageSchema } from '../../../src/shared/domain/request-lifecycle.ts';
import { fail } from '../../../src/shared/domain/result.ts';
import { channel, send, testEnvironment } from '../../support/request/channels.ts';
import { eventMessage, requestMessage } from '../../support/request/messages.ts';
import { inOwnProcess } from '../../support/program/own-process.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const to = (folder: string, surroundings = testEnvironment()) =>
  channel({ kind: 'folder', folder }, null, surroundings);

/** One try in a process of its own, which may do less than this one. @param first run before it. */
async function sentByOther(
  folder: string,
  first: string,
  changed: object = {},
  under: string[] = [],
): Promise<unknown> {
  const code = `
    import { channel, send } from './tests/support/request/channels.ts';
    import { requestMessage } from './tests/support/request/messages.ts';
    const by = channel({ kind: 'folder', folder: ${JSON.stringify(folder)} }, null);
    ${first}
    console.log(JSON.stringify(await send(by, requestMessage(${JSON.stringify(changed)}))));`;
  return JSON.parse(await inOwnProcess(code, under)) as unknown;
}

describe('a folder', () => {
  it('gets one signed file per message, which holds the message', async () => {
    const folder = temporaryFolder();
    const by = to(folder);
    expect([by.idempotent, by.perMinute]).toEqual([true, null]);
    const name = 'VR-261122-7KQ3-01KAMTZ5ZG0000000000000003.vrlab.json';
    expect(await send(by)).toEqual({ result: 'delivered', receipt: name });
    expect(await send(by, eventMessage())).toMatchObject({ result: 'delivered' });
    expect(readdirSync(folder)).toEqual([name, signedFileName(eventMessage())]);
    const opened = readSignedFile(readFileSync(path.join(folder, name)), name);
    if (!opened.ok) throw new Error(opened.problem.code);
    expect(serviceMessageSchema.parse(opened.value.value)).toEqual(requestMessage());
  });

  it('holds a message once, however often it is sent', async () => {
    const folder = temporaryFolder();
    const by = to(folder);
    await send(by);
    const [name = ''] = readdirSync(folder);
    const before = readFileSync(path.join(folder, name));
    expect(await send(by, requestMessage(), true)).toMatchObject({ result: 'delivered' });
    expect(readdirSync(folder)).toEqual([name]);
    expect(readFileSync(path.join(folder, name))).toEqual(before);
  });

  it('has a damaged file of ours written anew, and nothing else touched', async () => {
    const folder = temporaryFolder();
    const name = signedFileName(requestMessage());
    writeFileSync(path.join(folder, name), '{"schema"');
    writeFileSync(path.join(folder, 'holiday.jpg'), 'x');
    mkdirSync(path.join(folder, 'homework'));
    expect(await send(to(folder))).toMatchObject({ result: 'delivered' });
    expect(readSignedFile(readFileSync(path.join(folder, name)), name).ok).toBe(true);
    expect(readdirSync(folder).toSorted()).toEqual([name, 'holiday.jpg', 'homework'].toSorted());
    expect(readFileSync(path.join(folder, 'holiday.jpg'), 'utf8')).toBe('x');
  });

  it('is not left by a number that looks like a path', () => {
    expect(signedFileName(requestMessage({ number: '../..\\C:evil\0名' }))).toBe(
      '-C-evil--01KAMTZ5ZG0000000000000003.vrlab.json',
    );
  });

  it('that is not there is not made', async () => {
    const folder = path.join(temporaryFolder(), 'stick');
    expect(await send(to(folder))).toEqual({ result: 'unreachable', reason: 'folder-missing', detail: 'ENOENT' });
    expect(readdirSync(path.dirname(folder))).toEqual([]);
    writeFileSync(folder, 'no folder');
    expect(await send(to(folder))).toMatchObject({ result: 'unreachable', reason: 'folder-missing' });
    expect(readFileSync(folder, 'utf8')).toBe('no folder');
  });

  it.skipIf(process.platform === 'win32')('that may not be written to is of no use', async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o555);
    const outcome = await sentByOther(folder, 'if (process.getuid() === 0) process.setuid(65534);');
    expect(outcome).toEqual({ result: 'channel-unusable', reason: 'refused', detail: 'EACCES' });
  });

  it.skipIf(process.platform === 'win32')(
    'that is full gets no half of a file, and the whole once there is room',
    async () => {
      const folder = temporaryFolder();
      const long = { description: '汉'.repeat(6000) };
      // To a process that may write no file larger than 4 kB, every disk is full.
      const full = ['sh', '-c', 'ulimit -f 8; exec "$@"', 'sh'];
      const outcome = await sentByOther(folder, '', long, full);
      expect(outcome).toEqual({ result: 'unreachable', reason: 'folder-full', detail: 'EFBIG' });
      expect(readdirSync(folder)).toEqual([]);
      expect(await send(to(folder), requestMessage(long))).toMatchObject({ result: 'delivered' });
    },
  );

  it('needs a key to sign with', async () => {
    const folder = temporaryFolder();
    const keyless = testEnvironment({
      deviceKey: () => Promise.resolve(fail('secrets-damaged', { file: 'secrets.json' })),
    });
    expect(await send(to(folder, keyless))).toEqual({
      result: 'channel-unusable',
      reason: 'no-secret',
      detail: 'secrets-damaged',
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});
