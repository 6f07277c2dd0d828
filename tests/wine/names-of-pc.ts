import { describe, expect, it } from 'vitest';
import { isNamed, isSameModel } from '../../src/shared/pc-identity.ts';
import type { WindowsPcInUse } from '../support/wine/pc-in-use.ts';

const BIOS = 'HKEY_LOCAL_MACHINE\\HARDWARE\\DESCRIPTION\\System\\BIOS';
const NAMELESS = { vendor: null, model: null, boardVendor: null, board: null };

export const namesOfPcOnWindows = (pc: WindowsPcInUse): void =>
  void describe('the names that the firmware gives a Windows PC', () => {
    it('are those of the system and the mainboard, without fillers and what is no text', () => {
      pc.install({
        registry: {
          [BIOS]: {
            SystemManufacturer: 'LENOVO ',
            SystemProductName: '11JJ0003CW',
            BaseBoardManufacturer: '华硕',
            BaseBoardProduct: 'PRIME B660M-A',
          },
        },
      });
      const named = pc.identity();
      expect(named).toEqual({ vendor: 'LENOVO', model: '11JJ0003CW', boardVendor: '华硕', board: 'PRIME B660M-A' });
      pc.install({
        registry: {
          [BIOS]: {
            SystemManufacturer: 'Default string',
            SystemProductName: 'To Be Filled By O.E.M.',
            BaseBoardManufacturer: '华硕',
            BaseBoardProduct: 'PRIME B660M-A',
          },
        },
      });
      const withBoard = pc.identity();
      expect(withBoard).toEqual({ ...NAMELESS, boardVendor: '华硕', board: 'PRIME B660M-A' });
      expect(isSameModel(named, withBoard)).toBe(true);
      const fillers = ['SystemManufacturer', 'SystemProductName', 'BaseBoardManufacturer'];
      pc.install({
        registry: {
          [BIOS]: { ...Object.fromEntries(fillers.map((name) => [name, 'Default string'])), BaseBoardProduct: 660 },
        },
      });
      expect(pc.identity()).toEqual(NAMELESS);
      expect(isNamed(NAMELESS)).toBe(false);
    });

    it('are none without the key', () => {
      pc.install({ withoutKeys: [BIOS] });
      expect(pc.identity()).toEqual(NAMELESS);
    });
  });
