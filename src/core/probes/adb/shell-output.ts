/** Most bytes that are kept of one answer. */
export const ANSWER_LIMIT = 256 * 1024;

const STDOUT = 1;
const STDERR = 2;
const EXIT = 3;
const HEADER = 5;

/**
 * Takes what a shell sends, piece by piece, and keeps no more than the limit: a header may promise 4 GB.
 * Packets of protocol `v2` are a kind, a length of four bytes, and as many bytes; an old shell sends its output bare.
 */
export class ShellOutput {
  readonly #v2: boolean;
  readonly #limit: number;
  readonly #out: Uint8Array[] = [];
  readonly #err: Uint8Array[] = [];
  #header = new Uint8Array(0);
  #kind = 0;
  #missing = 0;
  #kept = 0;
  /** Null until the shell has told it. */
  exitCode: number | null = null;
  /** More came than is kept. */
  cut = false;

  constructor(v2: boolean, limit: number = ANSWER_LIMIT) {
    this.#v2 = v2;
    this.#limit = limit;
  }

  /** Nothing more is wanted. */
  get full(): boolean {
    return this.cut || this.exitCode !== null;
  }

  take(chunk: Uint8Array): void {
    if (!this.#v2) this.#keep(STDOUT, chunk);
    for (let rest = chunk; this.#v2 && rest.length > 0 && !this.full;) {
      if (this.#missing === 0) rest = this.#readHeader(rest);
      const own = rest.subarray(0, this.#missing);
      this.#missing -= own.length;
      this.#keep(this.#kind, own);
      rest = rest.subarray(own.length);
    }
  }

  text(of: 'stdout' | 'stderr'): string {
    const bytes = Buffer.concat(of === 'stdout' ? this.#out : this.#err);
    // Cutting may have halved a character; NUL, CR and BOM mean nothing to a reader.
    return new TextDecoder().decode(bytes).replaceAll(/[\0\r\uFEFF]/g, '');
  }

  #readHeader(chunk: Uint8Array): Uint8Array {
    const wanted = HEADER - this.#header.length;
    this.#header = Buffer.concat([this.#header, chunk.subarray(0, wanted)]);
    if (this.#header.length === HEADER) {
      const view = new DataView(this.#header.buffer, this.#header.byteOffset, HEADER);
      [this.#kind, this.#missing] = [view.getUint8(0), view.getUint32(1, true)];
      this.#header = new Uint8Array(0);
    }
    return chunk.subarray(wanted);
  }

  #keep(kind: number, bytes: Uint8Array): void {
    if (kind === EXIT && bytes.length > 0) this.exitCode = bytes[0]!;
    if (kind !== STDOUT && kind !== STDERR) return;
    const own = bytes.subarray(0, this.#limit - this.#kept);
    this.cut ||= own.length < bytes.length;
    this.#kept += own.length;
    // A copy: the piece may be a view on a large buffer, or on one that is used again.
    if (own.length > 0) (kind === STDOUT ? this.#out : this.#err).push(Uint8Array.from(own));
  }
}
