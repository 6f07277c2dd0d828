import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateKeyPairSync } from 'node:crypto';
import { runPublisher } from '../../../src/publisher/run-publisher.ts';
import { folderOfFile } from '../../support/temporary-folder.ts';
import { ROOT } from '../../support/vrlab.ts';

const base = folderOfFile();
const at = (...names: string[]) => path.join(base, ...names);

function publish(...args: string[]) {
  const said = { out: '', err: '' };
  const code = runPublisher([...args, '--lang', 'en'], {
    print: (line) => (said.out += `${line}\n`),
    note: (line) => (said.err += `${line}\n`),
  });
  return { code, ...said };
}

/** Files and folders that are not what they are named as. */
function oddPlaces(): string[] {
  const write = (name: string, content: string | Uint8Array) => {
    writeFileSync(at(name), content);
    return at(name);
  };
  mkdirSync(at('empty'));
  execFileSync('mkfifo', [at('pipe')]);
  return [
    at('nothing-here'),
    at('empty'),
    at('pipe'),
    '/dev/zero',
    '/dev/null',
    '/proc/self/mem',
    '',
    '-',
    write('zeros', Buffer.alloc(1000)),
    write('no.json', '{'),
    write('other.json', '{"schema":"other/1"}'),
    write('null.json', 'null'),
    write('deep.json', '['.repeat(200_000)),
    write('name\u001b[31m\u202e', 'x'),
  ];
}

/** Folders of keys and of publications that are broken. */
function oddFolders(): string[] {
  const copy = (name: string, change: (folder: string) => void) => {
    cpSync(path.join(ROOT, 'publication/demo-keys'), at(name), { recursive: true });
    change(at(name));
    return at(name);
  };
  const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ type: 'pkcs8', format: 'pem' });
  return [
    copy('no-key', (folder) => writeFileSync(path.join(folder, 'targets.pem'), 'no key')),
    copy('rsa-key', (folder) => writeFileSync(path.join(folder, 'targets.pem'), rsa)),
    copy('pipe-key', (folder) => {
      rmSync(path.join(folder, 'targets.pem'));
      execFileSync('mkfifo', [path.join(folder, 'targets.pem')]);
    }),
    copy('no-root', (folder) => {
      for (const name of readdirSync(folder))
        if (name.endsWith('root.json')) writeFileSync(path.join(folder, name), '{');
    }),
    copy('far-root', (folder) => writeFileSync(path.join(folder, '99999999.root.json'), '{}')),
    copy('folder-key', (folder) => {
      rmSync(path.join(folder, 'snapshot.pem'));
      mkdirSync(path.join(folder, 'snapshot.pem'));
    }),
  ];
}

describe('vrlab-publish with odd input', () => {
  it('says in words what is wrong, whatever it is given: 64, or 1 for a draft that is read', () => {
    const draft = path.join(ROOT, 'publication/draft');
    const keys = path.join(ROOT, 'publication/demo-keys');
    const published = at('published');
    cpSync(path.join(ROOT, 'resources/publication'), published, { recursive: true });
    const calls = [...oddPlaces(), ...oddFolders()].flatMap((odd, nth) => [
      ['sign', draft, '--keys', odd, '--out', at(`out-${nth}`)],
      ['sign', odd, '--keys', keys, '--out', at(`out2-${nth}`)],
      ['resign', odd, '--keys', keys],
      ['resign', published, '--keys', odd],
      ['check', odd],
      ['diff', odd, draft],
      ['simulate', draft, odd, '--against', draft],
      ['simulate', odd, 'x', '--against', draft],
      ['rotate', odd, 'targets'],
      ['sign-updates', odd, '--key', path.join(keys, 'targets.pem'), '--out', at(`signed-${nth}`)],
      ['sign-updates', at('other.json'), '--key', odd, '--out', at(`signed-${nth}`)],
    ]);
    expect(calls.length).toBeGreaterThan(200);
    for (const call of calls) {
      const { code, err, out } = publish(...call);
      expect([64, 1], call.join(' ')).toContain(code);
      expect(`${out}${err}`, call.join(' ')).not.toMatch(/\n\s+at |unexpected error/);
      expect(`${out}${err}`.trim(), call.join(' ')).not.toBe('');
    }
  });

  it('names where it cannot write', () => {
    const draft = path.join(ROOT, 'publication/draft');
    const keys = path.join(ROOT, 'publication/demo-keys');
    for (const out of ['/dev/null', '/proc/nowhere', at('zeros')]) {
      const { code, err } = publish('sign', draft, '--keys', keys, '--out', out);
      expect(code).toBe(64);
      expect(err).toContain(out);
    }
  });
});
