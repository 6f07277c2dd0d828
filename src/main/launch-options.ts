import path from 'node:path';
import { parseArgs } from 'node:util';

export interface LaunchOptions {
  /** Absolute; where records are kept, undefined for the default place. */
  readonly data: string | undefined;
  /** Absolute; folder of a demonstration world. */
  readonly world: string | undefined;
  readonly kiosk: boolean;
}

const KNOWN = { data: 'string', world: 'string', kiosk: 'boolean' } as const;
const isKnown = (name: string): name is keyof typeof KNOWN => Object.hasOwn(KNOWN, name);

/**
 * Unknown arguments are left alone: Chromium's and Electron's own switches come through the same list. Of our own none may be
 * mistyped: a demonstration without its folder must not go on with the real PC.
 * @returns the options, or those that are wrong, as they were typed.
 */
export function readLaunchOptions(args: readonly string[]): LaunchOptions | { readonly wrong: string } {
  const options = Object.fromEntries(Object.entries(KNOWN).map(([name, type]) => [name, { type }]));
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const wrong: string[] = [];
  const folders: Partial<Record<keyof typeof KNOWN, string>> = {};
  let kiosk = false;
  for (const token of tokens) {
    if (token.kind !== 'option' || !isKnown(token.name)) continue;
    const { name, rawName, value } = token;
    // In `--world --kiosk` the folder was forgotten; `--kiosk` is none.
    const given = value !== undefined && value !== '' && (token.inlineValue || !value.startsWith('-'));
    if ((KNOWN[name] === 'string') !== given) wrong.push(rawName);
    else if (name === 'kiosk') kiosk = true;
    else if (value !== undefined) folders[name] = path.resolve(value);
  }
  if (wrong.length > 0) return { wrong: wrong.join(' ') };
  return { data: folders.data, world: folders.world, kiosk };
}
