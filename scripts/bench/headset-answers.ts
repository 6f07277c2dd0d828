import { ADB_SECTIONS } from '../../src/core/probes/adb/sections/index.ts';
import { answerOf, contextOf, QUEST_3 } from '../../tests/support/adb/answers.ts';
import * as texts from '../../tests/support/adb/headset-texts.ts';
import { atLeast, type Figure } from './figure.ts';

const BYTES = 5_000_000;
const ROUNDS = 7;
const PACKAGE = 'com.example.lesson';

const many = (text: string): string => text.repeat(Math.ceil(BYTES / text.length));
/** Properties of which none is wanted are most of an answer. */
const property = (at: number) => `[persist.vendor.example.${at}]: [value ${at}]\n`;

/** 5 MB of what each section is made of: all of it counts, or all of it has to be passed over. */
const ANSWERS = {
  identity: [texts.QUEST_PROPERTIES + many(Array.from({ length: 1000 }, (_, at) => property(at)).join(''))],
  battery: [many(texts.battery())],
  storage: [many(texts.SPACE), ''],
  wifi: [many(texts.WIFI_STATUS), '', '', texts.ADDRESS, ''],
  controllers: [
    '',
    texts.REMOTES_2024 + many('  9.366s (2398.589s ago) - [controller] STANDBY -> RUNNING\n  Charging: false\n'),
  ],
  heat: [many(texts.THERMAL)],
  apps: [many(texts.appDump(PACKAGE))],
  managed: ['', many(texts.POLICY), texts.HOME],
} satisfies Partial<Record<(typeof ADB_SECTIONS)[number]['name'], readonly string[]>>;

/** How fast answers of headsets are read; a real one is a thousandth of these. */
export function headsetAnswers(): Figure[] {
  const context = contextOf(QUEST_3, { packages: [PACKAGE] });
  return Object.entries(ANSWERS).map(([name, parts]) => {
    const reader = ADB_SECTIONS.find((one) => one.name === name)!;
    const answer = answerOf(...parts);
    const took = Array.from({ length: ROUNDS }, () => {
      const begun = performance.now();
      if (reader.read(answer, context).status !== 'read') throw new Error(`${name} was not read`);
      return performance.now() - begun;
    });
    // The quickest round: whatever else the machine does only adds to it.
    const perSecond = answer.stdout.length / 1000 / Math.min(...took);
    return atLeast(`reading what a headset says of ${name}`, perSecond, 50, 'MB/s');
  });
}
