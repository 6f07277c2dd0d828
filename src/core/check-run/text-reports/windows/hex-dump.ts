const FIRST = /^[^:\n]{0,60}:[ \t]*((?:[0-9A-F]{2} ){1,15}[0-9A-F]{2})(?![^ \t])(?: .*)?$/;
const NEXT = /^[ \t]{10,}((?:[0-9A-F]{2} ){0,15}[0-9A-F]{2})(?![^ \t])(?: .*)?$/;

const COLON = ': ';
const SPACE = 0x20;
/** Two signs and a space behind the colon: few other lines have them, and there are hundred thousands of lines. */
const mayBegin = (line: string): boolean => {
  const at = line.indexOf(COLON);
  return at > 0 && line.charCodeAt(at + COLON.length + 2) === SPACE;
};

/** A dump of bytes over several lines, `Data (HexDump) : 12 01 00 02 …`, beside which the bytes stand as characters. */
export class HexDumps {
  readonly #dumps: string[][] = [];
  #open: string[] | null = null;

  /** @returns whether the line belongs to a dump. */
  read(line: string): boolean {
    const first = mayBegin(line) ? FIRST.exec(line)?.[1] : undefined;
    if (first !== undefined) this.#dumps.push((this.#open = [first]));
    const next = first === undefined && this.#open !== null ? NEXT.exec(line)?.[1] : undefined;
    if (next !== undefined) this.#open!.push(next);
    if (first === undefined && next === undefined) this.#open = null;
    return this.#open !== null;
  }

  get hasAny(): boolean {
    return this.#dumps.length > 0;
  }

  get all(): Buffer[] {
    return this.#dumps.map((lines) => Buffer.from(lines.join('').replaceAll(' ', ''), 'hex'));
  }
}
