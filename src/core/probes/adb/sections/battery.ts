import type { AdbSectionValue } from '../../../../shared/domain/adb-facts.ts';
import type { SectionReader } from '../section.ts';
import { keyedValues, lookUp, wholeNumber, within } from './lines.ts';
import { answersIn, scriptOf, sectionOf, unread } from './script.ts';

type Battery = AdbSectionValue<'battery'>;

/** Numbers of Android's BatteryManager. */
const CHARGE: Readonly<Record<string, Battery['charge']>> = {
  '2': 'charging',
  '3': 'discharging',
  '4': 'not-charging',
  '5': 'full',
};
const HEALTH: Readonly<Record<string, Battery['health']>> = {
  '2': 'good',
  '3': 'overheat',
  '4': 'dead',
  '5': 'over-voltage',
  '6': 'failure',
  '7': 'cold',
};
const SOURCES: readonly (readonly [string, Battery['sources'][number]])[] = [
  ['AC powered', 'ac'],
  ['USB powered', 'usb'],
  ['Wireless powered', 'wireless'],
  ['Dock powered', 'dock'],
];
const WANTED: ReadonlySet<string> = new Set([
  ...SOURCES.map(([key]) => key),
  'status',
  'health',
  'present',
  'level',
  'scale',
  'voltage',
  'temperature',
]);
/** Somebody has set values for a test: nothing of the answer is measured. */
const MADE_UP = 'UPDATES STOPPED';

function batteryIn(values: ReadonlyMap<string, string>): Battery | null {
  const scale = wholeNumber(values.get('scale')) ?? 100;
  const level = wholeNumber(values.get('level'));
  if (level === null || scale < 1 || level < 0 || level > scale) return null;
  const tenths = within(wholeNumber(values.get('temperature')), -500, 1500);
  return {
    level: Math.round((1000 * level) / scale) / 10,
    charge: lookUp(CHARGE, values.get('status')) ?? 'unknown',
    sources: SOURCES.flatMap(([key, source]) => (values.get(key) === 'true' ? [source] : [])),
    health: lookUp(HEALTH, values.get('health')) ?? 'unknown',
    celsius: tenths === null ? null : tenths / 10,
    millivolts: within(wholeNumber(values.get('voltage')), 1000, 60_000),
  };
}

export const batteryReader: SectionReader<'battery'> = {
  name: 'battery',
  deadlineMs: 3000,
  command: () => scriptOf('battery'),
  read(answer) {
    const [battery] = answersIn(answer, 1);
    if (battery?.text.includes(MADE_UP)) return unread('garbled');
    const values = keyedValues(battery?.text ?? '', ':', WANTED);
    return values.get('present') === 'false' ? unread('absent') : sectionOf(batteryIn(values), answer, battery);
  },
};
