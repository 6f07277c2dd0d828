import fc from 'fast-check';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  CONFIG_NEXT,
  CONFIG_START,
  REPORT_DEADLINE_MS,
  VERSION_REPORTS,
} from '../../../src/core/probes/hid-firmware/firmware-reports.ts';
import { withFirmware } from '../../../src/core/probes/hid-firmware/ask-firmware.ts';
import { parseLighthouseConfig, pieceIn } from '../../../src/core/probes/hid-firmware/lighthouse-config.ts';
import { parseVersionReport } from '../../../src/core/probes/hid-firmware/parse-version-report.ts';
import {
  type FirmwareAnswer,
  readFirmware,
  type ReadableHid,
} from '../../../src/core/probes/hid-firmware/read-firmware.ts';
import { hidFactsSchema } from '../../../src/shared/domain/hid-facts.ts';
import { FIRMWARE_LAYOUTS, type FirmwareLayout } from '../../../src/shared/domain/hid-firmware.ts';
import { HMD, KNUCKLES, lighthouseReport, mainboardReport, WAND } from '../../support/pc/firmware-reports.ts';
import { hidraw } from '../../support/pc/facts.ts';

const ALLOWED = new Set([0x01, 0x04, 0x05, 0x10, 0x11, 0x13]);

describe('what devices are asked', () => {
  it('is a feature report of the list, and never Bigscreen Beyond’s command', () => {
    const ids = Object.values(VERSION_REPORTS).flatMap((reports) => reports.map(({ id }) => id));
    expect(new Set([...ids, CONFIG_START.id, CONFIG_NEXT.id])).toEqual(ALLOWED);
  });

  it('is asked by the two calls that a reader has: no other is made, whatever the device answers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 80 }), { maxLength: 20 }), async (answers) => {
        const calls: string[] = [];
        const left = [...answers];
        const device = new Proxy({} as ReadableHid, {
          get(_, name) {
            // A promise would be asked whether it is one.
            if (name === 'then') return undefined;
            return async (id?: number) => {
              await Promise.resolve();
              calls.push(id === undefined ? String(name) : `${String(name)} ${id}`);
              return Buffer.from(left.shift() ?? []);
            };
          },
        });
        const queue = [{ path: 'a', layout: 'lighthouse', config: true } as const];
        await readFirmware(
          [queue],
          () => Promise.resolve(device),
          () => undefined,
        );
        const allowed = new Set(['close', ...[...ALLOWED].map((id) => `getFeatureReport ${id}`)]);
        expect(calls.filter((call) => !allowed.has(call))).toEqual([]);
        expect(calls.length).toBeLessThan(600);
      }),
    );
  });
});

describe('a version report', () => {
  it.each([
    [WAND, 5, '1458917656'],
    [HMD, 5, '1456377512'],
    [KNUCKLES, 0x13, '1562916277'],
  ])('%i of report %i', (seconds, id, version) => {
    expect(parseVersionReport('lighthouse', id, lighthouseReport(seconds, id))).toMatchObject({ version });
  });

  it('of a mainboard names the display; another type of the same report is none', () => {
    const info = mainboardReport(0x0020_0108);
    expect(parseVersionReport('vive-mainboard', 4, info)).toEqual({ version: '2097416', monitor: 'HVRAA01' });
    expect(parseVersionReport('vive-mainboard', 4, mainboardReport(1, 0x2978))).toBe('malformed');
  });

  it('of a Rift S is retained and not guessed', () => {
    expect(parseVersionReport('rift-s', 1, Buffer.from('01a2', 'hex'))).toEqual({ version: null, bytes: '01a2' });
  });

  it.each(FIRMWARE_LAYOUTS)('%s: empty, short, of another id', (layout) => {
    expect(parseVersionReport(layout, 5, Buffer.alloc(0))).toBe('malformed');
    expect(parseVersionReport(layout, 5, Buffer.from([5]))).toBe('malformed');
    expect(parseVersionReport(layout, 5, Buffer.alloc(64))).toBe('empty');
    expect(parseVersionReport(layout, 5, Buffer.alloc(64, 6))).toBe('malformed');
  });

  it('of any bytes gives a version that the facts can hold, or a reason', () => {
    const holds = (layout: FirmwareLayout, id: number, bytes: Uint8Array) => {
      const parsed = parseVersionReport(layout, id, Buffer.from([id, ...bytes]));
      if (typeof parsed === 'string') return ['malformed', 'empty'].includes(parsed);
      const firmware = { status: 'read', layout, report: id, ...parsed };
      return hidFactsSchema.safeParse({ devices: [{ ...hidraw('1-2', '28de:2000'), firmware }] }).success;
    };
    const report = [
      fc.constantFrom(...FIRMWARE_LAYOUTS),
      fc.constantFrom(1, 4, 5, 0x13),
      fc.uint8Array({ maxLength: 300 }),
    ] as const;
    expect(() => fc.assert(fc.property(...report, holds))).not.toThrow();
  });
});

describe('a stored configuration', () => {
  const packed = (text: string) => deflateSync(text);
  it('names model and serials, as plain text only', () => {
    const text = JSON.stringify({ model_number: 'Vive MV', device_class: 7, device_serial_number: 'LHR-1\u0007' });
    expect(parseLighthouseConfig(packed(text))).toEqual({
      model: 'Vive MV',
      class: null,
      serial: null,
      mainboardSerial: null,
    });
  });

  it.each([
    ['no zlib', Buffer.from('{}')],
    ['half of it', packed('{"a":"bcdefghijklmnop"}').subarray(0, 12)],
    ['no JSON', packed('config')],
    ['a list', packed('[]')],
    ['too long', packed(JSON.stringify('x'.repeat(300_000)))],
    ['nothing', Buffer.alloc(0)],
  ])('is none: %s', (_, bytes) => {
    expect(parseLighthouseConfig(bytes)).toBeNull();
  });

  it('comes in pieces that may lie about their length', () => {
    expect(pieceIn(Buffer.from([0x11, 2, 1, 2, 3]), 0x11)).toEqual(Buffer.from([1, 2]));
    expect(pieceIn(Buffer.from([0x11, 63, ...Buffer.alloc(70)]), 0x11)).toBeNull();
    expect(pieceIn(Buffer.from([0x11, 5, 1]), 0x11)).toBeNull();
    expect(pieceIn(Buffer.from([0x12, 0]), 0x11)).toBeNull();
    expect(pieceIn(Buffer.from([0x11, 0]), 0x11)).toHaveLength(0);
  });
});

describe('asking several devices', () => {
  const request = (path: string) => ({ path, layout: 'lighthouse', config: false }) as const;
  const report = lighthouseReport(WAND);

  it('who hangs costs the others nothing, and the next interface of the same device is not asked', async () => {
    const opened: string[] = [];
    const answers: (FirmwareAnswer & { at: number })[] = [];
    const begun = performance.now();
    const open = (path: string) => {
      opened.push(path);
      const never = new Promise<never>(() => undefined);
      return Promise.resolve({
        getFeatureReport: () => (path === 'stuck' ? never : Promise.resolve(report)),
        close: () => Promise.resolve(),
      });
    };
    await readFirmware([[request('stuck'), request('behind')], [request('sound')]], open, (answer) =>
      answers.push({ ...answer, at: performance.now() - begun }),
    );
    expect(answers.map(({ path, firmware }) => [path, firmware.status])).toEqual([
      ['sound', 'read'],
      ['stuck', 'unread'],
      ['behind', 'unread'],
    ]);
    expect(answers[0]!.at).toBeLessThan(REPORT_DEADLINE_MS / 2);
    expect(opened).not.toContain('behind');
  });

  it('who is held by another program, or may not be opened, is not asked', async () => {
    const source = { layout: 'lighthouse', interface: 0, config: false } as const;
    const node = (key: string, access: 'ok' | 'busy' | 'denied' | 'not-tried', more: object = {}) => ({
      ...hidraw(key, '28de:2000'),
      path: `/dev/${key}`,
      interfaceNumber: 0,
      access,
      ...more,
    });
    const devices = [
      node('1-1', 'busy'),
      node('1-2', 'denied'),
      node('1-3', 'not-tried'),
      node('1-4', 'ok'),
      node('1-4', 'ok', { interfaceNumber: 1 }),
      node('1-5', 'ok', { bus: 'bluetooth' }),
    ];
    const asked: string[] = [];
    const known = await withFirmware(
      devices,
      () => source,
      (queues) => {
        asked.push(...queues.flat().map(({ path }) => path));
        return Promise.resolve(new Map());
      },
    );
    expect(asked).toEqual(['/dev/1-4']);
    const reasons = known.map(({ firmware }) => (firmware?.status === 'unread' ? firmware.reason : null));
    expect(reasons).toEqual(['busy', 'denied', null, 'no-answer', null, null]);
  });
});
