import { parseArgs } from 'node:util';

export interface WebLaunchOptions {
  readonly world: string | undefined;
  readonly data: string | undefined;
  /** 0 takes a free one. */
  readonly port: number;
  readonly open: boolean;
}

const KNOWN = { world: 'string', data: 'string', port: 'string', open: 'boolean' } as const;
const isKnown = (name: string): name is keyof typeof KNOWN => Object.hasOwn(KNOWN, name);

/**
 * Reads the command line of the web host. A demonstration that was mistyped must not go on with the real PC.
 * @returns the options, or the words that are wrong, as they were typed.
 */
export function readWebLaunchOptions(args: readonly string[]): WebLaunchOptions | { readonly wrong: string } {
  const options = Object.fromEntries(Object.entries(KNOWN).map(([name, type]) => [name, { type }]));
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const wrong: string[] = [];
  const texts: Partial<Record<keyof typeof KNOWN, string>> = {};
  let open = false;
  for (const token of tokens) {
    if (token.kind === 'positional') wrong.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    // In `--world --open` the folder was forgotten; `--open` is none.
    const given = value !== undefined && value !== '' && (token.inlineValue || !value.startsWith('-'));
    if (!isKnown(name) || (KNOWN[name] === 'string') !== given) wrong.push(rawName);
    else if (name === 'open') open = true;
    else if (value !== undefined) texts[name] = value;
  }
  const port = texts.port ?? '0';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) wrong.push(`--port ${port}`);
  if (wrong.length > 0) return { wrong: wrong.join(' ') };
  return { world: texts.world, data: texts.data, port: Number(port), open };
}
