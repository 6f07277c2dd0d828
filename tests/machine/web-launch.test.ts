import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { ContractClient } from '../../src/shared/contract.ts';
import { type RunningHost, runWebHost } from '../support/chromium/browser.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ROOT, type Ended, vrlab } from '../support/vrlab.ts';
import { worldFile } from '../worlds/generator/world-folders.ts';

/** Starts the web host with words it must refuse. */
async function refused(args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [path.join(ROOT, 'out/main/web.js'), '--data', temporaryFolder(), ...args], {
    stdio: 'pipe',
    timeout: 30_000,
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

async function clientOf(host: RunningHost): Promise<ContractClient> {
  const { origin, hash } = new URL(host.url);
  const token = hash.replace('#token=', '');
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/api`, ['vrlab.v1', `token.${token}`], { origin });
  await once(socket, 'open');
  onTestFinished(() => socket.terminate());
  return createORPCClient(new RPCLink({ websocket: socket as never }));
}

describe('starting the web host', () => {
  it.each([
    [['--word', worldFile('pico-4', '.')], '--word'],
    [[worldFile('pico-4', '.')], 'pico-4'],
    [['--world'], '--world'],
    [['--world', '--open'], '--world'],
    [['--world='], '--world'],
    [['--open=yes'], '--open'],
    [['--port', 'abc'], 'abc'],
    [['--port', '70000'], '70000'],
    [['--port', '-1'], '--port'],
  ])('refuses %o and names it, rather than checking the real PC', async (args, named) => {
    const { code, stdout, stderr } = await refused(args);
    expect([code, stdout]).toEqual([64, '']);
    expect(stderr).toContain(named);
  });

  it('says that a port is in use', async () => {
    const holder = net.createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    onTestFinished(() => void holder.close());
    const { port } = holder.address() as AddressInfo;
    const { code, stderr } = await refused(['--port', String(port)]);
    expect(code).toBe(64);
    expect(stderr).toContain(String(port));
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it.runIf(process.platform === 'linux')('npm start ends as the host ended, also when that was killed', async () => {
    const child = spawn(
      process.execPath,
      [path.join(ROOT, 'scripts/start.mjs'), '--web', '--data', temporaryFolder()],
      {
        env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' },
        stdio: 'pipe',
      },
    );
    const ended = once(child, 'close');
    for await (const text of child.stdout) if (String(text).includes('http://')) break;
    const host = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ').at(-1)!;
    process.kill(Number(host), 'SIGKILL');
    expect(await ended).toEqual([137, null]);
  });
});

describe('a data folder that is none', () => {
  it('is said at the start, and checks go on', async () => {
    const file = path.join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    for (const place of ['/dev/null', file]) {
      const child = spawn(process.execPath, [path.join(ROOT, 'out/main/web.js'), '--data', place], { stdio: 'pipe' });
      onTestFinished(() => void child.kill());
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
      await once(child.stdout, 'data');
      expect(said).toContain(`数据文件夹 ${place} 不是文件夹`);
      child.kill();
    }
  });

  it.runIf(process.getuid?.() === 0)('and one that may not be entered has a problem of its own', async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o000);
    const { stderr } = await vrlab(['publication', 'status', '--data', folder, '--lang', 'en'], { uid: 65_534 });
    expect(stderr).toContain(`The data folder ${folder} cannot be accessed: EACCES`);
    expect(stderr).not.toContain("school's own root");
  });
});

describe('a data folder that cannot be written', () => {
  // Only root can make a folder that belongs to another account; the mode of one's own folder is mended.
  it.runIf(process.getuid?.() === 0)(
    'lets the language be switched at once, and says that it is not kept',
    async () => {
      const folder = temporaryFolder();
      chmodSync(folder, 0o755);
      const host = await runWebHost(['--data', folder], {}, 65_534);
      onTestFinished(() => host.stop());
      const client = await clientOf(host);
      const begun = performance.now();
      const about = await client.app.setLanguage({ language: 'en' });
      // conf's own way, which tries again until it works, takes a second.
      expect(performance.now() - begun).toBeLessThan(900);
      expect(about).toMatchObject({ language: 'en' });
      expect(about.problems).toContainEqual({
        code: 'preferences-not-saved',
        params: { folder, detail: expect.stringContaining('EACCES') as string },
      });
      expect(await client.app.about()).toMatchObject({ language: 'en' });
    },
  );
});
