import { readPackage, writePackage } from '../../platform/zip.ts';

/** A sheet as it was written, its heading row included. */
interface WrittenSheet {
  readonly name: string;
  readonly columns: number;
  readonly rows: number;
}

/** What the library that writes the workbook cannot: filters, and how each sheet is printed (A4, landscape, one page wide). */
export function printableWorkbook(workbook: Buffer, sheets: readonly WrittenSheet[]): Uint8Array {
  const parts = new Map(readPackage(workbook));
  const change = (part: string, change_: (xml: string) => string) => {
    const xml = parts.get(part);
    if (xml === undefined) throw new Error(`no ${part}`);
    parts.set(part, Buffer.from(change_(Buffer.from(xml).toString())));
  };
  for (const [at, sheet] of sheets.entries())
    change(`xl/worksheets/sheet${at + 1}.xml`, (xml) => printableSheet(xml, sheet));
  change('xl/workbook.xml', (xml) => put(xml, /<\/sheets>/, (end) => `${end}${definedNames(sheets)}`));
  return writePackage(parts, () => true);
}

function put(xml: string, at: RegExp, by: (found: string) => string): string {
  if (!at.test(xml)) throw new Error(`no ${at.source}`);
  return xml.replace(at, by);
}

/** `A`, `Z`, `AA`. */
const columnName = (column: number): string =>
  column <= 26
    ? String.fromCharCode(64 + column)
    : `${columnName(Math.floor((column - 1) / 26))}${columnName(((column - 1) % 26) + 1)}`;

const printableSheet = (xml: string, { columns, rows }: WrittenSheet): string =>
  put(
    put(xml, /<worksheet[^>]*>/, (begin) => `${begin}<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`),
    /<\/sheetData>/,
    (end) =>
      `${end}<autoFilter ref="A1:${columnName(columns)}${rows}"/>` +
      '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>' +
      '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>' +
      '<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>',
  );

/** The heading row is printed on every page; the area of a filter has a name as well. */
function definedNames(sheets: readonly WrittenSheet[]): string {
  const names = sheets.flatMap(({ name, columns, rows }, at) => {
    const sheet = `'${name.replaceAll("'", "''")}'`;
    const area = `${sheet}!$A$1:$${columnName(columns)}$${rows}`;
    return [
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${area}</definedName>`,
      `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${sheet}!$1:$1</definedName>`,
    ];
  });
  return `<definedNames>${names.join('')}</definedNames>`;
}
