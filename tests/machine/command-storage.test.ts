import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { databaseFileIn } from '../../src/core/store/database.ts';
import { reportOf } from '../support/program/check-report.ts';
import { worldFile } from '../worlds/generator/world-folders.ts';
import { onLinuxLabPc } from '../support/pc/linux-lab-pc.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ROOT, underWorld, vrlab } from '../support/vrlab.ts';

describe('a database that cannot be used', () => {
  it.each([
    ['damaged', (file: string): void | Promise<void> => writeFileSync(file, 'no database'.repeat(1000))],
    [
      'newer',
      (file: string) => {
        const newer = new Sqlite(file);
        newer.pragma('user_version = 99');
        newer.close();
      },
    ],
    [
      'locked',
      async (file: string) => {
        // In a process of its own: closing any descriptor of the file in this one would drop its POSIX locks.
        const hold = `const db = new (require('better-sqlite3'))(${JSON.stringify(file)}); db.pragma('locking_mode = EXCLUSIVE'); db.exec('BEGIN EXCLUSIVE; CREATE TABLE held (id)'); console.log('held'); setInterval(() => {}, 1000)`;
        const holder = spawn(process.execPath, ['-e', hold], { cwd: ROOT, stdio: 'pipe' });
        onTestFinished(() => void holder.kill('SIGKILL'));
        await once(holder.stdout, 'data');
      },
    ],
  ])('%s: the check runs, its result is shown and kept in a file of its own, doctor says it', async (state, spoil) => {
    const data = temporaryFolder();
    const file = databaseFileIn(data);
    await spoil(file);
    const before = readFileSync(file);
    // At once: each waits some seconds for a locked one.
    const under = underWorld('index-complete');
    const [{ code, stdout, stderr }, doctor] = await Promise.all([
      vrlab(['check', '--json', '--data', data], { under, env: onLinuxLabPc() }),
      vrlab(['doctor', '--json', '--data', data], { under }),
    ]);
    expect([code, reportOf(stdout).verdict]).toEqual([0, 'ready']);
    expect(stderr).toContain(file);
    expect(readFileSync(file)).toEqual(before);
    const aside = path.join(data, 'runs-beside-database', `${(JSON.parse(stdout) as { id: string }).id}.json`);
    expect(stderr).toContain(aside);
    expect(JSON.parse(readFileSync(aside, 'utf8'))).toMatchObject({ verdict: 'ready' });

    expect(doctor.code).toBe(1);
    expect(doctor.stdout).toContain(`database-${state}`);
  });
});

describe('a data folder that cannot be used', () => {
  it('is told, and nothing is said to be kept', async () => {
    const data = path.join(temporaryFolder(), 'a-file');
    writeFileSync(data, 'a file where the folder should be');
    const { stdout, stderr } = await vrlab(['check', '--json', '--lang', 'en', '--data', data], {
      under: underWorld('index-complete'),
      env: onLinuxLabPc(),
    });
    expect(reportOf(stdout).verdict).toBe('ready');
    expect(stderr).toContain('This result was not kept.');
    expect(stderr).not.toMatch(/files? of (its|their) own|runs-beside-database/);
  });
});

describe('records', () => {
  it('that were acknowledged survive kill -9', async () => {
    const data = temporaryFolder();
    const acknowledged: string[] = [];
    for (let time = 0; time < 3; time += 1) {
      const { stdout } = await vrlab(['check', '--json', '--data', data], {
        under: ['timeout', '-s', 'KILL', '20', ...underWorld('pico-4')],
      });
      acknowledged.push((JSON.parse(stdout) as { id: string }).id);
    }
    const database = new Sqlite(databaseFileIn(data), { readonly: true });
    onTestFinished(() => void database.close());
    expect(database.prepare('SELECT id FROM runs ORDER BY id').pluck().all()).toEqual(acknowledged.toSorted());
  });
});

it('says where demonstrations are, when somebody looks for one among the real records', async () => {
  const data = temporaryFolder();
  await vrlab(['check', '--world', worldFile('index-complete', '.'), '--data', data]);
  for (const args of [['history'], ['inspect', 'list'], ['inspect', 'status'], ['request', 'list']])
    expect((await vrlab([...args, '--lang', 'en', '--data', data])).stderr, args.join(' ')).toContain(
      '(index-complete)',
    );
  expect((await vrlab(['history', '--data', temporaryFolder()])).stderr).toBe('');
});

it('starts under a Node that is too old by the Node that came with it', async () => {
  const asOld = 'data:text/javascript,Object.defineProperty(process.versions, "node", { value: "20.20.2" })';
  const ended = await vrlab(['--version'], { flags: ['--import', asOld] });
  expect(ended).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+/) });
});
