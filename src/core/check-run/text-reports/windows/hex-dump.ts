const FIRST = /^[^:]{0,60}:[ \t]*((?:[0-9A-F]{2} ){1,15}[0-9A-F]{2})(?![^ \t])(?: .*)?$/;
const NEXT = /^[ \t]{10,}((?:[0-9A-F]{2} ){0,15}[0-9A-F]{2})(?![^ \t])(?: .*)?$/;

/** A dump of bytes over several lines, `Data (HexDump) : 12 01 00 02 …`, beside which the bytes stand as characters. */
export class HexDumps {
  readonly #dumps: string[][] = [];
  #open: string[] | null = null;

  /** @returns whether the line belongs to a dump. */
  read(line: string): boolean {
    const first = FIRST.exec(line)?.[1];
    if (first !== undefined) this.#dumps.push((this.#open = [first]));
    const next = first === undefined && this.#open !== null ? NEXT.exec(line)?.[1] : undefined;
    if (next !== undefined) this.#open!.push(next);
    if (first === undefined && next === undefined) this.#open = null;
    return this.#open !== null;
  }

  get all(): Buffer[] {
    return this.#dumps.map((lines) => Buffer.from(lines.join('').replaceAll(' ', ''), 'hex'));
  }
}
