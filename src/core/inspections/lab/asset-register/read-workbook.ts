import path from 'node:path';
import { NotAPackage, type PackageParts } from '../../../platform/zip.ts';
import { escaped, readXml } from './read-xml.ts';
import { type Merge, MAX_COLUMNS, MAX_ROWS, TooManyCells } from './table.ts';

/** Sheets: one for every room of a large school. */
const MAX_SHEETS = 200;
const MAX_STYLES = 65_000;
/** Characters of a number format; Excel stores no longer one. */
const MAX_FORMAT_LENGTH = 255;

const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';
const RELATION_TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/';

/** A format of numbers that a cell may have. */
export interface NumberFormat {
  readonly id: string;
  /** Undefined for built-in formats. */
  readonly code: string | undefined;
}

/** What is read of a workbook. */
export interface Workbook {
  /** Visible sheets, in their order; all of them where every one is hidden. */
  readonly sheets: readonly (WrittenSheet & { readonly name: string })[];
  readonly sharedStrings: readonly string[];
  /** By the number of the style that a cell names. */
  readonly formats: readonly NumberFormat[];
  readonly datesFrom1904: boolean;
}

/**
 * Reads every part of a workbook that is needed, each once, at the place the workbook's relationships give.
 * @throws NotAPackage, TooMuchInPackage, TooManyCells, TypeError.
 */
export function readWorkbook(parts: PackageParts): Workbook {
  const relations = readRelations(partAt(parts, RELATIONS));
  const { listed, datesFrom1904 } = readSheetList(partAt(parts, WORKBOOK));
  const visible = listed.filter(({ isHidden }) => !isHidden);
  const targets = (visible.length > 0 ? visible : listed).flatMap(({ name, relation }) => {
    const { type, target } = relations.get(relation) ?? {};
    // Charts and macros may be sheets as well.
    return type === 'worksheet' ? [{ name, target: target! }] : [];
  });
  if (targets.length > MAX_SHEETS) throw new TooManyCells();
  if (new Set(targets.map(({ target }) => target)).size < targets.length) throw new NotAPackage('one sheet twice');
  const ofType = (wanted: string) => [...relations.values()].find(({ type }) => type === wanted)?.target;
  const [strings, styles] = [ofType('sharedStrings'), ofType('styles')];
  return {
    sheets: targets.map(({ name, target }) => ({ name, ...readSheet(partAt(parts, target)) })),
    sharedStrings: strings === undefined ? [] : readSharedStrings(partAt(parts, strings)),
    formats: styles === undefined ? [] : readFormats(partAt(parts, styles)),
    datesFrom1904,
  };
}

function partAt(parts: PackageParts, name: string): Uint8Array {
  const part = parts.get(name);
  if (part === undefined) throw new NotAPackage(name);
  return part;
}

interface Relation {
  readonly type: string;
  /** Name of a part. */
  readonly target: string;
}

function readRelations(part: Uint8Array): ReadonlyMap<string, Relation> {
  const relations = new Map<string, Relation>();
  readXml(part, {
    open(element, attributes) {
      if (element !== 'Relationships/Relationship') return;
      const target = attributes.get('Target') ?? '';
      relations.set(attributes.get('Id') ?? '', {
        // The type has another namespace in the strict edition of the standard, and the same last word.
        type: (attributes.get('Type') ?? '').split('/').at(-1)!,
        target: target.startsWith('/') ? target.slice(1) : path.posix.join('xl', target),
      });
    },
  });
  return relations;
}

function readSheetList(part: Uint8Array) {
  const listed: { name: string; relation: string; isHidden: boolean }[] = [];
  let datesFrom1904: boolean | null = null;
  readXml(part, {
    open(element, attributes) {
      if (element === 'workbook/workbookPr') datesFrom1904 ??= /^(?:1|true)$/.test(attributes.get('date1904') ?? '');
      if (element !== 'workbook/sheets/sheet') return;
      const isHidden = /hidden/i.test(attributes.get('state') ?? '');
      listed.push({ name: attributes.get('name') ?? '', relation: attributes.get('id') ?? '', isHidden });
    },
  });
  return { listed, datesFrom1904: datesFrom1904 ?? false };
}

function readSharedStrings(part: Uint8Array): string[] {
  const strings: string[] = [];
  readXml(part, {
    open(element) {
      if (element === 'sst/si') strings.push('');
    },
    text(element, piece) {
      // Phonetic readings (`rPh`) are no part of the text.
      if (element !== 'sst/si/t' && element !== 'sst/si/r/t') return;
      const text = strings.pop()! + piece;
      if (text.length > MAX_TEXT_LENGTH) throw new TooManyCells();
      strings.push(text);
    },
  });
  return strings;
}

function readFormats(part: Uint8Array): NumberFormat[] {
  const codes = new Map<string, string>();
  const ids: string[] = [];
  readXml(part, {
    open(element, attributes) {
      const id = attributes.get('numFmtId') ?? '0';
      if (element === 'styleSheet/numFmts/numFmt') {
        const code = attributes.get('formatCode') ?? '';
        if (code.length <= MAX_FORMAT_LENGTH) codes.set(id, code);
      } else if (element === 'styleSheet/cellXfs/xf') {
        if (ids.length === MAX_STYLES) throw new TooManyCells();
        ids.push(id);
      }
    },
  });
  return ids.map((id) => ({ id, code: codes.get(id) }));
}

/** Writes the workbook anew with what was read and nothing else; sheets are named by their index, `0`, `1`, … */
export function writeWorkbook({ sheets, sharedStrings, formats, datesFrom1904 }: Workbook): PackageParts {
  const names = sheets.map((_, at) => String(at));
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATION_TYPES}${type}" Target="${target}"/>`;
  const relations =
    names.map((name) => relation(`s${name}`, 'worksheet', `sheet${name}.xml`)).join('') +
    relation('strings', 'sharedStrings', 'sharedStrings.xml') +
    relation('styles', 'styles', 'styles.xml');
  const listed = names.map((name) => `<sheet name="${name}" sheetId="${Number(name) + 1}" r:id="s${name}"/>`).join('');
  const codes = new Map(formats.flatMap(({ id, code }) => (code === undefined ? [] : [[id, code] as const])));
  const numberFormats = [...codes].map(
    ([id, code]) => `<numFmt numFmtId="${escaped(id)}" formatCode="${escaped(code)}"/>`,
  );
  const styles = formats.map(({ id }) => `<xf numFmtId="${escaped(id)}"/>`);
  const written: Readonly<Record<string, string>> = {
    [RELATIONS]: `<Relationships>${relations}</Relationships>`,
    [WORKBOOK]: `<workbook><workbookPr date1904="${datesFrom1904 ? 1 : 0}"/><sheets>${listed}</sheets></workbook>`,
    'xl/sharedStrings.xml': `<sst>${sharedStrings.map((text) => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`,
    'xl/styles.xml': `<styleSheet><numFmts>${numberFormats.join('')}</numFmts><cellXfs>${styles.join('')}</cellXfs></styleSheet>`,
    ...Object.fromEntries(sheets.map((sheet, at) => [`xl/sheet${at}.xml`, writeSheet(sheet)])),
  };
  return new Map(Object.entries(written).map(([name, text]) => [name, Buffer.from(text)]));
}

/** Cells of a sheet: a third of the largest table that is read. */
const MAX_CELLS = 400_000;
/** Merged ranges, which are searched for every line; registers have some hundreds. */
const MAX_MERGES = 10_000;
/** Characters of a cell; Excel stores no longer text. */
const MAX_TEXT_LENGTH = 32_767;
const CELL_TYPES: ReadonlySet<string> = new Set(['b', 'd', 'e', 'inlineStr', 'n', 's', 'str']);
const CELL_REFERENCE = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/;

/** A cell with content, as it is written. */
export interface WrittenCell {
  /** `n` where the file names no type. */
  readonly type: string;
  readonly style: string;
  /** Text of `<v>`; undefined where there is none. */
  readonly value: string | undefined;
  /** Text of `<is>`; undefined where there is none. */
  readonly inline: string | undefined;
  readonly hasFormula: boolean;
}

interface WrittenSheet {
  /** By 0-based row, then 0-based column. */
  readonly rows: ReadonlyMap<number, ReadonlyMap<number, WrittenCell>>;
  readonly merges: readonly Merge[];
}

/** The cell that is being read. */
interface OpenCell {
  type: string;
  style: string;
  value: string | undefined;
  inline: string | undefined;
  hasFormula: boolean;
}

/**
 * Reads the cells and merged ranges of a sheet. Empty cells are ignored, wherever they are.
 * @throws TooManyCells for a cell beyond the size of a register: a reader that fills gaps would make billions of cells of it.
 */
function readSheet(part: Uint8Array): WrittenSheet {
  const rows = new Map<number, Map<number, WrittenCell>>();
  const merges: Merge[] = [];
  let row = -1;
  let column = -1;
  let count = 0;
  let cell: OpenCell | null = null;

  const add = ({ ...found }: OpenCell) => {
    if (found.value === undefined && found.inline === undefined && !found.hasFormula) return;
    count += 1;
    if (row >= MAX_ROWS || column >= MAX_COLUMNS || count > MAX_CELLS) throw new TooManyCells();
    const cells = rows.get(row) ?? new Map<number, WrittenCell>();
    rows.set(row, cells.set(column, found));
  };
  const append = (before: string | undefined, piece: string): string => {
    const text = (before ?? '') + piece;
    if (text.length > MAX_TEXT_LENGTH) throw new TooManyCells();
    return text;
  };

  readXml(part, {
    open(element, attributes) {
      if (element === 'worksheet/sheetData/row') {
        row = parseRow(attributes.get('r')) ?? row + 1;
        column = -1;
      } else if (element === 'worksheet/sheetData/row/c') {
        const named = parseReference(attributes.get('r'));
        row = named?.row ?? row;
        column = named?.column ?? column + 1;
        const type = attributes.get('t') ?? 'n';
        if (!CELL_TYPES.has(type)) throw new NotAPackage('kind of cell');
        cell = { type, style: attributes.get('s') ?? '', value: undefined, inline: undefined, hasFormula: false };
      } else if (element === 'worksheet/sheetData/row/c/f') cell!.hasFormula = true;
      // An empty value counts as a value: that of a formula which no program has computed.
      else if (element === 'worksheet/sheetData/row/c/v') cell!.value ??= '';
      else if (element === 'worksheet/sheetData/row/c/is') cell!.inline ??= '';
      else if (element === 'worksheet/mergeCells/mergeCell') {
        if (merges.length === MAX_MERGES) throw new TooManyCells();
        merges.push(parseMerge(attributes.get('ref') ?? ''));
      }
    },
    text(element, piece) {
      if (element === 'worksheet/sheetData/row/c/v') cell!.value = append(cell!.value, piece);
      else if (element === 'worksheet/sheetData/row/c/is/t' || element === 'worksheet/sheetData/row/c/is/r/t')
        cell!.inline = append(cell!.inline, piece);
    },
    close(element) {
      if (element === 'worksheet/sheetData/row/c') add(cell!);
    },
  });
  return { rows, merges };
}

function parseRow(written: string | undefined): number | null {
  if (written === undefined) return null;
  if (!/^\d{1,7}$/.test(written) || Number(written) < 1) throw new NotAPackage('place of a row');
  return Number(written) - 1;
}

/** Parses a cell reference: A1 is row 0, column 0. */
function parseReference(written: string | undefined): { row: number; column: number } | null {
  if (written === undefined) return null;
  const [, letters, digits] = CELL_REFERENCE.exec(written.trim()) ?? [];
  if (letters === undefined || Number(digits) < 1) throw new NotAPackage('place of a cell');
  const column = Array.from(letters.toUpperCase(), (letter) => letter.charCodeAt(0) - 64);
  return { row: Number(digits) - 1, column: column.reduce((sum, digit) => sum * 26 + digit, 0) - 1 };
}

/** Parses a merged range, cut at the last row that is read. It may be a single cell, or be written backwards. */
function parseMerge(ref: string): Merge {
  const [first, last = first] = ref.split(':').map(parseReference);
  if (first == null || last == null) throw new NotAPackage('place of a merge');
  return {
    left: Math.min(first.column, last.column),
    top: Math.min(first.row, last.row),
    right: Math.max(first.column, last.column),
    bottom: Math.min(Math.max(first.row, last.row), MAX_ROWS - 1),
  };
}

/** Writes the sheet anew with what was read and nothing else, for a library that trusts every cell reference. */
function writeSheet({ rows }: WrittenSheet): string {
  const written: string[] = [
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>',
  ];
  for (const [row, cells] of [...rows].toSorted(byIndex)) {
    written.push(`<row r="${row + 1}">`);
    for (const [column, cell] of [...cells].toSorted(byIndex)) written.push(writtenCell(row, column, cell));
    written.push('</row>');
  }
  written.push('</sheetData></worksheet>');
  return written.join('');
}

const byIndex = ([one]: [number, unknown], [other]: [number, unknown]): number => one - other;

function writtenCell(row: number, column: number, { type, style, value, inline }: WrittenCell): string {
  const about = `r="${letters(column)}${row + 1}" t="${type}"${style === '' ? '' : ` s="${escaped(style)}"`}`;
  const inside =
    (value === undefined ? '' : `<v>${escaped(value)}</v>`) +
    (inline === undefined ? '' : `<is><t>${escaped(inline)}</t></is>`);
  return `<c ${about}>${inside}</c>`;
}

const letters = (column: number): string =>
  (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
