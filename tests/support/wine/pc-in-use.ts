import { afterAll, beforeAll } from 'vitest';
import { publication } from '../pc/judge.ts';
import { WindowsPc } from './windows-pc.ts';

export const SOFTWARE = 'HKEY_LOCAL_MACHINE\\SOFTWARE';

export const codes = (troubles: readonly { place: string; code: string }[]): string[] =>
  troubles.map(({ place, code }) => `${code}: ${place}`);

export type WindowsPcInUse = Pick<WindowsPc, 'install' | 'look' | 'lookWithAll' | 'browser' | 'identity' | 'kiosk'>;

/** One Windows PC for all tests of the file: making it takes longer than using it. */
export function useWindowsPc(): WindowsPcInUse {
  let pc: WindowsPc;
  beforeAll(async () => {
    pc = await WindowsPc.start(publication.matrix);
  });
  afterAll(() => pc?.stop());
  return {
    install: (contents) => pc.install(contents),
    look: (probe) => pc.look(probe),
    lookWithAll: () => pc.lookWithAll(),
    browser: () => pc.browser(),
    identity: () => pc.identity(),
    kiosk: () => pc.kiosk(),
  };
}
