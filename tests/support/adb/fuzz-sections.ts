import fc from 'fast-check';
import type { SectionContext, ShellAnswer } from '../../../src/core/probes/adb/section.ts';
import { ADB_SECTIONS } from '../../../src/core/probes/adb/sections/index.ts';
import { adbSectionsSchema } from '../../../src/shared/domain/adb-facts.ts';
import { FOCUS_3, nobody, PICO_4, QUEST_3 } from './answers.ts';
import * as texts from './headset-texts.ts';

export type SectionReaderName = (typeof ADB_SECTIONS)[number]['name'];

const PACKAGES = ['com.example.lesson', 'VirtualDesktop.Android', 'not a package'];
const NONE = "Can't find service: x\n";
const DENIED = 'Permission Denial: can not dump\n';

/** Texts that fit each command of a section, in the order of the commands. */
const OWN: Readonly<Record<SectionReaderName, readonly (readonly string[])[]>> = {
  identity: [[texts.QUEST_PROPERTIES, texts.PICO_PROPERTIES]],
  battery: [[texts.battery(), texts.battery({ status: '2', level: '5', 'AC powered': 'true' })]],
  storage: [[texts.SPACE, DENIED], ['4096:1000:500\n']],
  wifi: [
    [texts.WIFI_STATUS, NONE],
    [texts.WIFI_SERVICE, DENIED],
    [texts.networks('INTERNET&CAPTIVE_PORTAL'), texts.networks('VALIDATED')],
    [texts.ADDRESS],
    [texts.COMPANION],
  ],
  clock: [['1796025600\n'], ['Asia/Shanghai\n', '\n']],
  usb: [
    ['high speed\n', '5120\n'],
    ['mtp,adb\n', 'none\n'],
  ],
  controllers: [
    [texts.TESTED, NONE, texts.PICO_HANDLERS, texts.PICO_STATES],
    [texts.REMOTES_2024, texts.REMOTES_PRO],
  ],
  wear: [['mWakefulness=Awake\n'], ['Virtual proximity state: CLOSE\n'], ['1\n', '\n']],
  update: [[texts.COMPANION]],
  heat: [[texts.THERMAL, texts.PICO_FAN]],
  apps: [
    [texts.appDump('com.example.lesson'), 'Unable to find package: com.example.lesson\n'],
    [texts.appDump('VirtualDesktop.Android'), 'Unable to find package: VirtualDesktop.Android\n'],
  ],
  managed: [
    ['no owners\n', '1 owner:\nUser  0: admin=app.example.mdm/.AdminReceiver,DeviceOwner\n', NONE],
    [texts.POLICY, DENIED],
    [texts.HOME],
    ['com.example.home\n'],
  ],
};
const REAL: readonly string[] = Object.values(OWN).flat(2);

const ODD: readonly string[] = [
  '',
  '\0',
  '\uFEFF',
  '\r',
  '\n',
  '\n\n\n',
  ' ',
  '\t',
  ':',
  ': ',
  ', ',
  '=',
  '[',
  ']',
  ']: [',
  '{',
  '}',
  '"',
  '/',
  '%',
  '-',
  '-1',
  '0',
  '101',
  '1e9',
  'NaN',
  '9'.repeat(40),
  '٣',
  '\u202E',
  '\uD800',
  '😀',
  '电量',
  '__proto__',
  'constructor',
  'null',
  '@vrlab0:0@',
  '@vrlab1:',
  '@vrlab',
  'a.b'.repeat(99),
  'Package [',
  'Paired device:',
  'User 0:',
  ', BSSID: ',
  '( '.repeat(300),
  '1:'.repeat(500),
  '['.repeat(2000),
  ' '.repeat(3000),
  'x'.repeat(3000),
];

const changes = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.constantFrom(0, 0, 1, 2, 7, 40, 400),
    odd: fc.constantFrom(...ODD, ...REAL),
    how: fc.constantFrom('put', 'replace', 'cut', 'double', 'end'),
  }),
  { maxLength: 6 },
);

/** One of the texts, changed in up to six places. */
const changed = (of: readonly string[]): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom(...of), changes).map(([real, every]) =>
    every.reduce((text, { at, length, odd, how }) => {
      const from = Math.floor(at * text.length);
      const [before, there, after] = [text.slice(0, from), text.slice(from, from + length), text.slice(from + length)];
      if (how === 'end') return before;
      if (how === 'cut') return before + after;
      if (how === 'double') return before + there + there + after;
      return how === 'put' ? before + odd + there + after : before + odd + after;
    }, real),
  );
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), changed(REAL));
const seldom = (text: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant('') }, { weight: 1, arbitrary: text });
const endOf = fc.constantFrom('0', '0', '0', '0', '0', '0', '1', '127', '', null);

const anyAnswer = (name: SectionReaderName): fc.Arbitrary<ShellAnswer> =>
  fc
    .record({
      chunks: fc.tuple(
        ...OWN[name].map((own) =>
          fc.tuple(fc.oneof({ weight: 6, arbitrary: changed(own) }, { weight: 1, arbitrary: anyText }), endOf),
        ),
      ),
      rest: seldom(anyText),
      stderr: seldom(anyText),
      exitCode: fc.constantFrom(0, 1, 127, null),
      ended: fc.constantFrom('whole' as const, 'whole' as const, 'cut' as const, 'no-answer' as const, 'gone' as const),
      askedAt: fc.integer({ min: 0, max: 4_000_000_000_000 }),
      durationMs: fc.integer({ min: 0, max: 20_000 }),
    })
    .map(({ chunks, rest, ...answer }) => ({
      ...answer,
      stdout:
        chunks.map(([text, code], at) => (code === null ? text : `${text}@vrlab${at}:${code}@\n`)).join('') + rest,
    }));

const anyContext: fc.Arbitrary<SectionContext> = fc.record({
  identity: fc.constantFrom(QUEST_3, PICO_4, FOCUS_3, nobody, null),
  networksOfPc: fc.constantFrom(null, [], ['192.0.2.20/24'], ['', '1/2', '999.1.1.1/24', '10.0.0.1/99']),
  packages: fc.constantFrom(PACKAGES, []),
});

const PERSONAL = /5e:00:53|192\.0\.2|Room, 3/i;

/** Reads so many odd answers with one reader. @returns how often what came of it. @throws where it threw or broke its contract. */
export function fuzzSection(
  name: SectionReaderName,
  runs: number,
  seed: number,
): { readonly read: number; readonly unread: number; readonly slowestMs: number } {
  const reader = ADB_SECTIONS.find((one) => one.name === name)!;
  const schema = adbSectionsSchema.shape[name];
  const found = { read: 0, unread: 0, slowestMs: 0 };
  fc.assert(
    fc.property(anyAnswer(name), anyContext, (answer, context) => {
      reader.command(context);
      const begun = performance.now();
      const section = reader.read(answer, context);
      found.slowestMs = Math.max(found.slowestMs, performance.now() - begun);
      found[section.status] += 1;
      const kept = schema.safeParse(section);
      if (!kept.success) throw new Error(kept.error.message);
      // What stands where a name or an address of a network stands is kept nowhere.
      return name !== 'wifi' || !PERSONAL.test(JSON.stringify(section));
    }),
    { numRuns: runs, seed },
  );
  return found;
}

export const SECTION_NAMES = ADB_SECTIONS.map(({ name }) => name);
