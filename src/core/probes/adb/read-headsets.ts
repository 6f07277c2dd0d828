import os from 'node:os';
import type { AdbHeadsetFacts, AdbSections } from '../../../shared/domain/adb-facts.ts';
import type { UsbFacts } from '../../../shared/domain/usb-facts.ts';
import { ADB_SECTION_NAMES } from '../../../shared/domain/adb-section-names.ts';
import { askHeadset, type HeadsetLine } from './ask-headset.ts';
import { type ListedHeadset, usbKeyOf } from './listed-headsets.ts';
import { readSections } from './read-sections.ts';
import type { SectionReader } from './section.ts';

export interface HeadsetQuestions {
  readonly readers: readonly SectionReader[];
  /** Packages that the publication asks about. */
  readonly packages: readonly string[];
}

/** A headset and how to get a line to it; the way there may break any time. */
export interface ReachedHeadset {
  readonly listed: ListedHeadset;
  readonly connect: (signal: AbortSignal) => Promise<HeadsetLine>;
}

/** Deadline for one headset; a longer wait would only show that it is silent. */
const CONNECT_MS = 3000;
const SERIAL_MS = 2000;

/** Reads headsets, all at once, each one section after the other: together they take as long as the slowest. */
export async function readHeadsets(
  headsets: readonly ReachedHeadset[],
  { readers, packages }: HeadsetQuestions,
  usb: UsbFacts | null,
  signal: AbortSignal,
): Promise<AdbHeadsetFacts[]> {
  const known = { networksOfPc: networksOfPc(), packages };
  return await Promise.all(
    headsets.map(async ({ listed, connect }, at): Promise<AdbHeadsetFacts> => {
      const begun = performance.now();
      const { state, link } = listed;
      const line = state === 'device' ? await connectInTime(connect, signal) : null;
      const serial = await nameOf(listed, at, line, signal);
      const sections =
        state === 'device' ? (line === null ? allUnread() : await readSections(line, readers, known, signal)) : null;
      return { serial, state, link, usbKey: usbKeyOf(listed, usb), sections, durationMs: performance.now() - begun };
    }),
  );
}

const allUnread = (): AdbSections =>
  Object.fromEntries(
    ADB_SECTION_NAMES.map((name) => [name, { status: 'unread', reason: 'gone' }]),
  ) as unknown as AdbSections;

async function connectInTime(connect: ReachedHeadset['connect'], cancel: AbortSignal): Promise<HeadsetLine | null> {
  const late = new AbortController();
  const signal = AbortSignal.any([cancel, late.signal]);
  const stopped = Promise.withResolvers<null>();
  signal.addEventListener('abort', () => stopped.resolve(null), { once: true });
  const timer = setTimeout(() => late.abort(), CONNECT_MS);
  try {
    return await Promise.race([connect(signal), stopped.promise]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** Adb names a headset in the network by its address, which is not ours to keep: its serial number is asked for instead. */
async function nameOf(
  { serial, link }: ListedHeadset,
  at: number,
  line: HeadsetLine | null,
  signal: AbortSignal,
): Promise<string> {
  if (link === 'usb') return serial;
  const [, announced] = /^adb-(\w+)-\w+\._adb/.exec(serial) ?? [];
  if (announced !== undefined) return announced;
  const answer = line === null ? null : await askHeadset(line, 'getprop ro.serialno', SERIAL_MS, signal);
  return /^[\w-]{4,60}$/.exec(answer?.stdout.trim() ?? '')?.[0] ?? `network-${at + 1}`;
}

const networksOfPc = (): string[] =>
  Object.values(os.networkInterfaces()).flatMap((addresses) =>
    (addresses ?? []).flatMap(({ internal, family, cidr }) =>
      internal || family !== 'IPv4' || cidr === null ? [] : [cidr],
    ),
  );
