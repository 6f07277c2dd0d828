import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readKernelLog, troublesIn } from '../../../../src/core/probes/usb/kernel-log.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const saying = (...texts: string[]) =>
  troublesIn(
    texts.map((text, at) => ({ at: 1000 + at, text })),
    900,
  );
const last = (...texts: string[]) => [...saying(...texts)].map(([key, { trouble }]) => `${key} ${trouble}`);

describe('what the kernel says of USB ports', () => {
  it.each([
    ['usb 1-2: device descriptor read/64, error -71', '1-2 enumeration-failed'],
    ['usb 1-2.3: device not accepting address 9, error -71', '1-2.3 enumeration-failed'],
    ['usb usb1-port5: unable to enumerate USB device', '1-5 enumeration-failed'],
    ['usb 1-4-port2: Cannot enable. Maybe the USB cable is bad?', '1-4.2 enumeration-failed'],
    ['usb usb2-port3: over-current condition', '2-3 overcurrent'],
    ['hub 1-0:1.0: over-current condition on port 6', '1-6 overcurrent'],
    ['hub 1-3.1:1.0: over-current change on port 2', '1-3.1.2 overcurrent'],
    ['usb 1-7: rejected 1 configuration due to insufficient available bus power', '1-7 not-enough-power'],
    ['usb 2-1: Not enough bandwidth for new device state.', '2-1 not-enough-bandwidth'],
  ])('%s', (text, wanted) => {
    expect(last(text)).toEqual([wanted]);
  });

  it('is over when a device works there, or was unplugged', () => {
    const failed = 'usb 1-2: device descriptor read/64, error -71';
    expect(last(failed, 'usb 1-2: New USB device found, idVendor=28de, idProduct=2613, bcdDevice= 1.82')).toEqual([]);
    expect(last(failed, 'usb 1-2: USB disconnect, device number 9')).toEqual([]);
    expect(last(failed, 'usb 1-3: New USB device found, idVendor=28de, idProduct=2613')).toHaveLength(1);
  });

  it('is forgotten after some minutes, and nothing else counts', () => {
    expect(troublesIn([{ at: 10, text: 'usb 1-2: device descriptor read/64, error -71' }], 900).size).toBe(0);
    expect(
      last('EXT4-fs (sda1): mounted filesystem', 'usb 1-2: new high-speed USB device number 9 using xhci_hcd'),
    ).toEqual([]);
  });
});

it('reads records with their time, and what may not be read is no log', () => {
  const file = path.join(temporaryFolder(), 'kmsg');
  writeFileSync(file, '6,1234,5678901234,-;usb 1-2: device descriptor read/64, error -71\n SUBSYSTEM=usb\n');
  expect(readKernelLog(file)).toEqual([{ at: 5678.901234, text: 'usb 1-2: device descriptor read/64, error -71' }]);
  expect(readKernelLog(path.join(temporaryFolder(), 'none'))).toBeNull();
});
