import type { Station } from '../../../shared/domain/station.ts';
import { rangeOf } from './fields.ts';
import { hashedNumber } from './hashed-number.ts';

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
