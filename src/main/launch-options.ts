import path from 'node:path';
import { parseArgs } from 'node:util';

export interface LaunchOptions {
  /** Absolute; where records are stored, undefined for the default place. */
  readonly data: string | undefined;
  /** Absolute; folder of a demonstration world. */
  readonly world: string | undefined;
  readonly kiosk: boolean;
  /** Where on the screens to begin, e.g. `history`; given by the program to itself, like the next two. */
  readonly place: string | undefined;
  /** It failed too often: only the page that says whom to call is shown. */
  readonly stopped: boolean;
  readonly withoutGraphics: boolean;
}

/** A place on the screens, as their address has it behind `#/`: `history`, or `inspections/<id>/grid`. */
export const isPlace = (text: string): boolean => /^[a-z]{1,20}(\/[\w-]{1,40}){0,2}$/.test(text);

const KNOWN = { data: 'string', world: 'string', kiosk: 'boolean', place: 'string', stopped: 'boolean' } as const;
/** Chromium's own switch. */
const WITHOUT_GRAPHICS = '--disable-gpu';
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
  const texts: Partial<Record<keyof typeof KNOWN, string>> = {};
  const flags = new Set<keyof typeof KNOWN>();
  for (const token of tokens) {
    if (token.kind !== 'option' || !isKnown(token.name)) continue;
    const { name, rawName, value } = token;
    // In `--world --kiosk` the folder was forgotten; `--kiosk` is none.
    const given = value !== undefined && value !== '' && (token.inlineValue || !value.startsWith('-'));
    if ((KNOWN[name] === 'string') !== given) wrong.push(rawName);
    else if (value === undefined) flags.add(name);
    else texts[name] = value;
  }
  if (wrong.length > 0) return { wrong: wrong.join(' ') };
  const folder = (name: 'data' | 'world') => (texts[name] === undefined ? undefined : path.resolve(texts[name]));
  return {
    data: folder('data'),
    world: folder('world'),
    kiosk: flags.has('kiosk'),
    place: texts.place !== undefined && isPlace(texts.place) ? texts.place : undefined,
    stopped: flags.has('stopped'),
    withoutGraphics: args.includes(WITHOUT_GRAPHICS),
  };
}

interface Anew {
  readonly place: string | undefined;
  readonly stopped: boolean;
  readonly withoutGraphics?: boolean;
}

/** The arguments the program was started with, for starting it anew. */
export function relaunchArguments(
  args: readonly string[],
  { place, stopped, withoutGraphics = false }: Anew,
): string[] {
  const own = args.filter((arg) => arg !== '--stopped' && !arg.startsWith('--place='));
  return [
    ...own,
    ...(place === undefined ? [] : [`--place=${place}`]),
    ...(stopped ? ['--stopped'] : []),
    ...(withoutGraphics && !own.includes(WITHOUT_GRAPHICS) ? [WITHOUT_GRAPHICS] : []),
  ];
}
