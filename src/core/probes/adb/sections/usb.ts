import type { AdbSectionValue } from '../../../../shared/domain/adb-facts.ts';
import type { SectionReader } from '../section.ts';
import { label } from './lines.ts';
import { answersIn, type Answered, read, scriptOf, unread, whyUnread } from './script.ts';

type Usb = AdbSectionValue<'usb'>;

/** In words or in Mbit/s, as versions of Android differ; the first that fits. */
const SPEEDS: readonly (readonly [RegExp, NonNullable<Usb['speed']>])[] = [
  [/super[ -]?speed ?(?:plus|\+|\(?(?:10|20|40) ?g)|\b(?:10|20|40) ?g(?:b|\b)|^(?:10240|20480|40960)$/i, 'super-plus'],
  [/super[ -]?speed|\b5 ?g(?:b|\b)|^5120$/i, 'super'],
  [/high[ -]?speed|^480$/i, 'high'],
  [/full[ -]?speed|^12$/i, 'full'],
  [/low[ -]?speed|^2$/i, 'low'],
  [/not connected|^none$/i, 'none'],
];

function speedIn(answered: Answered | null | undefined): Usb['speed'] {
  const line = answered?.text.trim() ?? '';
  return line.length > 200 ? null : (SPEEDS.find(([pattern]) => pattern.test(line))?.[1] ?? null);
}

/** `mtp,adb`. */
const functionsIn = (answered: Answered | null | undefined): string[] =>
  (label(answered?.text) ?? '').split(',').filter((name) => /^\w{1,40}$/.test(name) && name !== 'none');

export const usbReader: SectionReader<'usb'> = {
  name: 'usb',
  deadlineMs: 3000,
  command: () => scriptOf('usbSpeed', 'usbState'),
  read(answer) {
    const [speed, state] = answersIn(answer, 2);
    const usb: Usb = { speed: speedIn(speed), functions: functionsIn(state) };
    return usb.speed === null && usb.functions.length === 0 ? unread(whyUnread(answer, speed)) : read(usb);
  },
};
