import { createAdbProbe } from '../../src/core/probes/adb/adb-probe.ts';
import type { SectionReader } from '../../src/core/probes/adb/section.ts';
import { WorldAdbServer } from '../../src/core/world/adb/adb-server.ts';
import { adbWorldSchema } from '../../src/core/world/adb/adb-world.ts';
import { ADB_SECTION_NAMES } from '../../src/shared/domain/adb-section-names.ts';
import { atMost, type Figure } from './figure.ts';

const HEADSETS = 20;
/** Real headsets take 50 to 300 ms for a question. */
const ANSWERS_AFTER_MS = 100;
const DEADLINE_MS = 1500;
const LINES = 200;

const never = new AbortController().signal;

/** As many questions as there are sections, each with an answer of some kilobytes. */
const readers = ADB_SECTION_NAMES.map((name): SectionReader => ({
  name,
  deadlineMs: DEADLINE_MS,
  command: () => 'dumpsys wifi',
  read: ({ stdout }) => ({ status: 'unread', reason: stdout.length > LINES ? 'absent' : 'garbled' }),
})) as readonly SectionReader[];

async function look(headsets: readonly object[]) {
  const server = new WorldAdbServer(adbWorldSchema.parse({ headsets }));
  const place = { host: '127.0.0.1', port: await server.listen() };
  const probe = createAdbProbe({ server: place, packages: [], without: null, readers });
  const begun = performance.now();
  const { facts } = await probe.read(never);
  const took = performance.now() - begun;
  await server.close();
  return { took, headsets: facts.headsets };
}

const answering = (at: number) => ({
  serial: `1WMHH000X${String(at).padStart(5, '0')}`,
  delayMs: ANSWERS_AFTER_MS + at,
  answers: { 'dumpsys wifi': Array.from({ length: LINES }, (_, line) => `mWifiInfo line ${line}`) },
});

/** Headsets of a charging cabinet, read through an adb server. */
export async function standAloneHeadsets(): Promise<Figure[]> {
  const all = Array.from({ length: HEADSETS }, (_, at) => answering(at));
  // Loads what is loaded once.
  await look([answering(0)]);
  const alone = await look([all.at(-1)!]);
  const together = await look(all);
  const silent = { ...answering(HEADSETS), answers: { 'dumpsys wifi': { hang: true } } };
  const withSilent = await look([silent, ...all]);
  const answered = withSilent.headsets.slice(1).map(({ durationMs }) => durationMs);
  const empty = await look([]);
  return [
    atMost('20 headsets against the slowest of them alone', together.took / alone.took, 1.3, 'times'),
    atMost(
      'a headset that never answers, against two deadlines',
      withSilent.headsets[0]!.durationMs / (2 * DEADLINE_MS),
      1.1,
      'times',
    ),
    atMost('the others beside it', Math.max(...answered) / alone.took, 1.3, 'times'),
    atMost('an adb server without headsets', empty.took, 50, 'ms', 1),
  ];
}
