import { crc32, deflateRawSync } from 'node:zlib';
import writeXlsxFile from 'write-excel-file/node';
import { readPackage, writePackage } from '../../../src/core/platform/zip.ts';
import { changedDocument } from '../zip-file.ts';

/** A list that is read: one headset. */
export const goodWorkbook = (): Promise<Buffer> =>
  writeXlsxFile([
    [{ value: '名称' }, { value: '序列号' }],
    [{ value: '头显' }, { value: 'X1' }],
  ]).toBuffer();

const SHEET = 'xl/worksheets/sheet1.xml';
const withRow = (good: Buffer, row: string) =>
  changedDocument(good, { [SHEET]: (text) => text.replace('</sheetData>', `${row}</sheetData>`) });

/** Its sheet lies where nobody looks for one. */
function elsewhere(good: Buffer, part: string, corner: string): Buffer {
  const parts = new Map(readPackage(withRow(good, corner)));
  parts.set(part, parts.get(SHEET)!);
  parts.delete(SHEET);
  const relations = Buffer.from(parts.get('xl/_rels/workbook.xml.rels')!).toString();
  parts.set('xl/_rels/workbook.xml.rels', Buffer.from(relations.replace('worksheets/sheet1.xml', `/${part}`)));
  return writePackage(parts);
}

/** One deflated part under another name as well, with the sizes it says of itself. */
export function packed(
  parts: ReadonlyMap<string, Uint8Array>,
  said: (size: number) => number = (size) => size,
): Buffer {
  const files: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [part, data] of parts) {
    const name = Buffer.from(part);
    const body = deflateRawSync(data, { level: 9 });
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(said(data.length), 18);
    common.writeUInt16LE(name.length, 22);
    files.push(Buffer.from('PK\u0003\u0004', 'latin1'), common, name, body);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    entries.push(Buffer.from('PK\u0001\u0002', 'latin1'), Buffer.from([20, 0]), common, rest, name);
    offset += 30 + name.length + body.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, directory, end]);
}

const withPart = (good: Buffer, name: string, text: string): Buffer =>
  packed(new Map([...readPackage(good), [name, Buffer.from(text)]]));

/** Small files that become large, and what is to be said of them. */
export async function hostileWorkbooks(): Promise<[name: string, file: Buffer, code: string][]> {
  const good = await goodWorkbook();
  const corner = (cell: string) => withRow(good, `<row r="1048576">${cell}</row>`);
  const manySheets = Array.from({ length: 300 }, (_, at) => `<sheet name="s${at}" sheetId="${at + 9}" r:id="rId1"/>`);
  const parts = readPackage(good);
  const cellsOf = (text: string, count: number) =>
    Array.from({ length: count / 100 }, (_, row) => {
      const cells = Array.from({ length: 100 }, () => text).join('');
      return `<row r="${row + 10}">${cells}</row>`;
    }).join('');
  const strings = (text: string) =>
    `<sst><si><t>名称</t></si><si><t>序列号</t></si><si><t>${text}</t></si><si><t>X1</t></si></sst>`;
  return [
    ['a far cell', corner('<c r="XFD1048576"><v>1</v></c>'), 'books-too-large'],
    ['a far cell in single quotes', corner("<c r='XFD1048576'><v>1</v></c>"), 'books-too-large'],
    ['a far cell by a reference', corner('<c r="XFD1048&#53;76"><v>1</v></c>'), 'books-too-large'],
    ['a far cell by a hexadecimal reference', corner('<c r="&#x58;FD1048576"><v>1</v></c>'), 'books-too-large'],
    ['a far cell behind a bracket', corner('<c s=">" r="XFD1048576"><v>1</v></c>'), 'books-too-large'],
    ['a far cell with spaces', corner('<c\n\tr = "XFD1048576" ><v>1</v></c>'), 'books-damaged'],
    ['a far cell with a prefix', corner('<x:c x:r="XFD1048576"><v>1</v></x:c>'), 'books-too-large'],
    ['a far cell with text in it', corner('<c r="XFD1048576" t="inlineStr"><is><t>1</t></is></c>'), 'books-too-large'],
    ['a far cell with a formula alone', corner('<c r="XFD1048576"><f>1+1</f></c>'), 'books-too-large'],
    [
      'a sheet that is called otherwise',
      elsewhere(good, 'xl/w/data.xml', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
      'books-too-large',
    ],
    [
      'a sheet that is called like a picture',
      elsewhere(good, 'xl/media/image1.png', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
      'books-too-large',
    ],
    ['a row beyond the last', withRow(good, '<row r="9999999"><c><v>1</v></c></row>'), 'books-too-large'],
    ['a cell of no place', withRow(good, '<row r="3"><c r="A0"><v>1</v></c></row>'), 'books-damaged'],
    [
      'a cell of a huge place',
      withRow(good, `<row r="3"><c r="${'Z'.repeat(400)}3"><v>1</v></c></row>`),
      'books-damaged',
    ],
    ['too many cells', withRow(good, cellsOf('<c><v>1</v></c>', 450_000)), 'books-too-large'],
    [
      'too many merges',
      changedDocument(good, {
        [SHEET]: (text) =>
          text.replace(
            '</sheetData>',
            `</sheetData><mergeCells>${'<mergeCell ref="A3:XFD1048576"/>'.repeat(20_000)}</mergeCells>`,
          ),
      }),
      'books-too-large',
    ],
    ['deep nesting', withRow(good, `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`), 'books-too-large'],
    [
      '300 sheets of one part',
      changedDocument(good, {
        'xl/workbook.xml': (text) => text.replace('</sheets>', `${manySheets.join('')}</sheets>`),
      }),
      'books-too-large',
    ],
    [
      'one part as two sheets',
      changedDocument(good, {
        'xl/workbook.xml': (text) => text.replace('</sheets>', '<sheet name="b" sheetId="9" r:id="rId1"/></sheets>'),
      }),
      'books-damaged',
    ],
    [
      'growing entities',
      changedDocument(good, {
        'xl/sharedStrings.xml': (text) =>
          text
            .replace(
              '<sst',
              '<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><sst',
            )
            .replace('头显', '&c;&c;&c;'),
      }),
      'books-damaged',
    ],
    [
      'entities nobody defined',
      changedDocument(good, { 'xl/sharedStrings.xml': (text) => text.replace('头显', '&c;') }),
      'books-damaged',
    ],
    [
      'a shared text of 10 MB',
      withPart(good, 'xl/sharedStrings.xml', strings('头'.repeat(3_400_000))),
      'books-too-large',
    ],
    [
      'a long text in every cell',
      changedDocument(good, {
        'xl/sharedStrings.xml': () => strings('头'.repeat(32_000)),
        [SHEET]: (text) => text.replace('</sheetData>', `${cellsOf('<c t="s"><v>2</v></c>', 20_000)}</sheetData>`),
      }),
      'books-too-large',
    ],
    [
      'styles of 100 MB',
      withPart(
        good,
        'xl/styles.xml',
        `<styleSheet><cellXfs>${'<xf numFmtId="1"/>'.repeat(6_000_000)}</cellXfs></styleSheet>`,
      ),
      'books-too-large',
    ],
    [
      'too many styles',
      withPart(
        good,
        'xl/styles.xml',
        `<styleSheet><cellXfs>${'<xf numFmtId="1"/>'.repeat(70_000)}</cellXfs></styleSheet>`,
      ),
      'books-too-large',
    ],
    [
      'a part ten thousand times as large as it is packed',
      withPart(good, SHEET, ' '.repeat(40_000_000)),
      'books-too-large',
    ],
    [
      'many parts that are large together',
      packed(
        new Map([...parts, ...Array.from({ length: 40 }, (_, at) => [`x/${at}`, Buffer.alloc(1_000_000)] as const)]),
      ),
      'books-too-large',
    ],
    ['sizes that are said too small', packed(parts, (size) => Math.ceil(size / 2)), 'books-damaged'],
    ['sizes that are said too large', packed(parts, (size) => size * 2), 'books-damaged'],
    ['sizes of ZIP64', packed(parts, () => 0xffff_ffff), 'books-too-large'],
    ['a part twice', twice(parts, SHEET), 'books-damaged'],
    [
      'a part twice, in capitals',
      packed(new Map([...parts, [SHEET.toUpperCase(), parts.get(SHEET)!]])),
      'books-damaged',
    ],
    ['a part outside', packed(new Map([...parts, ['../../evil.xml', Buffer.from('x')]])), 'books-damaged'],
  ];
}

/** The same name twice in the directory: one reader takes the first, another the last. */
function twice(parts: ReadonlyMap<string, Uint8Array>, name: string): Buffer {
  const stand = `${name.slice(0, -1)}_`;
  const bytes = packed(new Map([...parts, [stand, parts.get(name)!]]));
  for (let at = bytes.indexOf(stand); at !== -1; at = bytes.indexOf(stand, at + 1)) bytes.write(name, at);
  return bytes;
}
