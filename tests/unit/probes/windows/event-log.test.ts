import fc from 'fast-check';
import { expect, it } from 'vitest';
import { eventIn } from '../../../../src/core/probes/windows/read-event-log.ts';

const event = (id: string, at: string, instance: string) =>
  `<Event><System><EventID>${id}</EventID><TimeCreated SystemTime='${at}'/></System><EventData>` +
  `<Data Name='DeviceInstanceId'>${instance}</Data><Data Name='DeviceCount'>3</Data></EventData></Event>`;
const AT = '2026-01-31T14:05:08.4120000Z';

it('an event tells which device it is about, and when', () => {
  expect(eventIn(event('1010', AT, String.raw`USB\VID_28DE&amp;PID_2300\LHR-1A2B3C4D`))).toEqual({
    id: 1010,
    at: '2026-01-31T14:05:08.412Z',
    instance: String.raw`USB\VID_28DE&PID_2300\LHR-1A2B3C4D`,
  });
});

it.each([
  ['no number', event('many', AT, String.raw`USB\VID_28DE&amp;PID_2300\1`)],
  ['no time', event('1010', 'yesterday', String.raw`USB\VID_28DE&amp;PID_2300\1`)],
  ['another device', event('1010', AT, String.raw`DISPLAY\Default_Monitor\1&amp;0`)],
  ['half an event', event('1010', AT, String.raw`USB\VID_28DE`).slice(0, 60)],
  ['nothing', ''],
])('%s: no event', (_, xml) => {
  expect(eventIn(xml)).toBeNull();
});

it('whatever a log holds, reading it ends', () => {
  const piece = fc.constantFrom(
    '<EventID>',
    '1010',
    '</EventID>',
    "<TimeCreated SystemTime='",
    AT,
    "'/>",
    '&amp;',
    '<Data',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
      const read = eventIn(pieces.join(''));
      expect(read === null || !Number.isNaN(Date.parse(read.at))).toBe(true);
    }),
  );
});
