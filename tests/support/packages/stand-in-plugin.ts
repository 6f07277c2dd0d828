/** Of the one section of the library, in the file and in memory. */
const AT_FILE = 0x200;
const AT_MEMORY = 0x1000;

/**
 * A 32-bit library that exports functions of these names and has no code: makensis only asks of a plugin which functions it offers.
 */
export function standInPlugin(name: string, functions: readonly string[]): Buffer {
  const names = functions.toSorted();
  const EXPORTS = 40;
  const addresses = EXPORTS;
  const namePointers = addresses + 4 * names.length;
  const ordinals = namePointers + 4 * names.length;
  const texts = ordinals + 2 * names.length;
  const strings = [`${name}.dll`, ...names].map((text) => Buffer.from(`${text}\0`));
  const section = Buffer.alloc(Math.ceil((texts + Buffer.concat(strings).length) / 0x200) * 0x200);
  let at = texts;
  const places = strings.map((text) => {
    text.copy(section, at);
    at += text.length;
    return AT_MEMORY + at - text.length;
  });
  // The export directory: name, first ordinal, two counts, three tables.
  const directory = [
    places[0]!,
    1,
    names.length,
    names.length,
    ...[addresses, namePointers, ordinals].map((one) => AT_MEMORY + one),
  ];
  for (const [index, value] of directory.entries()) section.writeUInt32LE(value, 12 + 4 * index);
  for (const index of names.keys()) {
    section.writeUInt32LE(AT_MEMORY, addresses + 4 * index);
    section.writeUInt32LE(places[index + 1]!, namePointers + 4 * index);
    section.writeUInt16LE(index, ordinals + 2 * index);
  }
  return Buffer.concat([headers(section.length, at), section]);
}

function headers(size: number, used: number): Buffer {
  const head = Buffer.alloc(AT_FILE);
  const PE = 0x40;
  const OPTIONAL = PE + 24;
  const SECTION = OPTIONAL + 224;
  head.write('MZ', 0, 'latin1');
  head.writeUInt32LE(PE, 0x3c);
  head.write('PE\0\0', PE, 'latin1');
  const coff: [number, number][] = [
    [0x14c, 4], // i386
    [1, 6], // one section
    [224, 20], // size of the optional header
    [0x2102, 22], // executable, 32 bit, library
  ];
  for (const [value, offset] of coff) head.writeUInt16LE(value, PE + offset);
  head.writeUInt16LE(0x10b, OPTIONAL); // PE32
  const optional: [number, number][] = [
    [0x10000000, 28], // image base
    [AT_MEMORY, 32], // alignment in memory
    [0x200, 36], // alignment in the file
    [AT_MEMORY * 2, 56], // size of the image
    [AT_FILE, 60], // size of the headers
    [16, 92], // directories
    [AT_MEMORY, 96], // the first: exports
    [used, 100],
  ];
  for (const [value, offset] of optional) head.writeUInt32LE(value, OPTIONAL + offset);
  head.write('.edata', SECTION, 'latin1');
  for (const [index, value] of [used, AT_MEMORY, size, AT_FILE].entries())
    head.writeUInt32LE(value, SECTION + 8 + 4 * index);
  head.writeUInt32LE(0x40000040, SECTION + 36); // initialised data, readable
  return head;
}
