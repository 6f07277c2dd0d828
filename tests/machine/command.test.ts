import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { databaseFileIn } from '../../src/core/store/database.ts';
import { index, station } from '../support/facts.ts';
import { snapshotOf } from '../support/runs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ROOT, underWorld, vrlab } from '../support/vrlab.ts';
import { worldFile } from '../worlds/generator/world-folders.ts';

interface Report {
  schema: string;
  verdict: string;
  demo: boolean;
  devices: Record<string, unknown>[];
  findings: { check: string; outcome: string; cause: string | null; remedy: { teacher: string[] } }[];
  probes: { id: string; status: string; error?: { code: string } }[];
}
const reportOf = (stdout: string) => JSON.parse(stdout) as Report;

function savedSnapshot(
  folder: string,
  change: (snapshot: Record<string, unknown>) => unknown = (snapshot) => snapshot,
): string {
  const file = path.join(folder, 'snapshot.json');
  writeFileSync(file, JSON.stringify(change({ ...snapshotOf(index()) })));
  return file;
}

describe('vrlab check --json', () => {
  it('prints one object with the fields of the contract under a plain umockdev-run', async () => {
    const { code, stdout, stderr } = await vrlab(['check', '--json', '--data', temporaryFolder()], {
      under: underWorld('index-usb2'),
    });
    const report = reportOf(stdout);
    expect(stderr).toBe('');
    expect(Object.keys(report)).toEqual(
      expect.arrayContaining([
        'schema',
        'id',
        'startedAt',
        'durationMs',
        'station',
        'publication',
        'verdict',
        'devices',
        'findings',
        'probes',
      ]),
    );
    expect(report).toMatchObject({ schema: 'vrlab.check-run/1', verdict: 'not-ready', demo: false });
    expect(report.devices[0]).toMatchObject({
      model: 'valve-index',
      kind: 'headset',
      name: 'Valve Index',
      port: '1-2',
      speed: 'high',
      missing: ['hub-usb3'],
    });
    expect(report.findings.find(({ check }) => check === 'headset-usb-speed')).toMatchObject({ outcome: 'fail' });
    expect(report.probes.map(({ id, status }) => [id, status])).toEqual([
      ['usb', 'ok'],
      ['hid', 'ok'],
      ['host', 'ok'],
      ['runtimes', 'ok'],
      ['software', 'ok'],
    ]);
    expect(code).toBe(2);
  });

  it('speaks the language asked for', async () => {
    const args = [
      'check',
      '--json',
      '--snapshot',
      savedSnapshot(temporaryFolder(), (saved) => ({ ...saved, probes: snapshotOf([]).probes })),
    ];
    const teacher = async (language: string) => {
      const { stdout } = await vrlab([...args, '--lang', language]);
      return reportOf(stdout).findings.find(({ check }) => check === 'headset-present')?.remedy.teacher[0];
    };
    expect(await teacher('zh-CN')).toMatch(/拔下来/);
    expect(await teacher('en')).toMatch(/Unplug/);
  });

  it('is unknown, never ready, on a machine without USB', async () => {
    const { code, stdout } = await vrlab(['check', '--json', '--data', temporaryFolder()]);
    const report = reportOf(stdout);
    const usb = report.probes.find(({ id }) => id === 'usb');
    // This suite also runs on machines that have USB.
    if (usb?.status === 'ok') return;
    expect(usb).toMatchObject({ status: 'unsupported', error: { code: 'usb-subsystem-missing' } });
    expect([report.verdict, code]).toEqual(['unknown', 3]);
  });

  it.each(['usb', 'node-hid'])(
    'is unknown at most when the native library %s is refused, and says why',
    async (library) => {
      const hook = `data:text/javascript,import{registerHooks}from'node:module';registerHooks({resolve(s,c,n){if(s==='${library}')throw new Error('refused by policy');return n(s,c)}})`;
      const { code, stdout } = await vrlab(['check', '--json', '--data', temporaryFolder()], {
        flags: ['--import', hook],
        under: underWorld('index-complete'),
      });
      const report = reportOf(stdout);
      const probe = report.probes.find(({ id }) => id === (library === 'usb' ? 'usb' : 'hid'));
      expect(probe).toMatchObject({ status: 'failed', error: { code: 'native-library-missing' } });
      expect([report.verdict, code]).toEqual(['unknown', 3]);
      expect(
        report.findings
          .filter(({ outcome }) => outcome === 'unknown')
          .every(({ cause }) => cause?.includes('refused by policy')),
      ).toBe(true);
    },
  );

  it('notices that an ordinary user may not open the headset', async () => {
    if (process.getuid?.() !== 0) return;
    const folder = temporaryFolder();
    chmodSync(folder, 0o777);
    // The mocked nodes are pseudo-terminals of root; everything else of the mock must be reachable for nobody (65534).
    const asNobody =
      'env -u LD_PRELOAD chmod -R a+rwX "$UMOCKDEV_DIR"; exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"';
    const { stdout } = await vrlab(['check', '--json', '--data', folder], {
      under: [...underWorld('index-complete'), 'sh', '-c', asNobody, 'sh'],
      env: { HOME: folder, NODE_COMPILE_CACHE: folder },
    });
    const access = reportOf(stdout).findings.find(({ check }) => check === 'hid-access');
    expect(access).toMatchObject({ outcome: 'fail', causeId: 'no-permission' });
  });
});

describe('saved snapshots', () => {
  it('are judged again without hardware, also one this program has just saved', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'saved.json');
    const live = await vrlab(['check', '--json', '--data', folder, '--save-snapshot', file], {
      under: underWorld('vive-link-box-only'),
    });
    const again = await vrlab(['check', '--json', '--snapshot', file, '--data', folder]);
    expect(live.code).toBe(2);
    expect(again.code).toBe(2);
    expect(reportOf(again.stdout).findings).toEqual(reportOf(live.stdout).findings);
    expect(reportOf(again.stdout).devices).toEqual(reportOf(live.stdout).devices);
  });

  it('are written by vrlab snapshot too', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'one.json');
    const saved = await vrlab(['snapshot', file, '--data', folder], { under: underWorld('pico-4') });
    expect([saved.code, saved.stdout]).toEqual([0, '']);
    expect((await vrlab(['devices', '--json', '--snapshot', file])).stdout).toContain('"model": "pico-4"');
  });
});

describe('bad input', () => {
  const folder = path.join(ROOT, 'test-artifacts', 'bad-input');
  mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const cut = JSON.stringify(snapshotOf(index())).slice(0, 900);
  const newer = JSON.stringify({ ...snapshotOf(index()), schema: 'vrlab.snapshot/7' });
  const wrongKey = JSON.stringify({ ...snapshotOf(index()), takenAt: 5 });

  it.each([
    [['check', '--snapshot', write('cut.json', cut)], ['cut.json']],
    [
      ['check', '--snapshot', write('newer.json', newer)],
      ['newer.json', 'vrlab.snapshot/7', 'schema'],
    ],
    [
      ['check', '--snapshot', write('field.json', wrongKey)],
      ['field.json', 'takenAt'],
    ],
    [['check', '--snapshot', path.join(folder, 'absent.json')], ['absent.json']],
    [
      ['check', '--station', write('seat.json', JSON.stringify({ ...station(null), seat: 7 }))],
      ['seat.json', 'seat'],
    ],
    [['check', '--publication', folder], ['timestamp.json']],
    [['check', '--station', path.join(folder, 'nowhere.json')], ['nowhere.json']],
    ...(['watch', 'devices'] as const).map((command): [string[], string[]] => [
      [command, '--station', write('seat.json', JSON.stringify({ ...station(null), seat: 7 }))],
      ['seat.json', 'seat'],
    ]),
    ...['1900-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '1', '2026'].map((takenAt): [string[], string[]] => [
      ['check', '--snapshot', write(`${takenAt.slice(0, 4)}.json`, JSON.stringify({ ...snapshotOf([]), takenAt }))],
      [`${takenAt.slice(0, 4)}.json`, 'takenAt'],
    ]),
    [['check', '--snapshot', '/dev/zero'], ['/dev/zero']],
    [['snapshot', '/dev/zero'], ['/dev/zero']],
    [['check', '--world', folder], ['bad-input']],
    [['check', '--colour'], ['--colour']],
    [['check', '--json=yes'], ['--json']],
    [['check', '--snapshot'], ['--snapshot']],
    [['check', 'extra'], ['extra']],
    [['chekc'], ['chekc']],
    [
      ['check', '--lang', 'fr'],
      ['fr', 'zh-CN'],
    ],
    [['--json', 'chekc'], ['chekc']],
    [['--json'], ['vrlab <']],
    [['--station', 'a', 'snapshot'], ['--station']],
    [
      ['check', '--watch', '--save-snapshot', 'a'],
      ['--watch', '--save-snapshot'],
    ],
    [
      ['check', '--snapshot', 'a', '--watch'],
      ['--snapshot', '--watch'],
    ],
  ])('%o ends with 64 and names what is wrong', async (args, named) => {
    for (const language of ['zh-CN', 'en']) {
      const given = args.includes('--lang') ? args : [...args, '--lang', language];
      const { code, stdout, stderr } = await vrlab([...given, '--data', path.join(folder, 'data')]);
      expect([code, stdout]).toEqual([64, '']);
      for (const name of named) expect(stderr).toContain(name);
      expect(stderr).not.toMatch(/\n\s+at /);
    }
  });

  it.each(['check', 'watch'])('leaves a station file alone that it cannot read: %s', async (command) => {
    const data = temporaryFolder();
    const file = path.join(data, 'station.json');
    writeFileSync(file, '{ "schema": "vrlab.station/1", "school": ');
    const { code, stderr } = await vrlab([command, '--data', data]);
    expect(code).toBe(64);
    expect(stderr).toContain(file);
    expect(readFileSync(file, 'utf8')).toBe('{ "schema": "vrlab.station/1", "school": ');
  });
});

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
    const { code, stdout, stderr } = await vrlab(['check', '--json', '--data', data], {
      under: underWorld('index-complete'),
    });
    expect([code, reportOf(stdout).verdict]).toEqual([0, 'ready']);
    expect(stderr).toContain(file);
    expect(readFileSync(file)).toEqual(before);
    const aside = path.join(data, 'runs-beside-database', `${(JSON.parse(stdout) as { id: string }).id}.json`);
    expect(stderr).toContain(aside);
    expect(JSON.parse(readFileSync(aside, 'utf8'))).toMatchObject({ verdict: 'ready' });

    const doctor = await vrlab(['doctor', '--json', '--data', data], { under: underWorld('index-complete') });
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

describe('words of the command', () => {
  it.each(['check', 'devices', 'watch', 'snapshot', 'doctor'])('%s has help in both languages', async (command) => {
    const zh = await vrlab([command, '--help', '--lang', 'zh-CN']);
    const en = await vrlab([command, '--help', '--lang', 'en']);
    expect([zh.code, en.code]).toEqual([0, 0]);
    expect(zh.stdout).toMatch(/\p{Script=Han}/u);
    expect(en.stdout).not.toMatch(/\p{Script=Han}/u);
    expect(en.stdout).toContain(`vrlab ${command}`);
    for (const common of ['--data', '--world', '--lang']) expect(zh.stdout + en.stdout).toContain(common);
  });

  it('shows verdict, devices, problems and steps to a person', async () => {
    const { stdout } = await vrlab([
      'check',
      '--world',
      worldFile('vive-link-box-only', '.'),
      '--data',
      temporaryFolder(),
    ]);
    for (const words of ['结论：不可用', 'HTC Vive', '串流盒有电', '老师现在可以做', '演示场景'])
      expect(stdout).toContain(words);
  });

  it('takes options before the command as well', async () => {
    const data = temporaryFolder();
    const { stdout } = await vrlab(['--lang', 'en', '--data', data, 'devices', '--json']);
    expect(stdout).toContain('vrlab.devices/1');
    expect((await vrlab(['--lang', 'en', '--data', data, 'doctor'])).stdout).toContain(data);
  });

  it('prints its version', async () => {
    expect((await vrlab(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
