import { numberOf } from '../../records/request-number.ts';

/** A PC begins a few inspections a year; should two numbers meet all the same, one gets an ending. */
const TOLD_APART_BY = 4;

/** `XJ-261122-7KQ3`: the day the inspection was begun, and the end of its ULID. */
export const inspectionNumberOf = (id: string): string => numberOf('XJ', id, TOLD_APART_BY);
