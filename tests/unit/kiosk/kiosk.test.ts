import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createKiosk } from '../../../src/core/kiosk/index.ts';
import { linuxDrives } from '../../../src/core/kiosk/removable-drives.ts';
import { fail, type Result, succeed } from '../../../src/shared/domain/result.ts';
import { FOLDER, pcFolder } from '../../support/pc/pc-folder.ts';

/** A PC with a stick, a disk in a USB case, its own disk, and a stick that may not be written to. */
function pcWithDrives() {
  const pc = pcFolder({
    'media/vr/我的 U盘': FOLDER,
    'sys/devices/pci0/usb2/2-1/sdc/removable': '0\n',
    'sys/devices/pci0/ata1/sda/removable': '0\n',
    'sys/devices/pci0/usb1/1-1/sdb/removable': '1\n',
    'sys/block': FOLDER,
    exports: FOLDER,
  });
  for (const [disk, place] of [
    ['sda', 'pci0/ata1/sda'],
    ['sdb', 'pci0/usb1/1-1/sdb'],
    ['sdc', 'pci0/usb2/2-1/sdc'],
  ] as const)
    symlinkSync(pc.at(`sys/devices/${place}`), pc.at(`sys/block/${disk}`));
  const stick = pc.at('media/vr/我的 U盘');
  mkdirSync(pc.at('proc'), { recursive: true });
  writeFileSync(
    pc.at('proc/mounts'),
    [
      '/dev/sda1 / ext4 rw,relatime 0 0',
      `/dev/sdb1 ${stick.replaceAll(' ', '\\040')} vfat rw,nosuid 0 0`,
      '/dev/sdb2 /media/vr/locked vfat ro 0 0',
      '/dev/sdc1 /media/vr/disk ext4 rw 0 0',
      'tmpfs /tmp tmpfs rw 0 0',
      '//server/share /mnt/share cifs rw 0 0',
    ].join('\n'),
  );
  return { pc, stick };
}

it('drives that can be taken along and written to are listed, no others', () => {
  const { pc, stick } = pcWithDrives();
  expect(linuxDrives(pc.at(''))).toEqual(['/media/vr/disk', stick].toSorted());
});

const NO_PIN = { isAsked: () => Promise.resolve(false), check: () => Promise.resolve(succeed(null)) };

function kioskOn({ check }: { check?: (pin: string) => Promise<Result<null>> } = {}) {
  const { pc, stick } = pcWithDrives();
  let inside = true;
  const host = {
    isInside: () => inside,
    leave: () => void (inside = false),
    enter: () => void (inside = true),
    folder: pc.at('exports'),
    // oxlint-disable-next-line require-yield -- nothing is kept here
    async *kept() {},
  };
  const environment = { ...pc.environment, root: pc.at('') };
  const kiosk = createKiosk(
    { kiosk: host, dataDirectory: pc.at('') },
    check === undefined ? NO_PIN : { isAsked: () => Promise.resolve(true), check },
    environment,
  );
  return { kiosk, pc, stick, isInside: () => inside };
}

describe('leaving', () => {
  it('asks for the PIN of staff, and a wrong one changes nothing', async () => {
    const { kiosk, isInside } = kioskOn({
      check: (pin) => Promise.resolve(pin === '4711' ? succeed(null) : fail('kiosk-none')),
    });
    expect(await kiosk.state()).toMatchObject({ isInside: true, asksPin: true });
    expect((await kiosk.leave('1234')).ok).toBe(false);
    expect(isInside()).toBe(true);
    expect((await kiosk.leave('4711')).ok).toBe(true);
    expect(isInside()).toBe(false);
    kiosk.enter();
    expect(isInside()).toBe(true);
  });

  it('asks for none where the school has set none, and says so', async () => {
    const { kiosk, isInside } = kioskOn();
    expect(await kiosk.state()).toMatchObject({ asksPin: false });
    expect(await kiosk.leave('')).toEqual(succeed(null));
    expect(isInside()).toBe(false);
  });

  it('is refused where there is no kiosk', async () => {
    const none = createKiosk({ dataDirectory: '/nonexistent' }, NO_PIN);
    expect(await none.state()).toBeNull();
    expect(await none.leave('1')).toEqual(fail('kiosk-none'));
  });
});

describe('a kept file', () => {
  it('is copied to a stick, and never over another', async () => {
    const { kiosk, pc, stick } = kioskOn();
    writeFileSync(pc.at('exports/报告.pdf'), 'report');
    writeFileSync(path.join(stick, '报告.pdf'), 'of somebody else');
    const copied = await kiosk.copy('报告.pdf', stick);
    expect(copied).toEqual(succeed(path.join(stick, '报告 (2).pdf')));
    expect(readFileSync(path.join(stick, '报告 (2).pdf'), 'utf8')).toBe('report');
    expect(readFileSync(path.join(stick, '报告.pdf'), 'utf8')).toBe('of somebody else');
  });

  it('is refused to other places, and nothing else is copied', async () => {
    const { kiosk, pc, stick } = kioskOn();
    writeFileSync(pc.at('exports/a.pdf'), 'a');
    writeFileSync(pc.at('secrets.json'), 'secret');
    expect(await kiosk.copy('a.pdf', pc.at('exports'))).toMatchObject({ problem: { code: 'kiosk-drive-gone' } });
    for (const name of ['../secrets.json', 'b.pdf', '..', pc.at('secrets.json')])
      expect(await kiosk.copy(name, stick)).toMatchObject({ problem: { code: 'file-unreadable' } });
    expect(readdirSync(stick)).toEqual([]);
  });
});

describe('a file from a stick', () => {
  it('is chosen from what the stick has, without what systems leave there', async () => {
    const { kiosk, stick } = kioskOn();
    mkdirSync(path.join(stick, '资产'));
    mkdirSync(path.join(stick, 'System Volume Information'));
    writeFileSync(path.join(stick, '.hidden'), '');
    writeFileSync(path.join(stick, 'b10.csv'), 'ten');
    writeFileSync(path.join(stick, 'b2.csv'), '2');
    expect(await kiosk.files(stick, [])).toEqual(
      succeed([
        { name: '资产', kind: 'folder', bytes: null },
        { name: 'b2.csv', kind: 'file', bytes: 1 },
        { name: 'b10.csv', kind: 'file', bytes: 3 },
      ]),
    );
    const taken = await kiosk.take(stick, ['b10.csv']);
    expect(taken).toMatchObject({ value: { fileName: 'b10.csv', base64: Buffer.from('ten').toString('base64') } });
  });

  it('never from anywhere else, neither by its names nor through a link', async () => {
    const { kiosk, pc, stick } = kioskOn();
    writeFileSync(pc.at('secrets.json'), 'secret');
    symlinkSync(pc.at(''), path.join(stick, 'out'));
    for (const names of [['..', 'secrets.json'], ['../secrets.json'], ['out', 'secrets.json'], ['.'], []])
      expect(await kiosk.take(stick, names)).toMatchObject({ problem: { code: 'file-unreadable' } });
    expect(await kiosk.files(stick, ['out'])).toMatchObject({ ok: false });
    expect(await kiosk.files(pc.at(''), [])).toMatchObject({ problem: { code: 'kiosk-drive-gone' } });
  });
});

it.each([
  ['', 10],
  ['{ "attractAfterMinutes": 3 }', 3],
  ['{ "attractAfterMinutes": 0 }', 0],
  ['{ "attractAfterMinutes": -1 }', 10],
  ['{ "attractAfterMinutes": "soon" }', 10],
])('kiosk.json with %j means %d minutes', async (text, minutes) => {
  const { kiosk, pc } = kioskOn();
  if (text !== '') writeFileSync(pc.at('kiosk.json'), text);
  expect((await kiosk.state())?.attractAfterMinutes).toBe(minutes);
});
