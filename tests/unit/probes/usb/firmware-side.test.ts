import { describe, expect, it } from 'vitest';
import { firmwareSideOf } from '../../../../src/core/probes/usb/firmware-side.ts';
import { panelProperty } from '../../../../src/core/probes/windows/node-properties.ts';

const BINARY = 0x1003;
const TEXT = 0x12;

/** A `_PLD` buffer, by its ninth and tenth byte: visible, panel, vertical and horizontal position. */
const location = (ninth: number, tenth = 0) =>
  `820000ffffff0000${[ninth, tenth].map((byte) => byte.toString(16).padStart(2, '0')).join('')}000000000000ffffffff`;
const sideOf = (hex: string, type = BINARY) =>
  firmwareSideOf(panelProperty({ type, bytes: Buffer.from(hex, 'hex') })).firmwareSide;

describe('the side that Windows tells of a socket', () => {
  it.each([
    ['back', location(0x69, 0x01), 'rear'],
    ['front', location(0x61), 'front'],
    ['left', location(0x11), 'left'],
    ['right', location(0x19), 'right'],
    ['top, in the middle of its height', location(0x41), 'top'],
    ['top, in the middle of its width', location(0x01, 0x01), 'top'],
    ['back, with what newer firmware adds', `${location(0x69, 0x01)}00000000`, 'rear'],
    ['bottom, which is no side', location(0x49, 0x01), undefined],
    ['unknown', location(0x71, 0x01), undefined],
    ['a number that means nothing', location(0x79, 0x01), undefined],
    ['back, but nobody can see the port', location(0x68, 0x01), undefined],
    ['a buffer of zeros', '00'.repeat(20), undefined],
    ['panel and position not filled in, as desktops have it', '01000000000000000100800200000000ffffffff', undefined],
    ['16 bytes', location(0x69, 0x01).slice(0, 32), undefined],
    ['nothing', '', undefined],
  ])('%s', (_, hex, side) => {
    expect(sideOf(hex)).toBe(side);
  });

  it('is not looked for in what is no buffer', () => {
    expect(sideOf(location(0x69, 0x01), TEXT)).toBeUndefined();
    expect(panelProperty(null)).toBeNull();
  });
});
