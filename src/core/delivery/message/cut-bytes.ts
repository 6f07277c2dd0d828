/** Bytes of a text in UTF-8. */
export const utf8Bytes = (text: string): number => Buffer.byteLength(text, 'utf8');

/** Bytes of a text inside a JSON body. */
export const jsonBytes = (text: string): number => Buffer.byteLength(JSON.stringify(text), 'utf8') - 2;

const SIGNS = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Cuts a text to a limit in bytes between two signs as people see them: an emoji of several code points stays whole or goes.
 * @param ending put behind a text that had to be cut; counts towards the limit.
 * @param bytesOf how a text is counted; of two texts together it must be the sum of both.
 */
export function cutBytes(text: string, limit: number, ending: string, bytesOf = utf8Bytes): string {
  if (bytesOf(text) <= limit) return text;
  let left = limit - bytesOf(ending);
  let end = 0;
  for (const { segment, index } of SIGNS.segment(text)) {
    left -= bytesOf(segment);
    if (left < 0) break;
    end = index + segment.length;
  }
  return text.slice(0, end).trimEnd() + ending;
}
