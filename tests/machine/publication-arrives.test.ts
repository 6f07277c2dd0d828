import { readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { openLocalApp } from '../../src/core/app/local-app.ts';
import type { ContractClient } from '../../src/shared/contract.ts';
import type { CheckRun } from '../../src/shared/domain/check-run.ts';
import { startWebHost } from '../../src/web/server.ts';
import { type Mirror, startMirror } from '../support/publication/mirror.ts';
import { signedDraft } from '../support/publication/signed-draft.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { valueOf } from '../support/value-of.ts';
import { type Ended, ROOT, vrlab } from '../support/vrlab.ts';
import { worldFile } from '../worlds/generator/world-folders.ts';

/** The files of a signed publication. */
const filesIn = (folder: string): ReadonlyMap<string, Uint8Array> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = path.join(entry.parentPath, entry.name);
        return [path.relative(folder, file).replaceAll(path.sep, '/'), readFileSync(file)];
      }),
  );

/** A PC with a data folder, and a web host that runs there. */
async function runningPc() {
  const [data, state] = [temporaryFolder(), temporaryFolder()];
  vi.stubEnv('XDG_STATE_HOME', state);
  onTestFinished(() => void vi.unstubAllEnvs());
  const app = valueOf(await openLocalApp({ dataDirectory: data, world: worldFile('index-usb2', '.') }));
  const host = valueOf(await startWebHost(app, path.join(ROOT, 'out/renderer')));
  onTestFinished(async () => {
    await host.close();
    await app.close();
  });
  app.deliver();
  const { origin, hash } = new URL(host.url);
  const token = new URLSearchParams(hash.slice(1)).get('token')!;
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/api`, ['vrlab.v1', `token.${token}`], { origin });
  await new Promise((resolve) => socket.once('open', resolve));
  const client: ContractClient = createORPCClient(new RPCLink({ websocket: socket as never }));
  return {
    data,
    client,
    run: (...args: string[]): Promise<Ended> => vrlab([...args, '--data', data], { env: { XDG_STATE_HOME: state } }),
    async check(): Promise<CheckRun> {
      for await (const step of await client.check.run()) if (step.type === 'finished') return step.run;
      throw new Error('no result');
    },
  };
}

const memoryOf = (run: CheckRun): string | undefined =>
  run.findings.find(({ check }) => check === 'host-memory')?.outcome;

/** One in which no PC has memory enough. */
const harsh = (): string =>
  signedDraft({ 'policy.json': (policy) => policy.replace(/"fail": 4026531840/, '"fail": 99000000000000') });

describe('a running web host', () => {
  it('takes a newer publication from a server and judges the next check by it, without a restart', async () => {
    const pc = await runningPc();
    const mirror: Mirror = await startMirror(filesIn(harsh()));
    const before = await pc.check();
    expect(await pc.client.publication.news()).toMatchObject({ origin: 'embedded', source: null, last: null });
    expect(await pc.client.publication.fetch()).toMatchObject({ problem: { code: 'publication-source-missing' } });

    // What is half there replaces nothing.
    expect(await pc.run('publication', 'source', mirror.address)).toMatchObject({ code: 0, stderr: '' });
    mirror.interfere = ({ url }, response) => url!.includes('/targets/') && (response.writeHead(404).end(), true);
    expect(await pc.client.publication.fetch()).toMatchObject({
      value: { outcome: 'failed', problem: { code: 'publication-file-missing' } },
    });
    expect((await pc.check()).publication).toEqual(before.publication);

    mirror.interfere = null;
    const version = before.publication.version + 1;
    expect(await pc.client.publication.fetch()).toMatchObject({ value: { outcome: 'installed', version } });
    const after = await pc.check();
    expect([before, after].map(memoryOf)).toEqual(['pass', 'fail']);
    expect(after.publication.version).toBe(version);
    expect((await pc.client.app.about()).publication.version).toBe(version);
    const news = await pc.client.publication.news();
    expect(news).toMatchObject({ origin: 'kept', from: mirror.address, last: { outcome: 'installed' } });
    expect(news.lastGood).toEqual(news.last);
  });

  it('uses what another program installed from the next check on', async () => {
    const pc = await runningPc();
    const before = await pc.check();
    expect(await pc.run('publication', 'install', harsh())).toMatchObject({ code: 0, stderr: '' });
    const after = await pc.check();
    expect(after.publication.version).toBe(before.publication.version + 1);
    expect(memoryOf(after)).toBe('fail');
  });

  it('ends an inspection by the publication it began with', async () => {
    const pc = await runningPc();
    const station = {
      schema: 'vrlab.station/1',
      school: '实验中学',
      campusZone: 'urban',
      lab: 'VR 1',
      seat: 'A1',
      expected: null,
    };
    expect(await pc.client.station.save(station as never)).toMatchObject({ ok: true });
    let id = '';
    for await (const step of await pc.client.inspections.start({ kind: 'quarterly', inspector: '' }))
      if (step.type === 'finished') id = step.session.header.id;
    const { version } = (await pc.check()).publication;
    await pc.run('publication', 'install', harsh());
    expect((await pc.check()).publication.version).toBe(version + 1);
    const report = valueOf(await pc.client.inspections.report({ id }));
    expect(report.report.publication.version).toBe(version);
  });
});

describe('vrlab publication source and fetch', () => {
  it('set the place, fetch from it, and say what came of it in both languages and as JSON', async () => {
    const data = temporaryFolder();
    const env = { XDG_STATE_HOME: temporaryFolder() };
    const run = (...args: string[]) => vrlab(['publication', ...args, '--data', data], { env });
    expect((await run('source', '--lang', 'zh-CN')).stdout).toContain('没有设置获取来源');
    expect(await run('fetch')).toMatchObject({ code: 64, stdout: '' });
    expect(await run('source', 'some/folder')).toMatchObject({ code: 64 });
    const share = signedDraft();
    expect((await run('source', share, '--lang', 'zh-CN')).stdout).toContain(`获取来源：${share}\n还没有查看过`);
    // Windows has no modes.
    const others = process.platform === 'win32' ? 0 : statSync(path.join(data, 'publication-source.json')).mode & 0o077;
    expect(others).toBe(0);
    const fetched = await run('fetch', '--lang', 'zh-CN');
    expect([fetched.code, fetched.stdout]).toEqual([0, expect.stringMatching(/^安装了第 \d+ 版\n$/)]);
    expect((await run('fetch', '--lang', 'en')).stdout).toMatch(/^nothing newer/);
    const status = await run('status', '--lang', 'en');
    expect(status.stdout).toContain(`installed on this PC from ${share}`);
    expect(status.stdout).toMatch(/Last look: 20.*nothing newer/);
    rmSync(share, { recursive: true });
    const failed = await run('fetch', '--json');
    expect([failed.code, JSON.parse(failed.stdout)]).toMatchObject([
      64,
      { look: { outcome: 'failed' }, problem: { code: 'publication-folder-missing' } },
    ]);
    expect(JSON.parse((await run('status', '--json')).stdout)).toMatchObject({
      fetching: {
        source: { place: share, enabled: true },
        last: { outcome: 'failed' },
        lastGood: { outcome: 'current' },
      },
    });
    const doctor = await vrlab(['doctor', '--json', '--data', data], { env });
    const { examinations } = JSON.parse(doctor.stdout) as { examinations: { id: string; state: string }[] };
    expect(examinations).toContainEqual(expect.objectContaining({ id: 'publication-source', state: 'attention' }));
    expect((await run('source', '--off', '--lang', 'en')).stdout).toContain('switched off');
  });
});
