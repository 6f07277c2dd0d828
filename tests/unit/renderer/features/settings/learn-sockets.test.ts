import { describe, expect, it } from 'vitest';
import {
  type Newcomer,
  colourSocket,
  findNewcomer,
  knownSocket,
  placeNewcomer,
} from '../../../../../src/renderer/src/features/settings/sockets/learn-sockets.ts';
import { socketsSchema } from '../../../../../src/shared/domain/pc-sockets.ts';
import type { UsbDeviceFacts } from '../../../../../src/shared/domain/usb-facts.ts';
import { hub, index, usb } from '../../../../support/pc/facts.ts';

const NOTHING = new Set<string>();
const stick = (key: string, fields: Partial<UsbDeviceFacts> = {}) =>
  usb(key, '0781:5581', { product: 'Ultra', ...fields });
const ports = (newcomer: Newcomer | 'several' | null) =>
  newcomer === null || newcomer === 'several'
    ? newcomer
    : newcomer.ports.map((port) => `${port.half} ${port.ports.join('.')}`);
const cell = (row: number) => ({ side: 'rear', row, column: 1 }) as const;
const found = (devices: UsbDeviceFacts[]): Newcomer => {
  const newcomer = findNewcomer(NOTHING, devices);
  if (newcomer === null || newcomer === 'several') throw new Error(String(newcomer));
  return newcomer;
};

describe('what was just plugged in', () => {
  it('is new by its place, not by what it is', () => {
    expect(findNewcomer(new Set(['1-4']), [stick('1-4')])).toBeNull();
    expect(ports(findNewcomer(new Set(['1-4']), [stick('1-4'), stick('1-5')]))).toEqual(['usb2 5']);
  });

  it('a headset of many parts is one, with both halves of its socket', () => {
    expect(ports(findNewcomer(NOTHING, index()))).toEqual(['usb2 2', 'usb3 2']);
  });

  it('the system tells the other half, where it knows it', () => {
    const fast = found([stick('2-4', { speed: 'super', companionPorts: [7] })]);
    expect([ports(fast), fast.usb]).toEqual([['usb3 4', 'usb2 7'], 'usb3']);
    expect(found([stick('1-4', { socketHasSuperSpeed: false })]).usb).toBe('usb2');
    expect(found([stick('1-4')]).usb).toBeNull();
  });

  it('two at once are too many', () => {
    expect(findNewcomer(NOTHING, [stick('1-4'), stick('1-5')])).toBe('several');
  });

  it('behind a hub it says so: that may be the front of the PC or a desk', () => {
    const at = hub('1-9', '05e3:0610', { product: 'USB2.0 Hub' });
    const newcomer = findNewcomer(new Set(['1-9']), [at, stick('1-9.2')]);
    expect(newcomer).toMatchObject({ hub: 'USB2.0 Hub', ports: [{ ports: [9, 2] }] });
  });
});

describe('a touch on the picture', () => {
  it('makes a socket there, in the colour that its speed suggests', () => {
    const sockets = placeNewcomer([], found([stick('2-4', { speed: 'super' })]), cell(1));
    expect(sockets).toMatchObject([{ id: 's1', side: 'rear', row: 1, colour: 'blue', usb: 'usb3' }]);
  });

  it('adds the other half to a socket that is there already', () => {
    const one = placeNewcomer([], found([stick('1-4')]), cell(1));
    const both = placeNewcomer(one, found([stick('2-4', { speed: 'super' })]), cell(1));
    expect(both).toMatchObject([{ id: 's1', usb: 'usb3', ports: [{ half: 'usb2' }, { half: 'usb3' }] }]);
    expect(knownSocket(both, found([stick('1-4')]).ports)?.id).toBe('s1');
  });

  it('a second touch elsewhere moves it, and the picture stays one that may be saved', () => {
    const first = placeNewcomer([], found([stick('1-4')]), cell(1));
    const moved = placeNewcomer(first, found([stick('1-4')]), cell(2));
    expect(moved.map(({ row }) => row)).toEqual([2]);
    expect(socketsSchema.safeParse(moved).success).toBe(true);
  });

  it('a colour that only fast sockets have says that it is one', () => {
    const unknown = placeNewcomer([], found([stick('1-4')]), cell(1));
    expect(colourSocket(unknown, 's1', 'teal')).toMatchObject([{ colour: 'teal', usb: 'usb3' }]);
    expect(colourSocket(unknown, 's1', 'red')).toMatchObject([{ colour: 'red', usb: null }]);
  });
});
