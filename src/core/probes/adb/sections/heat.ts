import type { AdbSectionValue } from '../../../../shared/domain/adb-facts.ts';
import type { SectionReader } from '../section.ts';
import { anyNumber, forEachLine, wholeNumber, within } from './lines.ts';
import { makerOf } from './maker.ts';
import { answersIn, scriptOf, sectionOf } from './script.ts';

type Heat = AdbSectionValue<'heat'>;

const hottest = (celsius: readonly number[]): number | null =>
  celsius.length === 0 ? null : celsius.reduce((one, other) => Math.max(one, other));

/** `Temperature{mValue=38.0, mType=3, mName=SKIN, mStatus=1}`, first as last reported, then as measured now. */
function heatOfAndroid(text: string): Heat | null {
  let status: number | null = null;
  let celsius: number[] = [];
  forEachLine(text, (line) => {
    if (line.startsWith('Thermal Status:')) status ??= within(wholeNumber(line.slice(15).trim()), 0, 6);
    else if (/^current temperatures/i.test(line)) celsius = [];
    else if (line.startsWith('Temperature{')) {
      const value = within(anyNumber(/\bmValue=([\d.+-]{1,20})[,}]/.exec(line)?.[1]), 1, 150);
      if (value !== null && celsius.length < 1000) celsius.push(value);
    }
  });
  return status === null && celsius.length === 0
    ? null
    : { status, hottestCelsius: hottest(celsius), fanPercent: null };
}

/** `mFanState=45`, `Cpu Temperature sensor temp=65000, status=ok`: thousandths of a degree. */
function heatOfPico(text: string): Heat | null {
  let fanPercent: number | null = null;
  const celsius: number[] = [];
  forEachLine(text, (line) => {
    if (line.startsWith('mFanState=')) fanPercent ??= within(wholeNumber(line.slice(10).trim()), 0, 100);
    const [, thousandths] = / Temperature sensor temp=(\d{1,6}), status=ok$/.exec(line.slice(0, 200)) ?? [];
    const value = within(wholeNumber(thousandths), 1000, 150_000);
    if (value !== null && celsius.length < 1000) celsius.push(value / 1000);
  });
  return fanPercent === null && celsius.length === 0
    ? null
    : { status: null, hottestCelsius: hottest(celsius), fanPercent };
}

export const heatReader: SectionReader<'heat'> = {
  name: 'heat',
  deadlineMs: 4000,
  command: ({ identity }) => (makerOf(identity) === 'pico' ? scriptOf('picoFan') : scriptOf('thermal')),
  read(answer, { identity }) {
    const [told] = answersIn(answer, 1);
    const heatIn = makerOf(identity) === 'pico' ? heatOfPico : heatOfAndroid;
    return sectionOf(told ? heatIn(told.text) : null, answer, told);
  },
};
