import type { FileToKeep } from '../../shared/domain/request-record.ts';

/*
 * The one place where files of the contract become base64 and back. Why they are not sent as `File`: ADR 20.
 */

export const fileToKeep = (fileName: string, mediaType: string, bytes: Uint8Array): FileToKeep => ({
  fileName,
  mediaType,
  base64: Buffer.from(bytes).toString('base64'),
});

export const bytesOfFile = ({ base64 }: { readonly base64: string }): Buffer => Buffer.from(base64, 'base64');

/** Maximum length of a name in bytes of UTF-8: Linux allows 255, and older Windows programs allow 260 characters for a whole path. */
const MAX_NAME_BYTES = 200;

/** Names that Windows reserves for devices, with any extension. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)?(\.|$)/i;

/** Joins words to a file name that is valid on every file system, e.g. `VR-261122-7KQ3_现场服务需求登记表.pdf`. */
export const fileNameOf = (words: readonly string[], extension: string): string =>
  `${joinWords(words, '_')}.${extension}`;

/** The same for a folder, e.g. `核心-VR-教室-1-张三`. */
export const folderNameOf = (words: readonly string[]): string => joinWords(words, '-');

function joinWords(words: readonly string[], between: string): string {
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

/** Cuts a name to the maximum number of bytes, between two characters. */
function cut(name: string): string {
  let bytes = 0;
  let short = '';
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > MAX_NAME_BYTES) break;
    short += character;
  }
  return short;
}
