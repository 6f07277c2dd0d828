import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPlainSecretStore } from '../../../src/core/signing/secrets-file.ts';
import { deviceKeyIn } from '../../../src/core/signing/signing-key.ts';
import { safeStorageSecrets, type SafeStorage } from '../../../src/main/safe-storage-secrets.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { valueOf } from '../../support/value-of.ts';

const SECRET = 'Zeitgeist-4711/ß';

/** Electron's safeStorage in form: what one account sealed, another cannot open. */
const storageOf = (account: string, available = true, backend = 'gnome_libsecret'): SafeStorage => ({
  isEncryptionAvailable: () => available,
  getSelectedStorageBackend: () => backend,
  encryptString: (text) => Buffer.from(`${account}:${Buffer.from(text).toString('hex')}`),
  decryptString(bytes) {
    const [by, sealed = ''] = bytes.toString().split(':');
    if (by !== account) throw new Error(`cannot decrypt ${Buffer.from(sealed, 'hex').toString()}`);
    return Buffer.from(sealed, 'hex').toString();
  },
});

const STORES = [
  ['the file of this account', (folder: string) => createPlainSecretStore(folder), 'secrets.json'],
  ['safeStorage', (folder: string) => safeStorageSecrets(folder, storageOf('lab')), 'secrets-sealed.json'],
] as const;

describe.each(STORES)('secrets in %s', (_, storeIn, name) => {
  it('are kept, replaced and removed by name', async () => {
    const folder = temporaryFolder();
    const store = storeIn(folder);
    expect(await store.read('channel.desk')).toEqual({ ok: true, value: null });
    await store.write('channel.desk', { password: SECRET });
    await store.write('channel.robot', { token: 't', secret: 's' });
    expect(await storeIn(folder).read('channel.desk')).toEqual({ ok: true, value: { password: SECRET } });
    await store.write('channel.desk', { password: 'new' });
    expect((await store.remove('channel.robot')).ok).toBe(true);
    expect((await store.remove('channel.never')).ok).toBe(true);
    expect(await store.read('channel.desk')).toEqual({ ok: true, value: { password: 'new' } });
    expect(await store.read('channel.robot')).toEqual({ ok: true, value: null });
    expect(await store.read('constructor')).toEqual({ ok: true, value: null });
    expect(readdirSync(folder)).toEqual([name]);
  });

  it('are all there when they are written at once', async () => {
    const store = storeIn(temporaryFolder());
    const names = Array.from({ length: 20 }, (__, at) => `channel.${at}`);
    await Promise.all(names.map((channel) => store.write(channel, { token: channel })));
    for (const channel of names) expect(await store.read(channel)).toEqual({ ok: true, value: { token: channel } });
  });

  it.skipIf(process.platform === 'win32')('are in a file that only its owner reads', async () => {
    const folder = temporaryFolder();
    // Left over by a power cut, open to all.
    writeFileSync(path.join(folder, `${name}.part`), '', { mode: 0o666 });
    await storeIn(folder).write('channel.desk', { password: SECRET });
    expect(statSync(path.join(folder, name)).mode & 0o777).toBe(0o600);
  });

  it('in a damaged file are not overwritten, and not quoted in what is said about it', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, name);
    const damaged = [`{"schema":"vrlab.secrets/1","sealed":{"a":"${SECRET}"`, `{"${SECRET}":1}`, SECRET, `"${SECRET}"`];
    for (const text of damaged) {
      writeFileSync(file, text);
      const results = [await storeIn(folder).read('a'), await storeIn(folder).write('b', { token: SECRET })];
      for (const result of results) {
        expect(result).toEqual({ ok: false, problem: { code: 'secrets-damaged', params: { file } } });
        expect(JSON.stringify(result)).not.toContain('geist');
      }
      expect(readFileSync(file, 'utf8')).toBe(text);
    }
    writeFileSync(file, '{"schema":"vrlab.secrets/2"}');
    expect(await storeIn(folder).read('a')).toMatchObject({ problem: { code: 'file-newer-schema' } });
  });

  it('that cannot be saved say so', async () => {
    const folder = path.join(temporaryFolder(), 'a-file');
    writeFileSync(folder, '');
    const result = await storeIn(folder).write('channel.desk', { password: SECRET });
    expect(result).toMatchObject({ ok: false, problem: { code: 'secrets-not-saved' } });
    expect(JSON.stringify(result)).not.toContain('geist');
    const taken = temporaryFolder();
    mkdirSync(path.join(taken, name));
    expect(await storeIn(taken).read('channel.desk')).toMatchObject({ ok: false });
  });
});

describe('safeStorage', () => {
  it('seals what is on the disk', async () => {
    const folder = temporaryFolder();
    const store = safeStorageSecrets(folder, storageOf('lab'));
    expect(store.encrypted).toBe(true);
    await store.write('channel.desk', { password: SECRET });
    const text = readFileSync(path.join(folder, 'secrets-sealed.json'), 'utf8');
    expect(text + Buffer.from(text, 'base64').toString()).not.toContain('Zeitgeist');
  });

  it('of another account opens nothing and hinders nobody', async () => {
    const folder = temporaryFolder();
    await safeStorageSecrets(folder, storageOf('lab')).write('channel.desk', { password: SECRET });
    const other = safeStorageSecrets(folder, storageOf('other'));
    const result = await other.read('channel.desk');
    expect(result).toMatchObject({ problem: { code: 'secrets-not-opened', params: { name: 'channel.desk' } } });
    expect(JSON.stringify(result)).not.toContain('geist');
    expect((await other.write('channel.mine', { token: 't' })).ok).toBe(true);
    expect(await safeStorageSecrets(folder, storageOf('lab')).read('channel.desk')).toMatchObject({ ok: true });
  });

  it('takes over what was set up in the terminal, and leaves nothing of it in plain', async () => {
    const folder = temporaryFolder();
    await createPlainSecretStore(folder).write('channel.desk', { password: 'old' });
    const store = safeStorageSecrets(folder, storageOf('lab'));
    expect(await store.read('channel.desk')).toEqual({ ok: true, value: { password: 'old' } });
    expect(readFileSync(path.join(folder, 'secrets.json'), 'utf8')).not.toContain('old');
    await createPlainSecretStore(folder).write('channel.desk', { password: 'new' });
    expect(await store.read('channel.desk')).toEqual({ ok: true, value: { password: 'new' } });
    expect(await safeStorageSecrets(folder, storageOf('lab')).read('channel.desk')).toMatchObject({ ok: true });
    await createPlainSecretStore(folder).write('channel.desk', { password: 'third' });
    await store.write('channel.desk', { password: 'last' });
    expect(await store.read('channel.desk')).toEqual({ ok: true, value: { password: 'last' } });
  });

  it('what it sealed is not missing for the terminal: no second key of the PC is made in its place', async () => {
    const folder = temporaryFolder();
    const desktop = safeStorageSecrets(folder, storageOf('lab'));
    const key = valueOf(await deviceKeyIn(desktop)());
    const fromTerminal = await deviceKeyIn(createPlainSecretStore(folder))();
    expect(fromTerminal).toMatchObject({ problem: { code: 'secrets-sealed', params: { name: 'device-key' } } });
    expect(await deviceKeyIn(safeStorageSecrets(folder, storageOf('lab', false)))()).toMatchObject({ ok: false });
    expect(valueOf(await deviceKeyIn(safeStorageSecrets(folder, storageOf('lab')))()).keyId).toBe(key.keyId);
    // What the desktop program does not have the terminal still sets up.
    expect((await createPlainSecretStore(folder).read('channel.desk')).ok).toBe(true);
  });

  it('that does not encrypt is not used', () => {
    const store = safeStorageSecrets(temporaryFolder(), storageOf('lab', false));
    expect(store.encrypted).toBe(false);
    const basic = safeStorageSecrets(temporaryFolder(), storageOf('lab', true, 'basic_text'));
    expect(basic.encrypted).toBe(process.platform !== 'linux');
  });
});
