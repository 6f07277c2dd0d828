import { createHash } from 'node:crypto';
import { daysBetween } from '../../../shared/beijing-time.ts';
import type { RecognisedDevice } from '../../../shared/domain/device.ts';
import type { FaultCodeSubject } from '../../../shared/domain/fault-code.ts';
import type { Finding } from '../../../shared/domain/finding.ts';
import type { Station } from '../../../shared/domain/station.ts';
import type { DeviceCatalogue } from '../../published/catalogue.ts';

/** What a code carries, most significant first, with the width of each in bits: 64 in all. */
const WIDTHS = {
  /** `subjectNumberOf`. */
  subject: 16,
  /** `check-numbers.ts`. */
  check: 7,
  /** Position in `FAULT_OUTCOMES`. */
  outcome: 2,
  /** Made in a demonstration world. */
  demo: 1,
  /** Version of the publication that judged, modulo 2048. */
  publication: 11,
  /** `stationNumberOf`. */
  station: 14,
  /** `dayNumberOf`. */
  day: 13,
} as const;

export type Fields = Readonly<Record<keyof typeof WIDTHS, number>>;

const NAMES = Object.keys(WIDTHS) as (keyof Fields)[];

/** How many values a field can take. */
export const rangeOf = (name: keyof Fields): number => 2 ** WIDTHS[name];

/** @returns the 64 bits, the first field in the highest. */
export function packFields(fields: Fields): bigint {
  return NAMES.reduce((bits, name) => {
    if (!Number.isInteger(fields[name]) || fields[name] < 0 || fields[name] >= rangeOf(name))
      throw new RangeError(`${name} ${fields[name]} does not fit into ${WIDTHS[name]} bits`);
    return (bits << BigInt(WIDTHS[name])) | BigInt(fields[name]);
  }, 0n);
}

export function unpackFields(bits: bigint): Fields {
  let rest = bits;
  const backwards = NAMES.toReversed().map((name) => {
    const value = Number(rest % BigInt(rangeOf(name)));
    rest >>= BigInt(WIDTHS[name]);
    return [name, value] as const;
  });
  return Object.fromEntries(backwards) as unknown as Fields;
}

/** A number from `first` up to below `end` that stands for the text wherever it is computed. */
function hashedNumber(text: string, first: number, end: number): number {
  return first + (createHash('sha256').update(text).digest().readUInt32BE() % (end - first));
}

/** Everything that is no model. */
const SEAT = 0;
const HOST = 1;
const UNKNOWN_DEVICE = 2;
/** Numbers below stay free for more of that kind. */
const FIRST_MODEL = 16;

const EXPECTED_MODEL = /^(.+)@station$/;

/** @param id of the catalogue. Two models share a number now and then; `vrlab-publish check` says so. */
export const modelNumberOf = (id: string): number => hashedNumber(id, FIRST_MODEL, rangeOf('subject'));

const numberOfModel = (model: string): number => (model === 'unknown' ? UNKNOWN_DEVICE : modelNumberOf(model));

/** What the finding is about; software counts as the PC it runs on. */
export function subjectNumberOf(
  { subject }: Pick<Finding, 'subject'>,
  devices: readonly Pick<RecognisedDevice, 'subject' | 'model'>[],
): number {
  const model = devices.find((device) => device.subject === subject)?.model ?? EXPECTED_MODEL.exec(subject)?.[1];
  if (model !== undefined) return numberOfModel(model);
  return subject === 'station' ? SEAT : HOST;
}

export function subjectOf(number: number, catalogue: Pick<DeviceCatalogue, 'models'>): FaultCodeSubject {
  if (number === SEAT) return { kind: 'seat' };
  if (number === HOST) return { kind: 'host' };
  if (number === UNKNOWN_DEVICE) return { kind: 'unknown-device' };
  const models = [...catalogue.models.values()].filter(({ id }) => modelNumberOf(id) === number);
  return { kind: 'model', number, models: models.map(({ id, name }) => ({ id, name })) };
}

const NO_STATION = 0;

type Seat = Pick<Station, 'school' | 'lab' | 'seat'>;

/** Stands for the station without naming it; one of 16383, so another station has the same number now and then. */
export const stationNumberOf = (station: Seat | null): number =>
  station === null
    ? NO_STATION
    : hashedNumber(JSON.stringify([station.school, station.lab, station.seat]), NO_STATION + 1, rangeOf('station'));

/** @returns null when one of the two is no station. */
export const isSameStation = (number: number, station: Seat | null): boolean | null =>
  number === NO_STATION || station === null ? null : number === stationNumberOf(station);

const FIRST_DAY = '2026-01-01';
const DAY_MS = 86_400_000;
const NO_DAY = 0;

/** @returns 1 for 2026-01-01; 0 for a day that codes cannot express, as of a wrong clock: before it, or after 2048-06-03. */
export function dayNumberOf(day: string): number {
  const number = daysBetween(FIRST_DAY, day) + 1;
  return number > NO_DAY && number < rangeOf('day') ? number : NO_DAY;
}

/** @returns the civil date, YYYY-MM-DD; null when the code holds none. */
export const dayOf = (number: number): string | null =>
  number === NO_DAY ? null : new Date(Date.parse(FIRST_DAY) + (number - 1) * DAY_MS).toISOString().slice(0, 10);
