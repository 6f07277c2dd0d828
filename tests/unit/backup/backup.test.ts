import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { BackupManifest } from '../../../src/core/backup/backup-manifest.ts';
import { isBackupPath } from '../../../src/core/backup/backup-manifest.ts';
import { foldersBeside } from '../../../src/core/backup/folders-beside.ts';
import { openLocalApp } from '../../../src/core/app/local-app.ts';
import { restoreBackup, type RestoreOrder, verifyBackup } from '../../../src/core/backup/restore-backup.ts';
import { BLOCK_BYTES, paddedBytes, tarHeader } from '../../../src/core/backup/tar.ts';
import { signFile } from '../../../src/core/signing/signed-file.ts';
import { createPlainSecretStore } from '../../../src/core/signing/secrets-file.ts';
import { formerDeviceKeys, generateSigningKey, idOfStoredKey } from '../../../src/core/signing/signing-key.ts';
import { databaseFileIn } from '../../../src/core/store/database.ts';
import { isReadable } from '../../../src/shared/domain/problem.ts';
import { backUp } from '../../support/back-up.ts';
import { contentOf } from '../../support/folder-content.ts';
import { dataOfRelease, dayAfterRelease, openOn, releaseFile } from '../../support/publication/release.ts';
import { folderOfFile, temporaryFolder } from '../../support/temporary-folder.ts';
import { valueOf } from '../../support/value-of.ts';

const PASS = 'eine lange Passphrase';
const never = new AbortController().signal;
const whole = folderOfFile();
/** One backup of a PC with requests, signed inspections and photos, made once. */
let backup: string;
let origin: string;
let originKey: string;

const firstMarks = { system: 'a', firmware: '1' };
const otherMarks = { system: 'b', firmware: '2' };

beforeEach(dayAfterRelease);
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-12-01T09:00:00+08:00'), shouldAdvanceTime: true });
  origin = path.join(whole, 'data');
  cpSync(releaseFile('data'), origin, { recursive: true });
  const store = createPlainSecretStore(origin);
  const app = valueOf(await openLocalApp({ dataDirectory: origin }));
  await (await app.requests()).list(1);
  const key = valueOf(await store.read('device-key'))!;
  await store.write('device-key', { pem: key['pem']!, 'pc.system': 'a', 'pc.firmware': '1' });
  backup = path.join(whole, 'pc.vrlab-backup.tar');
  // The marks of the PC that runs the tests are others.
  const made = await backUp(origin, backup, PASS, () => app.station());
  originKey = valueOf(made).manifest.device!;
  await app.close();
  vi.useRealTimers();
}, 60_000);

const order = (dataDirectory: string, more: Partial<RestoreOrder> = {}): RestoreOrder => ({
  file: backup,
  dataDirectory,
  setAside: false,
  withoutSecrets: false,
  passPhrase: () => Promise.resolve(PASS),
  marks: () => Promise.resolve(otherMarks),
  now: new Date('2026-12-02T08:00:00+08:00'),
  ...more,
});
const emptyFolder = () => path.join(temporaryFolder(), 'data');

const auditOf = (folder: string) => {
  const database = new Sqlite(databaseFileIn(folder), { readonly: true });
  const rows = database.prepare<[], string>('SELECT content FROM audit_entries').pluck().all();
  database.close();
  return rows.map((row) => JSON.parse(row) as { what: string; procedure: string });
};

describe('a PC that takes the place of another', () => {
  it('has all of its history, a key of its own, and says so in the audit log', async () => {
    const folder = emptyFolder();
    const restored = valueOf(await restoreBackup(order(folder), never));
    expect(restored).toMatchObject({ isSamePc: false, secrets: true, setAside: null, signer: originKey });
    expect(auditOf(folder)).toMatchObject([{ what: 'taken-over', procedure: originKey }]);
    expect(readFileSync(path.join(folder, 'secrets.json'), 'utf8')).not.toContain('PRIVATE KEY');
    // Rows with photos, byte by byte, but for what the restore itself noted.
    const [before, after] = [contentOf(origin), contentOf(folder)];
    for (const table of ['inspection_photos', 'inspections', 'request_events', 'runs', 'messages'])
      expect([table, after[table]]).toEqual([table, before[table]]);
    const app = await openOn(folder);
    const requests = valueOf(await (await app.requests()).list(10));
    expect(requests.filter(isReadable)).toHaveLength(4);
    expect(await (await app.requests()).examine()).toBeNull();
    expect(await (await app.inspections()).examine()).toBeNull();
    expect(valueOf(await app.runs.list(100))).toHaveLength(6);
    expect((await app.about()).problems).toEqual([]);
    expect(await (await app.roles()).examine()).toMatchObject({ ok: true });
    const store = createPlainSecretStore(folder);
    expect(valueOf(await store.read('channel.desk'))).not.toBeNull();
    expect([...valueOf(await formerDeviceKeys(store)).keys()]).toContain(originKey);
    const own = valueOf(await store.read('device-key'))!;
    expect(idOfStoredKey(own)).not.toBe(originKey);
  });

  it('goes on missing what was cut from the audit log before the backup, and misses what is cut after the restore', async () => {
    const folder = emptyFolder();
    valueOf(await restoreBackup(order(folder), never));
    const examined = async (at: string) => {
      const app = await openOn(at);
      const problem = await (await app.roles()).examine();
      await app.close();
      return problem;
    };
    const cut = (at: string) => {
      const database = new Sqlite(databaseFileIn(at));
      database.exec('DELETE FROM audit_entries WHERE position = (SELECT max(position) FROM audit_entries)');
      database.close();
    };
    expect(await examined(folder)).toMatchObject({ ok: true });
    cut(folder);
    const file = path.join(folderOfFile(), 'cut.tar');
    const app = await openOn(folder);
    expect(await backUp(folder, file, PASS, () => app.station())).toMatchObject({ ok: true });
    await app.close();
    const next = emptyFolder();
    valueOf(await restoreBackup(order(next, { file }), never));
    expect(await examined(next)).toMatchObject({ ok: false, problem: { code: 'audit-log-cut' } });
  });

  it('that is the same PC keeps its key', async () => {
    const folder = emptyFolder();
    const restored = await restoreBackup(order(folder, { marks: () => Promise.resolve(firstMarks) }), never);
    expect(restored).toMatchObject({ ok: true, value: { isSamePc: true } });
    expect(valueOf(await createPlainSecretStore(folder).read('device-key'))).toMatchObject({ 'pc.system': 'a' });
    expect(auditOf(folder)).toMatchObject([{ what: 'restored' }]);
  });

  it('a PC of which nothing is known counts as another one', async () => {
    const restored = await restoreBackup(order(emptyFolder(), { marks: () => Promise.resolve({}) }), never);
    expect(restored).toMatchObject({ ok: true, value: { isSamePc: false } });
  });

  it('without the pass phrase has the history, and no secret', async () => {
    const folder = emptyFolder();
    const restored = await restoreBackup(order(folder, { withoutSecrets: true }), never);
    expect(restored).toMatchObject({ ok: true, value: { secrets: false, isSamePc: false } });
    expect(valueOf(await createPlainSecretStore(folder).read('channel.desk'))).toBeNull();
    expect([...valueOf(await formerDeviceKeys(createPlainSecretStore(folder))).keys()]).toContain(originKey);
    expect(existsSync(path.join(folder, 'secrets.sealed'))).toBe(false);
  });
});

it('a backup is one state of the records while they are being written, and tar opens it', async () => {
  const data = dataOfRelease();
  const app = await openOn(data);
  await (await app.requests()).list(1);
  const file = path.join(temporaryFolder(), 'b.tar');
  const writer = new Sqlite(databaseFileIn(data), { timeout: 5000 });
  writer.exec('CREATE TABLE IF NOT EXISTS scratch (one INTEGER, two INTEGER)');
  writer.exec('DROP TABLE scratch');
  const noting = setInterval(() => {
    writer.exec("INSERT INTO audit_entries SELECT ifnull(max(position), 0) + 1, '2026', '{}', '' FROM audit_entries");
  }, 1);
  const made = valueOf(await app.makeBackup(file, null, never));
  clearInterval(noting);
  writer.close();
  expect(made.manifest).toMatchObject({ secrets: 'left-out', database: expect.any(Number) });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await verifyBackup(file, temporaryFolder(), never)).toMatchObject({ ok: true });
  const listed = execFileSync('tar', ['-tf', file], { encoding: 'utf8' });
  expect(listed).toMatch(/^backup\.json\nstation\.json\n/);
  expect(readFileSync(file).includes('PRIVATE KEY')).toBe(false);
  expect(readdirSync(data).filter((name) => name.includes('.part'))).toEqual([]);
  expect(await app.makeBackup(file, null, never)).toMatchObject({ ok: false, problem: { code: 'file-exists' } });
});

/** A backup with a manifest and files of somebody else's choice, validly signed. */
function forged(change: (manifest: BackupManifest) => object, swap: Readonly<Record<string, Buffer>> = {}): string {
  const bytes = readFileSync(backup);
  const length = Number.parseInt(bytes.toString('latin1', 124, 135), 8);
  const envelope = JSON.parse(bytes.subarray(BLOCK_BYTES, BLOCK_BYTES + length).toString()) as { payload: string };
  const manifest = JSON.parse(Buffer.from(envelope.payload, 'base64').toString()) as BackupManifest;
  const rest = bytes.subarray(BLOCK_BYTES + paddedBytes(length));
  const { key } = generateSigningKey();
  const signed = signFile({ ...manifest, device: null, ...change(manifest) }, key);
  const file = path.join(temporaryFolder(), 'forged.tar');
  const parts = [
    tarHeader('backup.json', signed.length),
    signed,
    Buffer.alloc(paddedBytes(signed.length) - signed.length),
  ];
  writeFileSync(file, Buffer.concat([...parts, ...(swap['rest'] === undefined ? [rest] : [swap['rest']])]));
  return file;
}

/** A backup whose database somebody has changed, with digests that fit. */
function withDatabase(work: (database: Sqlite.Database) => void): string {
  const folder = temporaryFolder();
  execFileSync('tar', ['-xf', backup, '-C', folder]);
  const database = new Sqlite(path.join(folder, 'vrlab.sqlite'));
  work(database);
  database.pragma('journal_mode = DELETE');
  database.close();
  const content = readFileSync(path.join(folder, 'vrlab.sqlite'));
  const sha256 = createHash('sha256').update(content).digest('hex');
  const parts: Buffer[] = [];
  return forged(
    (manifest) => ({
      files: manifest.files.map((one) => {
        const bytes = one.path === 'vrlab.sqlite' ? content : readFileSync(path.join(folder, one.path));
        parts.push(tarHeader(one.path, bytes.length), bytes, Buffer.alloc(paddedBytes(bytes.length) - bytes.length));
        return one.path === 'vrlab.sqlite' ? { ...one, bytes: content.length, sha256 } : one;
      }),
    }),
    {
      get rest() {
        return Buffer.concat([...parts, Buffer.alloc(1024)]);
      },
    },
  );
}

function changedAt(position: number): string {
  const file = path.join(temporaryFolder(), 'changed.tar');
  const bytes = readFileSync(backup);
  bytes[position]! ^= 1;
  writeFileSync(file, bytes);
  return file;
}

function cutAt(bytes: number): string {
  const file = path.join(temporaryFolder(), 'cut.tar');
  writeFileSync(file, readFileSync(backup));
  truncateSync(file, bytes);
  return file;
}

describe('a backup is refused, and nothing is left', () => {
  const size = () => statSync(backup).size;
  const FILES: readonly (readonly [string, () => string, RegExp])[] = [
    ['no backup', () => path.resolve('package.json'), /backup-none/],
    ['empty', () => cutAt(0), /backup-none/],
    ['a folder', () => temporaryFolder(), /file-not-regular/],
    ['cut in its list', () => cutAt(700), /backup-damaged/],
    ['cut in its records', () => cutAt(size() - 5000), /backup-damaged/],
    ['with more behind it', () => cutAt(size() + 512), /backup-damaged/],
    ['changed in its list', () => changedAt(900), /backup-damaged/],
    ['changed in a header', () => changedAt(Math.floor(size() / 512 / 2) * 512 + 3), /backup-damaged/],
    ['changed in its records', () => changedAt(size() - 9000), /backup-damaged/],
    ['of a newer program', () => forged(() => ({ schema: 'vrlab.backup/2' })), /backup-newer/],
    ['with newer tables', () => forged(() => ({ database: 9999 })), /backup-newer/],
    [
      'that leads elsewhere',
      () => forged(({ files }) => ({ files: files.map((one) => ({ ...one, path: `../${one.path}` })) })),
      /backup-damaged/,
    ],
    [
      'with one name twice',
      () => forged(({ files }) => ({ files: [...files, { ...files[1]!, path: files[1]!.path.toUpperCase() }] })),
      /backup-damaged/,
    ],
    ['in the name of another PC', () => forged(() => ({ device: originKey })), /backup-damaged/],
    ['whose secrets were sealed under another key', () => forged(() => ({})), /backup-pass-wrong/],
    [
      'with a trigger of a stranger',
      () =>
        withDatabase((database) =>
          database.exec('CREATE TRIGGER own AFTER INSERT ON audit_entries BEGIN DELETE FROM runs; END'),
        ),
      /backup-database-foreign/,
    ],
    [
      'whose records are of no use',
      () => withDatabase((database) => database.exec('DROP TABLE runs')),
      /backup-database-foreign/,
    ],
  ];

  it.each(FILES)('%s', async (_name, make, code) => {
    const file = make();
    const folder = emptyFolder();
    const refused = await restoreBackup(order(folder, { file }), never);
    expect(refused.ok ? '' : refused.problem.code).toMatch(code);
    expect(readdirSync(path.dirname(folder))).toEqual([]);
  });

  it('with a wrong pass phrase, or none', async () => {
    const folder = emptyFolder();
    for (const [typed, code] of [
      ['another pass phrase', 'backup-pass-wrong'],
      [null, 'backup-pass-needed'],
    ] as const)
      expect(await restoreBackup(order(folder, { passPhrase: () => Promise.resolve(typed) }), never)).toMatchObject({
        problem: { code },
      });
    expect(readdirSync(path.dirname(folder))).toEqual([]);
  });

  it('when it is cancelled, and on a disk that is too small', async ({ skip }) => {
    const ended = new AbortController();
    const folder = emptyFolder();
    const passPhrase = () => {
      ended.abort();
      return Promise.resolve(PASS);
    };
    expect(await restoreBackup(order(folder, { passPhrase }), ended.signal)).toMatchObject({
      problem: { code: 'backup-cancelled' },
    });
    expect(readdirSync(path.dirname(folder))).toEqual([]);
    const disk = temporaryFolder();
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=900k', 'tmpfs', disk]).status !== 0) skip('may not mount');
    onTestFinished(() => void spawnSync('umount', ['-l', disk]));
    expect(await restoreBackup(order(path.join(disk, 'data')), never)).toMatchObject({
      problem: { code: 'disk-full' },
    });
    const app = await openOn(dataOfRelease());
    const made = await app.makeBackup(path.join(disk, 'b.tar'), null, never);
    expect(made).toMatchObject({ problem: { code: 'disk-full' } });
    expect(readdirSync(disk)).toEqual([]);
  });

  it('names that may be in one', () => {
    for (const good of ['station.json', 'templates/zh-CN/request-form.docx', 'publications/8.8/metadata/1.root.json'])
      expect([good, isBackupPath(good)]).toEqual([good, true]);
    for (const bad of [
      'a.exe',
      '/etc/passwd',
      'templates/../x',
      'templates//x',
      'logs/x',
      'templates/con',
      'access.json',
      'templates/a.',
    ])
      expect([bad, isBackupPath(bad)]).toEqual([bad, false]);
  });
});

describe('a data folder that is in use', () => {
  it('is not restored over; set aside, it stays whole', async () => {
    const folder = dataOfRelease();
    await (await openOn(folder)).close();
    const before = contentOf(folder);
    expect(await restoreBackup(order(folder), never)).toMatchObject({ problem: { code: 'restore-folder-used' } });
    expect(contentOf(folder)).toEqual(before);
    const restored = valueOf(await restoreBackup(order(folder, { setAside: true }), never));
    expect(contentOf(restored.setAside!)).toEqual(before);
    expect(auditOf(folder)).toHaveLength(1);
    expect(readdirSync(path.dirname(folder)).toSorted()).toEqual(['data', path.basename(restored.setAside!)]);
  });

  it('by a running program is not moved away', async () => {
    const folder = dataOfRelease();
    const app = await openOn(folder);
    await (await app.requests()).list(1);
    const refused = await restoreBackup(order(folder, { setAside: true }), never);
    expect(refused).toMatchObject({ problem: { code: 'restore-program-running' } });
    expect(readdirSync(path.dirname(folder))).toEqual(['data']);
  });

  it('by somebody else is refused', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'thesis.docx'), '');
    const refused = await restoreBackup(order(folder, { setAside: true }), never);
    expect(refused).toMatchObject({ problem: { code: 'data-folder-foreign' } });
    expect(readdirSync(folder)).toEqual(['thesis.docx']);
  });

  it('is put in its place by the next start where power failed in between', async () => {
    const folder = emptyFolder();
    await restoreBackup(order(folder), never);
    renameSync(folder, foldersBeside(folder).ready);
    const app = await openOn(folder);
    expect(valueOf(await app.runs.list(100))).toHaveLength(6);
    // A data folder that is there is never touched by what is beside it.
    const other = emptyFolder();
    mkdirSync(foldersBeside(other).ready, { recursive: true });
    mkdirSync(other);
    writeFileSync(path.join(other, 'station.json'), `{"${randomUUID()}":1}`);
    await (await openOn(other)).close();
    expect(existsSync(foldersBeside(other).ready)).toBe(true);
    rmSync(foldersBeside(other).ready, { recursive: true });
  });
});
