/** Longest name: with the folders above it a path has to stay under the 260 characters of older Windows programs. */
const MOST_CHARACTERS = 100;

/** Names Windows keeps for devices, whatever stands behind the dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** A name made of these words that every file system takes, e.g. `VR-261122-7KQ3_现场服务需求登记表.pdf`. */
export function fileNameOf(words: readonly string[], extension: string): string {
  const name = words
    .map((word) =>
      word
        .toWellFormed()
        .replaceAll(/[<>:"/\\|?*\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, '-')
        .replaceAll(/^[-. ]+|[-. ]+$/g, ''),
    )
    .filter((word) => word !== '')
    .join('_');
  const short = Array.from(name)
    .slice(0, MOST_CHARACTERS)
    .join('')
    .replaceAll(/[-. ]+$/g, '');
  return `${DEVICE.test(short) ? `_${short}` : short}.${extension}`;
}
