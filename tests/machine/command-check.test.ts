import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { index } from '../support/pc/facts.ts';
import { onLinuxLabPc } from '../support/pc/linux-lab-pc.ts';
import { reportOf } from '../support/program/check-report.ts';
import { snapshotOf } from '../support/pc/runs.ts';
import { onMockDisk } from '../support/pc/mock-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { underWorld, vrlab } from '../support/vrlab.ts';

function savedSnapshot(
  folder: string,
  change: (snapshot: Record<string, unknown>) => unknown = (snapshot) => snapshot,
): string {
  const file = path.join(folder, 'snapshot.json');
  writeFileSync(file, JSON.stringify(change({ ...snapshotOf(index()) })));
  return file;
}

/**
 * The mocked nodes are pseudo-terminals of the user who runs the tests. Root becomes nobody (65534), for whom everything else of
 * the mock must be reachable; anybody else takes the right away from itself.
 */
const MAY_NOT_OPEN_NODES = `
if [ "$(id -u)" = 0 ]; then
  env -u LD_PRELOAD chmod -R a+rwX "$UMOCKDEV_DIR"
  exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
fi
env -u LD_PRELOAD chmod 0 "$UMOCKDEV_DIR"/dev/hidraw*
exec "$@"`;

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
      ['adb', 'ok'],
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
    // A mocked machine with nothing in it: whatever the one below has, here is no /sys/bus/usb.
    const { code, stdout } = await vrlab(['check', '--json', '--data', temporaryFolder()], {
      under: [...onMockDisk(), 'umockdev-run', '--'],
    });
    const report = reportOf(stdout);
    const usb = report.probes.find(({ id }) => id === 'usb');
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
        env: onLinuxLabPc(),
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
    const [folder, home] = [temporaryFolder(), temporaryFolder()];
    for (const one of [folder, home]) chmodSync(one, 0o777);
    const { stdout } = await vrlab(['check', '--json', '--data', folder], {
      under: [...underWorld('index-complete'), 'sh', '-c', MAY_NOT_OPEN_NODES, 'sh'],
      env: { HOME: home, NODE_COMPILE_CACHE: home },
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

  it('never replace a file of anything else, which is said before anything is checked', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'notes.txt');
    writeFileSync(file, 'mine');
    const args = ['check', '--json', '--data', folder, '--save-snapshot', file];
    const { code, stdout } = await vrlab(args, { under: underWorld('vive-link-box-only') });
    expect([code, stdout, readFileSync(file, 'utf8')]).toEqual([64, '', 'mine']);
  });

  it('are written by vrlab snapshot too', async () => {
    const folder = path.join(temporaryFolder(), 'data');
    const file = path.join(path.dirname(folder), 'one.json');
    const saved = await vrlab(['snapshot', file, '--data', folder], { under: underWorld('pico-4') });
    expect([saved.code, saved.stdout]).toEqual([0, '']);
    expect((await vrlab(['devices', '--json', '--snapshot', file])).stdout).toContain('"model": "pico-4"');
    const other = path.join(path.dirname(folder), 'report.txt');
    writeFileSync(other, 'a report of somebody');
    const refused = await vrlab(['snapshot', other, '--data', folder, '--lang', 'en'], { under: underWorld('pico-4') });
    expect([refused.code, refused.stderr]).toEqual([
      64,
      expect.stringContaining('report.txt exists and is no snapshot'),
    ]);
    expect(readFileSync(other, 'utf8')).toBe('a report of somebody');
    expect(await vrlab(['snapshot', file, '--data', folder], { under: underWorld('pico-4') })).toMatchObject({
      code: 0,
    });
  });
});
