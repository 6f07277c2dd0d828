import path from 'node:path';
import { parseArgs } from 'node:util';

export interface LaunchOptions {
  /** Absolute; where records are kept, undefined for the default place. */
  readonly data: string | undefined;
  /** Absolute; folder of a demonstration world. */
  readonly world: string | undefined;
  readonly kiosk: boolean;
}

/** Unknown arguments are left alone: Chromium's and Electron's own switches come through the same list. */
export function readLaunchOptions(args: readonly string[]): LaunchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { data: { type: 'string' }, world: { type: 'string' }, kiosk: { type: 'boolean' } },
    strict: false,
  });
  const folder = (name: 'data' | 'world') => {
    const value = values[name];
    return typeof value === 'string' ? path.resolve(value) : undefined;
  };
  return { data: folder('data'), world: folder('world'), kiosk: values['kiosk'] === true };
}
