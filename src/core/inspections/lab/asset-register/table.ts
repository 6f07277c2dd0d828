/** A merged range, 0-based and inclusive. */
export interface Merge {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** The cells of a file as text; no formula is computed. */
export interface Table {
  readonly rows: readonly (readonly string[])[];
  readonly merges: readonly Merge[];
  /** Sheets of the same file that may hold devices as well and are not read. */
  readonly otherSheets?: readonly string[];
  /** Where an XLSX file has formulas, 0-based. */
  readonly formulas?: readonly { readonly row: number; readonly column: number }[];
}

export const mergeAt = (merges: readonly Merge[], row: number, column: number): Merge | undefined =>
  merges.find(({ top, bottom, left, right }) => row >= top && row <= bottom && column >= left && column <= right);

/** Lines of an asset register. That of a whole school has fewer; more is some other list. */
export const MAX_LINES = 5000;
export const MAX_COLUMNS = 200;
/** Lines, and some for title and remarks. */
export const MAX_ROWS = MAX_LINES + 100;

/** A file holds more than an asset register can. */
export class TooManyCells extends Error {}

/** What a column of the register holds. */
export type Column = 'category' | 'name' | 'model' | 'serial' | 'asset' | 'place' | 'quantity';

/**
 * Headings as schools and offices write them; compared without spaces, case, brackets and punctuation. Columns of persons (使用人,
 * 保管人, keeper) are in none of these lists and so are never read.
 */
const WORDS: Readonly<Record<Column, string>> = {
  category:
    '类别|资产类别|设备类别|设备类型|资产分类|分类|类型|品类|种类|分类名称|资产分类名称|' +
    'category|class|type|asset class|asset type|equipment type|kind',
  name:
    '名称|资产名称|设备名称|物品名称|仪器名称|品名|产品名称|设备|固定资产名称|' +
    'name|item|description|equipment|asset name|item name|device',
  model:
    '型号|规格型号|品牌型号|型号规格|规格|设备型号|品牌及型号|品牌规格型号|品牌规格|产品型号|' +
    'model|model no|model number|make and model|brand model|specification',
  serial:
    '序列号|出厂编号|出厂序列号|产品序列号|设备序列号|机身号|机身编号|机器序列号|出厂号|序列编号|' +
    'sn|s/n|sn码|sn号|serial|serial no|serial number|serialno',
  asset:
    '资产编号|固定资产编号|设备编号|资产编码|资产号|国资编号|资产标签号|卡片编号|资产代码|编号|' +
    'asset no|asset number|asset tag|asset id|inventory no|inventory number|tag no',
  place:
    '存放地点|位置|存放位置|地点|使用地点|放置地点|安装位置|安装地点|所在位置|场室|教室|机位|房间|存放地|' +
    'location|place|room|seat|site',
  quantity: '数量|台数|件数|账面数量|在账数量|应有数量|台套数|数目|套数|quantity|qty|count|number of units|units|pcs',
};

const HEADINGS = Object.entries(WORDS).map(([column, words]) => ({
  column: column as Column,
  words: words.split('|'),
}));

/** A column about persons is never read, whatever else its heading contains: 使用人编号 is no asset number. */
const OF_PERSONS = /人|姓名|员|教师|老师|领用|电话|手机|keeper|user|owner|custodian|holder|person|teacher|phone/i;

/** First words of a line with totals. */
export const TOTAL = /^(?:合计|小计|总计|共计|总数|(?:sub)?total)[:：]?$/i;

/** Where the lines begin, and which column holds what. */
export interface Headings {
  /** 0-based row of the headings. */
  readonly row: number;
  readonly columns: Readonly<Partial<Record<Column, number>>>;
}

const SEARCHED_ROWS = 10;

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\([^)]*\)|\[[^\]]*\]/g, '')
    .replaceAll(/[^\p{L}\p{N}/]/gu, '');

const COLUMN_OF: ReadonlyMap<string, Column> = new Map(
  HEADINGS.flatMap(({ column, words }) => words.map((word) => [plain(word), column] as const)),
);

function columnsIn(row: readonly string[]): Partial<Record<Column, number>> {
  const columns: Partial<Record<Column, number>> = {};
  for (const [at, cell] of row.entries()) {
    const column = OF_PERSONS.test(cell) ? undefined : COLUMN_OF.get(plain(cell));
    // Of two equal headings the first counts: the second is often of another unit or year.
    if (column !== undefined) columns[column] ??= at;
  }
  return columns;
}

/**
 * Headings often take two rows: 编号 over 序列号 and 资产编号, and beside it 类别 in the upper row alone.
 * @returns the lower row, completed from the upper one.
 */
function bothRows({ rows, merges }: Table, at: number): readonly string[] {
  const [upper = [], lower = []] = [rows[at - 1], rows[at]];
  if (Object.keys(columnsIn(upper)).length < 2) return lower;
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, column) => {
    const merge = mergeAt(merges, at - 1, column);
    const group = (merge === undefined ? upper[column] : rows[merge.top]?.[merge.left]) ?? '';
    const own = lower[column] ?? '';
    // Under 使用人, 编号 is the number of a person.
    return OF_PERSONS.test(group) || own.trim() === '' ? group : own;
  });
}

/** The row among the first ten that names most columns. @returns null where none names what the lines are about. */
export function findHeadings(table: Table): Headings | null {
  const candidates = table.rows
    .slice(0, SEARCHED_ROWS)
    .map((_, row) => ({ row, columns: columnsIn(bothRows(table, row)) }));
  const usable = candidates.filter(({ columns: { category, name, model, serial, ...rest } }) => {
    const about = [category, name, model, serial].filter((column) => column !== undefined).length;
    return about > 0 && about + Object.keys(rest).length > 1;
  });
  const count = ({ columns }: Headings) => Object.keys(columns).length;
  return usable.toSorted((a, b) => count(b) - count(a))[0] ?? null;
}
