import path from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { openLocalApp } from '../../src/core/app/local-app.ts';
import { type BrowserLaunch, startWebHost } from '../../src/web/server.ts';
import { standInBrowser } from '../support/chromium/stand-in-browser.ts';
import { type Started, startProgram } from '../support/program/started-program.ts';
import { folderOfFile, temporaryFolder } from '../support/temporary-folder.ts';
import { ROOT } from '../support/vrlab.ts';

const WEB = [process.execPath, path.join(ROOT, 'out/main/web.js')];

/** The web host with --open. @param PATH where it finds xdg-open. */
function openWith(PATH: string): Started {
  const host = startProgram([...WEB, '--open', '--data', temporaryFolder()], { ...process.env, PATH });
  onTestFinished(async () => {
    host.child.kill('SIGTERM');
    await host.ended;
  });
  return host;
}

const addressOf = async (host: Started) => /http:\S+#token=\S+/.exec(await host.prints('#token='))![0];

/** Whether the screens can be used with this address. */
async function admits(address: string): Promise<boolean> {
  const { origin, hash } = new URL(address);
  const protocols = ['vrlab.v1', `token.${hash.replace('#token=', '')}`];
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/api`, protocols, { origin });
  const opened = await new Promise<boolean>((resolve) => {
    socket.once('open', () => resolve(true)).once('error', () => resolve(false));
  });
  socket.terminate();
  return opened;
}

describe.runIf(process.platform === 'linux')('opening the browser', () => {
  it('brings it to the page with the token, which is in no argument list', async () => {
    const browser = standInBrowser(temporaryFolder());
    const host = openWith(browser.path);
    const address = await addressOf(host);
    const { args, statuses, location, page, leaks } = await browser.visit();
    expect(statuses).toEqual([303, 200]);
    expect(new URL(location!, address).href).toBe(address);
    expect(page).toContain('<script type="module"');
    expect([args.length, leaks]).toEqual([1, []]);
    expect(await admits(address)).toBe(true);

    const again = await fetch(args[0]!, { redirect: 'manual' });
    expect(again.status).toBe(403);
    expect(await again.text()).toMatch(/只能用一次[^]*works once/);
    expect(await admits(address)).toBe(true);
  });

  it.each([
    ['is missing', null, 'ENOENT'],
    ['fails', 'exit 3', 'xdg-open: 3'],
  ])('goes on when the browser %s, and says so', async (_, script, reason) => {
    const host = openWith(
      script === null ? path.join(temporaryFolder(), 'absent') : standInBrowser(temporaryFolder(), script).path,
    );
    const printed = await host.prints(reason);
    expect(printed).toContain('请自己在浏览器中打开上面的地址');
    expect(printed).not.toMatch(/\n\s+at /);
    expect(await admits(await addressOf(host))).toBe(true);
  });
});

const dataDirectory = folderOfFile();
const opened = await openLocalApp({ dataDirectory });
if (!opened.ok) throw new Error(opened.problem.code);
const app = opened.value;
afterAll(() => app.close());

/** A web host in this process, and what it reported about its tickets. */
async function hostWith(peerAccount?: BrowserLaunch['peerAccount']) {
  const notices: string[] = [];
  const started = await startWebHost(app, path.join(ROOT, 'out/renderer'), {
    launch: {
      refusal: 'refused',
      otherAccount: () => void notices.push('other account'),
      usedTwice: () => void notices.push('used twice'),
      ...(peerAccount !== undefined && { peerAccount }),
    },
  });
  if (!started.ok) throw new Error(started.problem.code);
  onTestFinished(() => started.value.close());
  return { host: started.value, notices };
}

const visit = async (address: string, method = 'GET') => (await fetch(address, { method, redirect: 'manual' })).status;

describe('the address in the argument list of the browser', () => {
  it('is not used up by looking, nor by a wrong ticket', async () => {
    const { host, notices } = await hostWith();
    const address = host.launchAddress();
    expect(await visit(address, 'HEAD')).toBe(403);
    expect(await visit(`${address}x`)).toBe(403);
    expect([await visit(address), notices]).toEqual([303, []]);
  });

  it('used twice where nobody can tell by whom: the token is revoked, connections close, a new address is printed', async () => {
    const { host, notices } = await hostWith(() => Promise.resolve('unknown'));
    const [address, before] = [host.launchAddress(), host.url];
    expect(await visit(address)).toBe(303);
    const { origin, hash } = new URL(before);
    const thief = new WebSocket(
      `${origin.replace('http', 'ws')}/api`,
      ['vrlab.v1', hash.replace('#token=', 'token.')],
      {
        origin,
      },
    );
    await new Promise((resolve) => thief.once('open', resolve));
    const closed = new Promise((resolve) => thief.once('close', resolve));
    expect(await visit(address)).toBe(403);
    await closed;
    expect(notices).toEqual(['used twice']);
    expect([await admits(before), await admits(host.url)]).toEqual([false, true]);
    // Once is enough: who knows the old ticket cannot close the connections again and again.
    expect([await visit(address), notices]).toEqual([403, ['used twice']]);
  });

  it.runIf(process.getuid?.() === 0)('is refused to another account, and still works for the browser', async () => {
    const { host, notices } = await hostWith();
    const address = host.launchAddress();
    const thief = `fetch(${JSON.stringify(address)}, { redirect: 'manual' }).then(({ status }) => console.log(status))`;
    const other = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
    const program = startProgram([...other, process.execPath, '-e', thief], process.env, '/');
    await program.ended;
    expect([program.printed().trim(), notices]).toEqual(['403', ['other account']]);
    expect(await visit(address)).toBe(303);
  });
});
