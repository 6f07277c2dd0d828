import { onTestFinished } from 'vitest';
import { type AdbProbeOptions, createAdbProbe } from '../../../src/core/probes/adb/adb-probe.ts';
import type { SectionReader } from '../../../src/core/probes/adb/section.ts';
import { WorldAdbServer } from '../../../src/core/world/adb/adb-server.ts';
import { adbWorldSchema, type DescribedHeadset } from '../../../src/core/world/adb/adb-world.ts';
import type { AdbFacts, AdbIdentity } from '../../../src/shared/domain/adb-facts.ts';
import type { UsbFacts } from '../../../src/shared/domain/usb-facts.ts';
import type { z } from 'zod';

type Written = z.input<typeof adbWorldSchema>['headsets'][number];

/** A Quest 3 with made-up numbers, as `adb.json` describes it. */
export const quest3 = (serial: string, more: Partial<Written> = {}): DescribedHeadset =>
  adbWorldSchema.parse({
    headsets: [
      {
        serial,
        properties: {
          'ro.product.manufacturer': 'Oculus',
          'ro.product.model': 'Quest 3',
          'ro.product.name': 'eureka',
          'ro.product.device': 'eureka',
        },
        battery: { level: 83, status: 'charging', sources: ['usb'] },
        ...more,
      },
    ],
  }).headsets[0]!;

/** A server with these headsets on loopback until the test ends. */
export async function serve(headsets: readonly DescribedHeadset[], serverVersion = 41) {
  const server = new WorldAdbServer({ serverVersion, headsets: [...headsets] });
  const port = await server.listen();
  onTestFinished(() => server.close());
  return { server, port, place: { host: '127.0.0.1', port } };
}

const nobody: AdbIdentity = {
  manufacturer: null,
  model: null,
  product: null,
  device: null,
  odmModel: null,
  hardwareModel: null,
  androidRelease: null,
  sdk: null,
  securityPatch: null,
  fingerprint: null,
  system: null,
  build: null,
};

const identity: SectionReader<'identity'> = {
  name: 'identity',
  deadlineMs: 2000,
  command: () => 'getprop',
  read({ stdout, ended }) {
    const model = /^\[ro\.product\.model\]: \[(.*)\]$/m.exec(stdout)?.[1] ?? null;
    if (ended === 'cut') return { status: 'unread', reason: 'cut' };
    return { status: 'read', value: { ...nobody, model } };
  },
};

const storage: SectionReader<'storage'> = {
  name: 'storage',
  deadlineMs: 300,
  command: () => 'echo MARK; dumpsys battery | grep -E "level|status"',
  read({ stdout, ended }) {
    const level = /level: (\d+)/.exec(stdout)?.[1];
    if (ended === 'cut') return { status: 'unread', reason: 'cut' };
    return level === undefined
      ? { status: 'unread', reason: 'absent' }
      : { status: 'read', value: { totalBytes: 100, freeBytes: Number(level) } };
  },
};

/** Two short sections, which say of a battery what storage says: enough to see what happens to questions and answers. */
export const TWO_SECTIONS: readonly SectionReader[] = [identity, storage];

/** Reads once. */
export async function readOnce(
  options: Partial<AdbProbeOptions>,
  { usb = null, signal = new AbortController().signal }: { usb?: UsbFacts | null; signal?: AbortSignal } = {},
): Promise<AdbFacts> {
  const probe = createAdbProbe({ server: null, packages: [], without: null, readers: TWO_SECTIONS, ...options });
  return (await probe.read(signal, { usb: Promise.resolve(usb) })).facts;
}
