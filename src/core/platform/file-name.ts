/** Longest name, in bytes of UTF-8: Linux takes 255, and a path has to stay under the 260 characters of older Windows programs. */
const MAX_NAME_BYTES = 200;

/** Names Windows keeps for devices, whatever stands behind the dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)?(\.|$)/i;

/** A name made of these words that every file system takes, e.g. `VR-261122-7KQ3_现场服务需求登记表.pdf`. */
export const fileNameOf = (words: readonly string[], extension: string): string => `${nameOf(words, '_')}.${extension}`;

/** The same for a folder, e.g. `核心-VR-教室-1-张三`. */
export const folderNameOf = (words: readonly string[]): string => nameOf(words, '-');

function nameOf(words: readonly string[], between: string): string {
  const name = words
    .map((word) =>
      word
        .toWellFormed()
        .replaceAll(/[<>:"/\\|?*\p{Cc}\p{Cf}\s]+/gu, '-')
        .replaceAll(/^[-. ]+|[-. ]+$/g, ''),
    )
    .filter((word) => word !== '')
    .join(between);
  const short = cut(name).replaceAll(/[-. ]+$/g, '');
  return DEVICE.test(short) ? `_${short}` : short;
}

/** Between two characters. */
function cut(name: string): string {
  let bytes = 0;
  let short = '';
  for (const sign of name) {
    bytes += Buffer.byteLength(sign);
    if (bytes > MAX_NAME_BYTES) break;
    short += sign;
  }
  return short;
}
