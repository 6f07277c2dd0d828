import { chmodSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseSizeBytes, parseTimeSpanDays } from '../../../../src/core/probes/security/linux/upkeep.ts';
import { createSecurityProbe } from '../../../../src/core/probes/security/security-probe.ts';
import type { RemoteAccessProgram } from '../../../../src/core/published/security-policy.ts';
import { securityFactsSchema } from '../../../../src/shared/domain/security-facts.ts';
import { type Content, FOLDER, pcFolder } from '../../../support/pc/pc-folder.ts';

const TODESK: RemoteAccessProgram = {
  id: 'todesk',
  name: 'ToDesk',
  installedAs: ['ToDesk'],
  processes: ['ToDesk.exe', 'todesk'],
  paths: ['/opt/todesk'],
};
const RDP: RemoteAccessProgram = {
  id: 'rdp',
  name: 'RDP',
  installedAs: [],
  processes: [],
  paths: [],
  switch: { registry: 'HKLM\\X', value: 'Y', is: 0 },
};

const AT = new Date('2026-11-10T12:00:00+08:00');

/** Looks at a PC of these files; those in `dated` were written on 10 November. */
async function read(files: Record<string, Content>, dated: readonly string[] = [], groups = [1000]) {
  const pc = pcFolder(files);
  for (const file of dated) {
    mkdirSync(path.dirname(pc.at(file)), { recursive: true });
    writeFileSync(pc.at(file), '');
    utimesSync(pc.at(file), AT, AT);
  }
  const data = pc.at('home/vrlab');
  mkdirSync(data, { recursive: true });
  const environment = { ...pc.environment, account: { user: 1000, groups } };
  const probe = createSecurityProbe([TODESK, RDP], data, environment);
  const { facts } = await probe.read(new AbortController().signal);
  return { ...securityFactsSchema.parse(facts), at: pc.at, data, probe };
}

/** Mounts `/` from a device, as the kernel tells a process. */
const root = (device: string) =>
  `22 1 8:2 / /proc rw - proc proc rw\n30 1 8:2 / / rw,relatime shared:1 - ext4 ${device} rw,errors=remount-ro\n`;
const MOUNTS = 'proc/self/mountinfo';

describe('the security of a Linux PC', () => {
  it('with nothing in it is unknown, not fine', async () => {
    const facts = await read({});
    expect(facts).toMatchObject({
      diskEncryption: null,
      antivirus: null,
      firewall: null,
      automaticLogon: null,
      lessonAccount: null,
      updates: { lastInstalled: null, restartPending: null, automatic: null, pausedUntil: null },
      screenLock: null,
      remoteAccess: { lookedFor: ['todesk'], found: [], installedListed: true, runningListed: false },
      timeSync: { enabled: null, lastSync: null, from: null },
      logRetention: null,
      troubles: [],
    });
  });

  it.each([
    ['a partition', root('/dev/sda2'), { 'sys/class/block/sda2/size': '1' }, 'off'],
    [
      'LVM on LUKS',
      root('/dev/mapper/vg-root'),
      {
        'sys/class/block/dm-1/dm/name': 'vg-root\n',
        'sys/class/block/dm-1/dm/uuid': 'LVM-abc\n',
        'sys/class/block/dm-1/slaves/dm-0': FOLDER,
        'sys/class/block/dm-0/dm/name': 'sda3_crypt\n',
        'sys/class/block/dm-0/dm/uuid': 'CRYPT-LUKS2-abc\n',
      },
      'on',
    ],
    [
      'LVM on one encrypted and one open disk',
      root('/dev/mapper/vg-root'),
      {
        'sys/class/block/dm-1/dm/name': 'vg-root',
        'sys/class/block/dm-1/slaves/dm-0': FOLDER,
        'sys/class/block/dm-1/slaves/sdb1': FOLDER,
        'sys/class/block/sdb1/size': '1',
        'sys/class/block/dm-0/dm/uuid': 'CRYPT-LUKS2-abc',
      },
      'off',
    ],
    ['a disk the kernel does not list', root('/dev/sdz9'), {}, null],
    ['an overlay', root('overlay'), {}, null],
  ])('root on %s', async (_, mounts, files, state) => {
    const { diskEncryption } = await read({ [MOUNTS]: mounts, ...files } as Record<string, Content>);
    expect(diskEncryption?.state ?? null).toBe(state);
  });

  it('tells ClamAV by its definitions and daemon, also when that does not run', async () => {
    const definitions = ['var/lib/clamav/daily.cld'];
    const running = await read({ 'proc/7/comm': 'clamd\n' }, definitions);
    expect(running.antivirus).toMatchObject([{ name: 'ClamAV', enabled: true, definitionsDate: '2026-11-10' }]);
    const idle = await read({ 'proc/7/comm': 'bash\n' }, definitions);
    expect(idle.antivirus?.[0]?.enabled).toBe(false);
    expect((await read({}, definitions)).antivirus?.[0]?.enabled).toBeNull();
  });

  it.each([
    ['ufw on', { 'etc/ufw/ufw.conf': '# x\nENABLED=yes\nLOGLEVEL=low\n' }, true],
    ['ufw off', { 'etc/ufw/ufw.conf': 'ENABLED=no\n' }, false],
    [
      'firewalld started, ufw off',
      {
        'etc/ufw/ufw.conf': 'ENABLED=no\n',
        'etc/firewalld/firewalld.conf': '',
        'etc/systemd/system/multi-user.target.wants/firewalld.service': { link: '/lib/systemd/system/x' },
      },
      true,
    ],
    ['nftables not started', { 'etc/nftables.conf': 'flush ruleset' }, false],
  ])('firewall: %s', async (_, files, enabled) => {
    expect((await read(files as Record<string, Content>)).firewall?.profiles).toMatchObject([
      { profile: 'all', enabled },
    ]);
  });

  it.each([
    ['etc/gdm3/daemon.conf', '[daemon]\nAutomaticLoginEnable=true\nAutomaticLogin=zhanglaoshi\n', true],
    ['etc/gdm3/daemon.conf', '[daemon]\n#AutomaticLoginEnable=true\n', false],
    ['etc/lightdm/lightdm.conf', '[Seat:*]\nautologin-user=zhanglaoshi\n', true],
    ['etc/lightdm/lightdm.conf.d/50-x.conf', '[Seat:*]\nautologin-user=zhanglaoshi\n', true],
    ['etc/lightdm/lightdm.conf', '[Seat:*]\nautologin-user=\n', false],
    ['etc/sddm.conf', '[Autologin]\nUser=zhanglaoshi\n', true],
    ['etc/sddm.conf', '[Theme]\nUser=x\n', false],
  ])('automatic logon by %s: %j', async (file, text, enabled) => {
    expect((await read({ [file]: text })).automaticLogon?.enabled).toBe(enabled);
  });

  it('counts membership in sudo by its number', async () => {
    const groups = { 'etc/group': 'root:x:0:\nsudo:x:27:zhanglaoshi\nteachers:x:1000:\n' };
    expect((await read(groups, [], [1000, 27])).lessonAccount?.administrator).toBe(true);
    expect((await read(groups, [], [1000])).lessonAccount?.administrator).toBe(false);
  });

  it('tells updates of Debian, and when a restart is due', async () => {
    const auto = 'etc/apt/apt.conf.d/20auto-upgrades';
    const stamps = ['var/lib/dpkg/status'];
    const on = await read({ [auto]: 'APT::Periodic::Unattended-Upgrade "1";\n' }, stamps);
    expect(on.updates).toMatchObject({ lastInstalled: '2026-11-10', restartPending: false, automatic: true });
    const off = await read({ [auto]: 'APT::Periodic::Unattended-Upgrade "0";\n', 'run/reboot-required': '' }, stamps);
    expect(off.updates).toMatchObject({ restartPending: true, automatic: false });
    expect((await read({}, stamps)).updates.automatic).toBe(false);
  });

  it('tells the screen lock of the school, or of Plasma', async () => {
    const dconf = (lock: string, idle: string) => ({
      'etc/dconf/db/local.d/00-lock': `[org/gnome/desktop/screensaver]\nlock-enabled=${lock}\n[org/gnome/desktop/session]\nidle-delay=uint32 ${idle}\n`,
    });
    expect((await read(dconf('true', '600'))).screenLock).toMatchObject({ enabled: true, minutes: 10 });
    expect((await read(dconf('true', '0'))).screenLock).toMatchObject({ enabled: false, minutes: null });
    expect((await read(dconf('false', '600'))).screenLock).toMatchObject({ enabled: false });
    const plasma = await read({ 'home/.config/kscreenlockerrc': '[Daemon]\nTimeout=30\n' });
    expect(plasma.screenLock).toEqual({ enabled: true, minutes: 30, source: '~/.config/kscreenlockerrc' });
  });

  it('finds published programs for remote access, installed and running', async () => {
    expect((await read({ 'opt/todesk/x': '', 'proc/7/comm': 'bash\n' })).remoteAccess.found).toMatchObject([
      { program: 'todesk', installed: true, running: false },
    ]);
    expect((await read({ 'proc/7/comm': 'ToDesk\n' })).remoteAccess).toMatchObject({
      found: [{ program: 'todesk', installed: false, running: true }],
      runningListed: true,
    });
  });

  it('tells when timesyncd last set the clock', async () => {
    const facts = await read(
      { 'proc/7/comm': 'systemd-timesyn\n', 'proc/7/cmdline': '/lib/systemd/systemd-timesyncd\0' },
      ['run/systemd/timesync/synchronized'],
    );
    expect(facts.timeSync).toMatchObject({
      enabled: true,
      from: 'time-server',
      lastSync: '2026-11-10T12:00:00.000+08:00',
    });
    expect((await read({ 'proc/7/comm': 'bash\n' })).timeSync.enabled).toBe(false);
  });

  it.each([
    [{ 'etc/logrotate.d/rsyslog': '/var/log/syslog\n{\n\trotate 4\n\tweekly\n}\n' }, { days: 28, maxBytes: null }],
    [
      { 'etc/systemd/journald.conf': '[Journal]\nMaxRetentionSec=6month\nSystemMaxUse=500M\n' },
      { days: 180, maxBytes: 524_288_000 },
    ],
    [{ 'etc/systemd/journald.conf': '[Journal]\n#MaxRetentionSec=0\n' }, { days: null, maxBytes: null }],
    [{ 'etc/systemd/journald.conf': '[Journal]\nStorage=volatile\n' }, { days: 0, maxBytes: null }],
  ])('log retention of %j', async (files, expected) => {
    expect((await read(files as unknown as Record<string, Content>)).logRetention).toMatchObject(expected);
  });

  it('reads spans and sizes as systemd does', () => {
    expect(['2weeks', '180day', '1y', '86400', 'x', ''].map(parseTimeSpanDays)).toEqual([14, 180, 365, 1, null, null]);
    expect(['10', '1K', '2G', '5X'].map(parseSizeBytes)).toEqual([10, 1024, 2_147_483_648, null]);
  });

  it('tells whether others get at our records', async () => {
    const facts = await read({});
    const again = async () => (await facts.probe.read(new AbortController().signal)).facts.dataFolder;
    const database = path.join(facts.data, 'vrlab.sqlite');
    writeFileSync(database, '', { mode: 0o644 });
    const bits = (folder: number, file: number) => {
      for (let one = facts.data; one !== tmpdir(); one = path.dirname(one)) chmodSync(one, 0o755);
      chmodSync(facts.data, folder);
      chmodSync(database, file);
    };
    const source = '<data>';
    bits(0o755, 0o600);
    expect(await again()).toEqual({ othersRead: true, othersWrite: false, source });
    bits(0o711, 0o644);
    expect(await again()).toEqual({ othersRead: true, othersWrite: false, source });
    bits(0o711, 0o602);
    expect(await again()).toEqual({ othersRead: false, othersWrite: true, source });
    bits(0o711, 0o600);
    expect(await again()).toEqual({ othersRead: false, othersWrite: false, source });
    bits(0o755, 0o666);
    chmodSync(path.dirname(facts.data), 0o700);
    expect(await again()).toEqual({ othersRead: false, othersWrite: false, source });
  });

  it('notes what it may not read and goes on', async () => {
    const facts = await read({ 'etc/ufw/ufw.conf': FOLDER, 'etc/nftables.conf': 'x' });
    expect(facts.troubles).toEqual([{ place: facts.at('etc/ufw/ufw.conf'), code: 'unreadable', detail: 'not a file' }]);
    expect(facts.firewall?.profiles[0]?.enabled).toBe(false);
  });
});
