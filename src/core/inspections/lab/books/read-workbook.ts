import path from 'node:path';
import { NotAPackage, type PackageParts } from '../../../platform/zip.ts';
import { LONGEST_TEXT, readSheet, writeSheet, type WrittenSheet } from './read-sheet.ts';
import { escaped, readXml } from './read-xml.ts';
import { TooManyCells } from './table.ts';

/** One for every room of a large school. */
const MOST_SHEETS = 200;
const MOST_STYLES = 65_000;
/** Excel keeps no longer format. */
const LONGEST_FORMAT = 255;

const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';
const RELATION_TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/';

/** A format of numbers that a cell may have. */
export interface NumberFormat {
  readonly id: string;
  /** Undefined for those every Excel knows. */
  readonly code: string | undefined;
}

/** What is used of a workbook. */
export interface Workbook {
  /** Sheets in sight, in their order; all of them where every one is hidden. */
  readonly sheets: readonly (WrittenSheet & { readonly name: string })[];
  readonly sharedStrings: readonly string[];
  /** By the number of the style that a cell names. */
  readonly formats: readonly NumberFormat[];
  readonly datesFrom1904: boolean;
}

/**
 * Reads every part of a workbook that is used, each once, wherever the workbook says that it is.
 * @throws NotAPackage, TooMuchInPackage, TooManyCells, TypeError.
 */
export function readWorkbook(parts: PackageParts): Workbook {
  const relations = readRelations(partAt(parts, RELATIONS));
  const { listed, datesFrom1904 } = readSheetList(partAt(parts, WORKBOOK));
  const visible = listed.filter(({ isHidden }) => !isHidden);
  const targets = (visible.length > 0 ? visible : listed).flatMap(({ name, relation }) => {
    const { type, target } = relations.get(relation) ?? {};
    // A chart or a macro may be a sheet of its own.
    return type === 'worksheet' ? [{ name, target: target! }] : [];
  });
  if (targets.length > MOST_SHEETS) throw new TooManyCells();
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
    open(place, attributes) {
      if (place !== 'Relationships/Relationship') return;
      const target = attributes.get('Target') ?? '';
      relations.set(attributes.get('Id') ?? '', {
        // Both editions of the standard end in the same word.
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
    open(place, attributes) {
      if (place === 'workbook/workbookPr') datesFrom1904 ??= /^(?:1|true)$/.test(attributes.get('date1904') ?? '');
      if (place !== 'workbook/sheets/sheet') return;
      const isHidden = /hidden/i.test(attributes.get('state') ?? '');
      listed.push({ name: attributes.get('name') ?? '', relation: attributes.get('id') ?? '', isHidden });
    },
  });
  return { listed, datesFrom1904: datesFrom1904 ?? false };
}

function readSharedStrings(part: Uint8Array): string[] {
  const strings: string[] = [];
  readXml(part, {
    open(place) {
      if (place === 'sst/si') strings.push('');
    },
    text(place, piece) {
      // Phonetic readings (`rPh`) are no part of the text.
      if (place !== 'sst/si/t' && place !== 'sst/si/r/t') return;
      const text = strings.pop()! + piece;
      if (text.length > LONGEST_TEXT) throw new TooManyCells();
      strings.push(text);
    },
  });
  return strings;
}

function readFormats(part: Uint8Array): NumberFormat[] {
  const codes = new Map<string, string>();
  const ids: string[] = [];
  readXml(part, {
    open(place, attributes) {
      const id = attributes.get('numFmtId') ?? '0';
      if (place === 'styleSheet/numFmts/numFmt') {
        const code = attributes.get('formatCode') ?? '';
        if (code.length <= LONGEST_FORMAT) codes.set(id, code);
      } else if (place === 'styleSheet/cellXfs/xf') {
        if (ids.length === MOST_STYLES) throw new TooManyCells();
        ids.push(id);
      }
    },
  });
  return ids.map((id) => ({ id, code: codes.get(id) }));
}

/** The workbook written anew with what was read and nothing else; its sheets are named by their place, `0`, `1`, … */
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
