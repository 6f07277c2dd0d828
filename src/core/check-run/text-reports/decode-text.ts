/** How much of a text is looked at to guess its encoding. */
const SAMPLE_BYTES = 4096;

/** Escape sequences of terminals: colours and cursor movements, and titles. */
// oxlint-disable-next-line no-control-regex
const TERMINAL_SEQUENCES = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B\n]*(?:\u0007|\u001B\\)?)/g;

/** What plain ASCII has not. */
const ODD = /[^\n\t -~]/;
/** Control characters and marks that turn the direction of what follows: nothing of them is said of a device. */
const UNSEEN = /[^\P{Cc}\n\t]|[\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;

/**
 * Decodes a text that came by chat or mail: UTF-8, UTF-16 as PowerShell writes it, else the code page of Chinese Windows (936), else
 * that of Western ones. Colours are removed and lines end with `\n`.
 * @returns null where the bytes are no text.
 */
export function decodeText(bytes: Uint8Array): string | null {
  const encoding = markedEncoding(bytes) ?? wideEncoding(bytes);
  const text = encoding === null ? decodeNarrow(bytes) : new TextDecoder(encoding).decode(bytes);
  if (text === null || text.includes('\0')) return null;
  const rows = text.includes('\r') ? text.replaceAll(/\r+\n?/g, '\n') : text;
  // Most texts are ASCII: one look at them is quicker than three.
  if (!ODD.test(rows)) return rows;
  return rows
    .replaceAll(TERMINAL_SEQUENCES, '')
    .replaceAll(UNSEEN, '')
    .replaceAll(/[\u00A0\u3000]/g, ' ');
}

function markedEncoding([first, second, third]: Uint8Array): string | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : null;
}

/** UTF-16 without a mark: reports are mostly ASCII, of which every other byte is zero. */
function wideEncoding(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const zeros = [0, 0];
  for (let at = 0; at < sample.length; at += 1) if (sample[at] === 0) zeros[at % 2]! += 1;
  const [even, odd] = zeros as [number, number];
  if (Math.max(even, odd) < sample.length / 6) return null;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

function decodeNarrow(bytes: Uint8Array): string | null {
  // What is not finished at the end is left out: a text may be cut within a character.
  const whole = { stream: true };
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, whole);
  } catch {
    if (bytes.includes(0)) return null;
  }
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes, whole);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
