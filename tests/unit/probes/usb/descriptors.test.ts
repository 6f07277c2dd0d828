import { describe, expect, it } from 'vitest';
import { parseDescriptors } from '../../../../src/core/probes/usb/descriptors.ts';
import { buildDescriptors } from '../../../../src/core/world/described/descriptors.ts';
import type { DescribedDevice } from '../../../../src/core/world/described/world-description.ts';

const described = (more: Partial<DescribedDevice>): Uint8Array =>
  Buffer.from(
    buildDescriptors({
      id: '28de:2300',
      speed: 'full',
      release: '1.00',
      interfaces: [],
      power: 100,
      nodes: true,
      authorized: true,
      ...more,
    }),
    'hex',
  );

describe('USB descriptors', () => {
  it('give interfaces with class, endpoints and isochronous use', () => {
    const { configuration, defects } = parseDescriptors(described({ interfaces: ['hid', 'video', 'ff/42/01'] }), 1);
    expect(defects).toEqual([]);
    expect(configuration?.interfaces).toEqual([
      { number: 0, classCode: 3, subclassCode: 0, protocolCode: 0, endpointCount: 1, isochronous: false, driver: null },
      { number: 1, classCode: 14, subclassCode: 2, protocolCode: 0, endpointCount: 1, isochronous: true, driver: null },
      {
        number: 2,
        classCode: 255,
        subclassCode: 66,
        protocolCode: 1,
        endpointCount: 2,
        isochronous: false,
        driver: null,
      },
    ]);
  });

  it('never throw and always say so when they are cut off, at every byte', () => {
    const whole = described({ interfaces: ['hid', 'audio', 'storage'] });
    for (let length = 0; length < whole.length; length += 1) {
      const { configuration, defects } = parseDescriptors(whole.subarray(0, length), 1);
      expect(defects, `${length} bytes`).toContain('descriptors-truncated');
      expect(configuration?.interfaces.length ?? 0).toBeLessThanOrEqual(3);
    }
  });

  it('survive every single wrong byte', () => {
    const whole = described({ interfaces: ['hid', 'audio'] });
    for (let at = 0; at < whole.length; at += 1)
      for (const value of [0, 1, 0x7f, 0xff]) {
        const wrong = Uint8Array.from(whole);
        wrong[at] = value;
        const { configuration } = parseDescriptors(wrong, 1);
        expect(configuration?.interfaces.length ?? 0).toBeLessThan(64);
      }
  });

  it('notice a count that lies and a length of zero', () => {
    const lying = Uint8Array.from(described({ interfaces: ['hid'] }));
    lying[18 + 4] = 7;
    expect(parseDescriptors(lying, 1).defects).toEqual(['descriptors-inconsistent']);
    const stuck = Uint8Array.from(described({ interfaces: ['hid'] }));
    stuck[18 + 9] = 0;
    expect(parseDescriptors(stuck, 1).defects).toContain('descriptors-inconsistent');
  });

  it('take the active configuration where there are several', () => {
    const first = described({ interfaces: ['storage'] });
    const second = Uint8Array.from(described({ interfaces: ['hid'] }).subarray(18));
    second[5] = 2;
    const both = Uint8Array.from([...first, ...second]);
    expect(parseDescriptors(both, 2).configuration?.interfaces[0]?.classCode).toBe(3);
    expect(parseDescriptors(both, 1).configuration?.interfaces[0]?.classCode).toBe(8);
  });
});
