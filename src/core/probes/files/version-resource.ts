/** Version resources in the resource directory (Microsoft, "PE Format" and "VERSIONINFO resource"). */
const RT_VERSION = 16;
const SUBDIRECTORY = 0x8000_0000;
/** Start of VS_FIXEDFILEINFO in the resource: header, `VS_VERSION_INFO` in UTF-16, padding. */
const FIXED_AT = 40;
const FIXED_SIGNATURE = 0xfeef_04bd;
const MAX_VALUE_BYTES = 512;
const FILE_VERSION = Buffer.from('FileVersion\0', 'utf16le');

/** Offset that the first wanted entry of a directory points to; null when there is none. */
function entryIn(section: DataView, directory: number, wanted: (id: number) => boolean): number | null {
  const count = section.getUint16(directory + 12, true) + section.getUint16(directory + 14, true);
  for (let entry = directory + 16; entry < directory + 16 + 8 * count; entry += 8)
    if (wanted(section.getUint32(entry, true))) return section.getUint32(entry + 4, true) & ~SUBDIRECTORY;
  return null;
}

/** First version resource: directories of types, names and languages lie one below the other. */
function versionResource(section: DataView, address: number): Buffer | null {
  const names = entryIn(section, 0, (id) => id === RT_VERSION);
  const languages = names === null ? null : entryIn(section, names, () => true);
  const leaf = languages === null ? null : entryIn(section, languages, () => true);
  if (leaf === null) return null;
  const start = section.getUint32(leaf, true) - address;
  const bytes = section.getUint32(leaf + 4, true);
  // Throws for a place outside the file.
  return Buffer.from(section.buffer, section.byteOffset + start, bytes);
}

/** Values of all strings called FileVersion, one per language. */
function* writtenVersions(resource: Buffer): Generator<string> {
  for (let at = 0; (at = resource.indexOf(FILE_VERSION, at)) >= 0; at += FILE_VERSION.length) {
    const begin = Math.ceil((at + FILE_VERSION.length) / 4) * 4;
    const value = resource.toString('utf16le', begin, begin + MAX_VALUE_BYTES);
    yield value.slice(0, Math.max(0, value.indexOf('\0'))).trim();
  }
}

/**
 * FileVersion as its publisher writes it. Where that is no plain number (`10.0.1 (WinBuild.160101)`), the four numbers of
 * the fixed part, which Explorer shows. Own code, because pe-library's reader of resources runs for ever on damaged ones.
 * @param section the section with the resources. @param address where Windows loads it.
 * @throws RangeError for damaged resources.
 */
export function fileVersionIn(section: DataView, address: number): string | null {
  const resource = versionResource(section, address);
  if (resource === null) return null;
  for (const written of writtenVersions(resource)) if (/^\d+(\.\d+)+$/.test(written)) return written;
  if (resource.readUInt32LE(FIXED_AT) !== FIXED_SIGNATURE) return null;
  const numbers = [10, 8, 14, 12].map((offset) => resource.readUInt16LE(FIXED_AT + offset));
  return numbers.every((number) => number === 0) ? null : numbers.join('.');
}
