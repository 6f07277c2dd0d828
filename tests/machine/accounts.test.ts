import { chmodSync, chownSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { folderOfFile } from '../support/temporary-folder.ts';
import { vrlab } from '../support/vrlab.ts';

/** Accounts without an entry in any list of users: the system goes by their numbers. */
const SETS_UP = 60_001;
const GOES_ON = 60_002;
const STRANGER = 60_003;
/** On every Debian, and nobody else of this machine is in it. */
const GROUP = { name: 'games', gid: 60 };

const isRoot = process.getuid?.() === 0;

describe('a PC on which several accounts work', () => {
  const root = folderOfFile();
  const data = path.join(root, 'shared');
  const as = (uid: number, groups: readonly number[]) => ({
    under: [
      'setpriv',
      `--reuid=${uid}`,
      `--regid=${uid}`,
      groups.length === 0 ? '--clear-groups' : `--groups=${groups.join(',')}`,
      '--',
    ],
    env: { HOME: path.join(root, String(uid)), XDG_DATA_HOME: '', VRLAB_DATA: data },
    cwd: path.join(root, String(uid)),
  });
  const member = (uid: number, ...args: string[]) => vrlab([...args, '--lang', 'en'], as(uid, [GROUP.gid]));
  const stranger = (...args: string[]) => vrlab([...args, '--lang', 'en'], as(STRANGER, []));

  beforeAll(() => {
    if (!isRoot) return;
    chmodSync(root, 0o711);
    for (const uid of [SETS_UP, GOES_ON, STRANGER]) {
      mkdirSync(path.join(root, String(uid)));
      chmodSync(path.join(root, String(uid)), 0o777);
    }
    const setup = {
      schema: 'vrlab.channel-setup/1',
      channel: { id: 'desk', kind: 'webhook', title: 'Desk', enabled: true, url: 'http://127.0.0.1:9/' },
      secrets: { secret: 'whsec_c2hhcmVkIHNlY3JldCBvZiBhIHRlc3Q=' },
    };
    writeFileSync(path.join(root, 'channel.json'), JSON.stringify(setup), { mode: 0o644 });
    chmodSync(path.join(root, 'channel.json'), 0o644);
  });

  it('what one sets up another runs, and a third reads nothing of it', async (context) => {
    if (!isRoot) context.skip('working as other accounts takes the rights of root');
    const shared = await vrlab(['access', 'share', '--group', GROUP.name, '--data', data]);
    expect([shared.code, shared.stderr]).toEqual([0, '']);

    const request = ['request', 'new', '--title', 'Headset', '--text', 'dark', '--no-contact', '--send'];
    const setUp = await member(SETS_UP, 'channel', 'set', path.join(root, 'channel.json'));
    expect([setUp.code, setUp.stdout.includes('secret missing')]).toEqual([0, false]);
    expect((await member(SETS_UP, 'check')).stderr).toBe('');
    const first = await member(SETS_UP, ...request);
    expect(first.stdout).toMatch(/VR-\d{6}-/);

    // The other one reads the secret, keeps a run, files, and writes over files that are not its own.
    expect((await member(GOES_ON, 'channel', 'list')).stdout).not.toContain('secret missing');
    expect((await member(GOES_ON, 'check')).stderr).toBe('');
    expect((await member(GOES_ON, ...request)).stdout).toMatch(/VR-\d{6}-/);
    expect((await member(GOES_ON, 'channel', 'set', path.join(root, 'channel.json'))).code).toBe(0);
    // Root, whose files nobody else could read, leaves none behind.
    expect((await vrlab(['check', '--data', data])).stderr).toBe('');
    expect((await member(SETS_UP, ...request)).stdout).toMatch(/VR-\d{6}-/);
    const numbers = (await member(GOES_ON, 'request', 'list')).stdout.match(/VR-\d{6}-\w+/g);
    expect(new Set(numbers).size).toBe(3);

    const entries = ['.', ...readdirSync(data, { recursive: true, encoding: 'utf8' })].map((name) => {
      const about = statSync(path.join(data, name));
      return { name, gid: about.gid, mode: (about.mode & 0o7777).toString(8), isFolder: about.isDirectory() };
    });
    expect(entries.map(({ name }) => name)).toEqual(expect.arrayContaining(['secrets.json', 'vrlab.sqlite']));
    expect(
      entries.filter((entry) => entry.gid !== GROUP.gid || entry.mode !== (entry.isFolder ? '2770' : '660')),
    ).toEqual([]);
    expect((await member(GOES_ON, 'access', 'status')).code).toBe(0);

    const outside = await stranger('request', 'list');
    expect(outside.code).not.toBe(0);
    expect(outside.stdout + outside.stderr).not.toMatch(/VR-\d{6}-/);
    expect((await stranger('access', 'private')).stderr).toContain('another account');
    expect((await stranger('channel', 'list')).stdout).not.toContain('desk');

    // Back to one account: everything is given to the owner of the folder, whoever wrote it.
    chownSync(data, SETS_UP, GROUP.gid);
    expect((await vrlab(['access', 'private', '--data', data])).code).toBe(0);
    expect((await member(SETS_UP, 'request', 'list')).stdout).toContain(numbers![0]);
    expect((await member(GOES_ON, 'request', 'list')).stdout).not.toMatch(/VR-\d{6}-/);
  });

  it('every file is for its account alone, whatever mask the account has', async (context) => {
    if (!isRoot) context.skip('working as other accounts takes the rights of root');
    const own = path.join(root, String(STRANGER), 'data');
    const { under, ...rest } = as(STRANGER, []);
    const open = { ...rest, under: ['sh', '-c', 'umask 000; exec "$@"', 'sh', ...under] };
    const exported = path.join(root, String(STRANGER), 'out.json');
    await vrlab(['check', '--data', own, '--save-snapshot', exported], open);
    await vrlab(['channel', 'set', path.join(root, 'channel.json'), '--data', own], open);
    const modes = readdirSync(own, { recursive: true, encoding: 'utf8' }).map((name) => {
      const { mode } = statSync(path.join(own, name));
      return `${name} ${(mode & 0o7777).toString(8)}`;
    });
    expect(modes).toEqual(expect.arrayContaining(['vrlab.sqlite 600', 'channels.json 600', 'secrets.json 600']));
    expect(modes.filter((line) => !/ (600|700)$/.test(line))).toEqual([]);
    expect([statSync(own).mode & 0o7777, statSync(exported).mode & 0o7777]).toEqual([0o700, 0o600]);
  });
});
