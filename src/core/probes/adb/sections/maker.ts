import type { AdbIdentity } from '../../../../shared/domain/adb-facts.ts';
import { lookUp } from './lines.ts';

/** Makers whose headsets have commands or properties of their own. */
export type Maker = 'meta' | 'pico' | 'htc' | 'play-for-dream';

const MAKERS: Readonly<Record<string, Maker>> = {
  oculus: 'meta',
  pico: 'pico',
  htc: 'htc',
  yvr: 'play-for-dream',
  'play for dream': 'play-for-dream',
};

/** By `ro.product.manufacturer` alone: device names are shared with telephones. Null: any other Android device. */
export const makerOf = (identity: Pick<AdbIdentity, 'manufacturer'> | null): Maker | null =>
  lookUp(MAKERS, identity?.manufacturer?.toLowerCase());
