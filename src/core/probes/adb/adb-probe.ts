import type { NetConnectOpts } from 'node:net';
import type { AdbFacts } from '../../../shared/domain/adb-facts.ts';
import type { UsbFacts } from '../../../shared/domain/usb-facts.ts';
import { ALONE, type Probe, ProbeFailure, type Reading } from '../probe.ts';
import { askServer, findServer } from './ask-server.ts';
import { type ListedHeadset, listedHeadsets, mayAnswer } from './listed-headsets.ts';
import type { HeadsetQuestions, ReachedHeadset } from './read-headsets.ts';
import type { NativeUsb } from './usb-shim.ts';

export interface AdbProbeOptions {
  /** Where an adb server may listen; null: nowhere that is asked. */
  readonly server: NetConnectOpts | null;
  /** Packages that the publication asks about. */
  readonly packages: readonly string[];
  /** What else there is where no server runs; null: nothing, as in a demonstration. */
  readonly without: WithoutServer | null;
  /** Without it those of this program. */
  readonly readers?: HeadsetQuestions['readers'];
}

/** How headsets are reached where no adb server runs. */
export interface WithoutServer {
  /** Google's adb beside the program; null where nobody put it there. */
  readonly platformTools: () => string | null;
  /** Holds the key for headsets that are spoken to directly. */
  readonly dataDirectory: string;
  readonly usb: () => Promise<NativeUsb>;
}

/** Found servers and headsets answer in milliseconds; the rest is for those that do not. */
const DEADLINE_MS = 25_000;

/**
 * Reads stand-alone headsets over adb: through a server that runs, else, where USB shows something to speak to, through one of our own,
 * else directly. Where there is nothing it costs one refused connection, and no library is loaded.
 */
export function createAdbProbe(options: AdbProbeOptions): Probe<'adb'> {
  return {
    id: 'adb',
    deadlineMs: DEADLINE_MS,
    async read(signal, { usb } = ALONE) {
      const found = options.server === null ? { kind: 'nobody' as const } : await findServer(options.server, signal);
      if (found.kind === 'server')
        return await throughServer(
          options.server!,
          { way: 'running', version: found.version },
          options,
          await usb,
          signal,
        );
      const foreignService = found.kind !== 'nobody';
      const facts = await usb;
      const wanted = facts === null ? [] : mayAnswer(facts).map(({ serial }) => serial);
      // Whatever listens and is silent may be a server that hangs, and holds the headsets: they are left to it.
      if (options.without === null || wanted.length === 0 || found.kind === 'silent') return nothing(foreignService);
      const { platformTools } = options.without;
      const own = await throughOwn(platformTools(), wanted.length, options, facts, signal);
      const reading = own ?? (await directly(options.without, options, facts, signal));
      return { ...reading, facts: { ...reading.facts, foreignService } };
    },
  };
}

const nothing = (foreignService: boolean): Reading<'adb'> => ({
  facts: { way: 'none', serverVersion: null, foreignService, headsets: [] },
  sources: [],
});

const placeText = (place: NetConnectOpts): string => ('path' in place ? place.path : `${place.host}:${place.port}`);

async function throughServer(
  place: NetConnectOpts,
  { way, version, list }: { way: AdbFacts['way']; version: number; list?: readonly ListedHeadset[] },
  options: AdbProbeOptions,
  usb: UsbFacts | null,
  signal: AbortSignal,
): Promise<Reading<'adb'>> {
  const headsets = list ?? (await listOf(place, signal));
  const read = await readAll(
    headsets.map((listed) => ({
      listed,
      async connect(until) {
        const { lineThroughServer } = await import('./server-line.ts');
        return await lineThroughServer(place, listed, until);
      },
    })),
    options,
    usb,
    signal,
  );
  return {
    facts: { way, serverVersion: version, foreignService: false, headsets: read },
    sources: [`adb ${version} (${placeText(place)})`],
  };
}

async function listOf(place: NetConnectOpts, signal: AbortSignal): Promise<ListedHeadset[]> {
  const answer = await askServer(place, 'host:devices-l', signal);
  if (answer.kind === 'okay') return listedHeadsets(answer.text);
  const said = answer.kind === 'refused' ? answer.text.slice(0, 200) : answer.kind;
  throw new ProbeFailure('adb-list-unread', `${placeText(place)}: ${said}`);
}

/** Loaded where there is something to ask. */
async function readAll(
  headsets: readonly ReachedHeadset[],
  { readers, packages }: AdbProbeOptions,
  usb: UsbFacts | null,
  signal: AbortSignal,
) {
  if (headsets.length === 0) return [];
  const [{ readHeadsets }, { ADB_SECTIONS }] = await Promise.all([
    import('./read-headsets.ts'),
    import('./sections/index.ts'),
  ]);
  return await readHeadsets(headsets, { readers: readers ?? ADB_SECTIONS, packages }, usb, signal);
}

/** Null where there is no adb beside the program, or it does not start. */
async function throughOwn(
  program: string | null,
  wanted: number,
  options: AdbProbeOptions,
  usb: UsbFacts | null,
  signal: AbortSignal,
): Promise<Reading<'adb'> | null> {
  if (program === null) return null;
  const { startOwnServer, untilListed } = await import('./own-server.ts');
  const server = await startOwnServer(program, signal);
  if (server === null) return null;
  try {
    const list = await untilListed(server.place, wanted, signal);
    return await throughServer(server.place, { way: 'own', version: server.version, list }, options, usb, signal);
  } finally {
    await server.end();
  }
}

async function directly(
  { dataDirectory, usb: native }: WithoutServer,
  options: AdbProbeOptions,
  usb: UsbFacts | null,
  signal: AbortSignal,
): Promise<Reading<'adb'>> {
  const [{ openDirectly }, { usbShim }, { adbKeys }] = await Promise.all([
    import('./direct.ts'),
    import('./usb-shim.ts'),
    import('./adb-key.ts'),
  ]);
  const opened = await openDirectly(usbShim(await native()), adbKeys(dataDirectory), signal);
  try {
    const headsets = opened.map(({ serial, state, line }): ReachedHeadset => {
      const listed = { serial, state, link: 'usb' as const, port: null, transportId: null };
      return { listed, connect: () => (line === null ? Promise.reject(new Error(state)) : Promise.resolve(line)) };
    });
    const read = await readAll(headsets, options, usb, signal);
    return {
      facts: { way: 'direct', serverVersion: null, foreignService: false, headsets: read },
      sources: ['usb 3 (nusb)'],
    };
  } finally {
    await Promise.all(opened.map(({ close }) => close()));
  }
}
