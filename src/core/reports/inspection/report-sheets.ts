import writeExcel, { type Row, type Sheet } from 'write-excel-file/node';
import {
  type Cell,
  type CellResult,
  type Counts,
  isOverridden,
  soundPercentOf,
  resultOf,
} from '../../../shared/domain/inspection/cell.ts';
import { type TextKeyBelow, entriesOf } from '../../../shared/locales/text-keys.ts';
import { formatInstant } from '../../../shared/beijing-time.ts';
import type { InspectionReport } from '../../../shared/domain/inspection/inspection-report.ts';
import { printable } from '../markup-text.ts';
import { wantedIn } from './content/equipment-chapters.ts';
import type { Severity } from '../../../shared/domain/inspection/inspection-terms.ts';
import { printableWorkbook } from './printable-workbook.ts';
import type { ReportContent } from './content/report-content.ts';
import type { ReportWords } from './content/report-words.ts';
import { criterionOf, foundIn } from './content/result-chapters.ts';

type SheetName = 'overview' | 'results' | 'equipment' | 'problems' | 'versions' | 'statistics';

/** The report as a workbook: one row for each result, device line, problem and version. */
export async function reportSheets(
  report: InspectionReport,
  content: ReportContent,
  words: ReportWords,
): Promise<Uint8Array> {
  const { say } = words;
  const sheet = (
    name: SheetName,
    widths: Readonly<Partial<Record<TextKeyBelow<'inspections:report.column.'>, number>>>,
    rows: readonly (readonly SheetValue[])[],
  ) =>
    sheetOf<never>(
      say(`sheet.${name}`),
      entriesOf(widths).map(([key, width]) => [say(`column.${key}`), width]),
      rows,
    );
  const serials = { serialInBooks: 22, serialFound: 22 };
  const counts = { asked: 8, normal: 8, abnormal: 8, notInspected: 8, notApplicable: 8, open: 8, share: 10 };
  const sheets = [
    sheet('overview', { item: 24, note: 90 }, overviewRows(content)),
    sheet(
      'results',
      {
        section: 18,
        item: 36,
        criterion: 36,
        method: 12,
        subject: 12,
        outcome: 10,
        reason: 18,
        value: 10,
        unit: 8,
        decidedBy: 10,
        at: 18,
        said: 60,
        photos: 8,
      },
      resultRows(report, words),
    ),
    sheet(
      'equipment',
      { category: 14, model: 30, ...serials, assetNumber: 18, place: 16, seats: 16, expected: 8, found: 8, state: 14 },
      equipmentRows(report, words),
    ),
    sheet(
      'problems',
      {
        no: 6,
        severity: 10,
        problem: 36,
        place: 24,
        said: 60,
        impact: 30,
        action: 40,
        owner: 14,
        deadline: 14,
        since: 12,
        request: 20,
      },
      problemRows(report, words),
    ),
    sheet('versions', { product: 34, installed: 20, wanted: 34, conforms: 12, seats: 24 }, versionRows(report, words)),
    sheet('statistics', { section: 30, ...counts }, statisticsRows(report, words)),
  ];
  return printableWorkbook(
    await writeExcel(sheets).toBuffer(),
    sheets.map(({ data, sheet: name }) => ({ name: name!, columns: data[0]!.length, rows: data.length })),
  );
}

/** Every field of the report: cover, overview, conclusion and record signature. */
function overviewRows({ title, warnings, cover, blocks }: ReportContent): SheetValue[][] {
  const fields = [...cover, ...blocks.flatMap((block) => (block.type === 'fields' ? block.fields : []))];
  // The summary says again what a chapter says.
  const once = new Map(fields.map(({ label, value }) => [`${label}\n${value}`, [label, value]]));
  return [[title, warnings.join('\n')], ...once.values()];
}

function resultRows({ sections }: InspectionReport, words: ReportWords): SheetValue[][] {
  const { say, term, own, places } = words;
  return sections.flatMap(({ title, items }) =>
    items.flatMap(({ item, cells }) =>
      cells.map((cell): SheetValue[] => {
        const result = resultOf(cell);
        return [
          own(title),
          own(item.text),
          criterionOf(item, words),
          term(`method.${item.method.kind}`),
          places([cell.subject]),
          result === null
            ? say('open')
            : { text: term(`outcome.${result.outcome}`), fill: result.outcome === 'abnormal' ? FILLS.major : null },
          result === null || result.reason === null ? null : term(`reason.${result.reason}`),
          cell.answer?.value ?? null,
          item.method.kind === 'measured' ? item.method.unit : null,
          result === null ? null : say(`by.${byWhom(cell, result)}`),
          result === null ? null : { instant: result.at },
          foundIn(cell, words).join('\n'),
          cell.photos.length,
        ];
      }),
    ),
  );
}

function byWhom(
  cell: Cell,
  { by, bulk }: CellResult,
): 'program' | 'inspector' | 'inspectorOverriding' | 'inspectorInBulk' {
  if (isOverridden(cell)) return 'inspectorOverriding';
  return bulk ? 'inspectorInBulk' : by;
}

const equipmentRows = ({ equipment }: InspectionReport, { term, list }: ReportWords): SheetValue[][] =>
  equipment.map((row) => [
    row.category,
    row.model,
    row.serialInBooks,
    row.serialFound,
    row.assetNumber,
    row.place,
    list(row.seats),
    row.expected,
    row.found,
    term(`equipment.${row.state}`),
  ]);

const problemRows = ({ problems }: InspectionReport, { term, own, places, labelled }: ReportWords): SheetValue[][] =>
  problems.map((problem) => [
    problem.no,
    { text: term(`severity.${problem.severity}`), fill: FILLS[problem.severity] },
    own(problem.text),
    places(problem.subjects),
    problem.found.map(({ subject, said }) => labelled(places([subject]), own(said))).join('\n'),
    own(problem.impact),
    own(problem.action),
    term(`owner.${problem.owner}`),
    { day: problem.deadline },
    term(`since.${problem.since}`),
    problem.request?.number ?? null,
  ]);

const versionRows = ({ versions }: InspectionReport, words: ReportWords): SheetValue[][] =>
  versions.map((row) => [
    row.name,
    row.found ?? words.say('notTold'),
    wantedIn(row, words),
    words.term(`conforms.${row.conforms}`),
    words.list(row.seats),
  ]);

function shownShare(counts: Counts): SheetValue {
  const percent = soundPercentOf(counts);
  return percent === null ? null : { share: percent / 100 };
}

function statisticsRows(report: InspectionReport, { say, own, places, shortPeriod }: ReportWords): SheetValue[][] {
  const row = (label: string, counts: Counts): SheetValue[] => [
    label,
    counts.asked,
    counts.normal,
    counts.abnormal,
    counts.notInspected,
    counts.notApplicable,
    counts.open,
    shownShare(counts),
  ];
  return [
    ...report.sections.map(({ title, counts }) => row(own(title), counts)),
    row(say('total'), report.counts),
    ...report.stations.map(({ seat, counts }) => row(places([`seat:${seat}`]), counts)),
    ...report.history.map(({ label, counts }) => row(shortPeriod(label), counts)),
  ];
}

/** Length of the longest text in a cell of Excel, in UTF-16 units. */
const MAX_CELL_LENGTH = 32_767;

/** A share of one, shown in percent; a day or an instant in Beijing time, which a spreadsheet can sort and filter by. */
/** Fills that stay readable on a printer without colour. */
const FILLS: Readonly<Record<Severity, string>> = { critical: '#F4B6B6', major: '#F9DDB0', minor: '#EDEDED' };

type FilledText = { readonly text: string; readonly fill: string | null };
type SheetFigure = { readonly share: number } | { readonly day: string } | { readonly instant: string };
type SheetValue = string | number | SheetFigure | FilledText | null;

/** The time of the clock in Beijing as a spreadsheet stores it, without a zone. */
const clockTime = (instant: string): Date =>
  new Date(formatInstant(new Date(instant)).replace(/:\d{2}\.\d{3}\+08:00$/, ':00Z'));

/** A cell with its type. Texts are typed as text, so that a spreadsheet never computes one that begins with = + - @. */
function sheetCell(value: SheetValue): Row[number] {
  if (value === null || value === '') return null;
  const top = { alignVertical: 'top', borderStyle: 'thin', borderColor: '#999999' } as const;
  if (typeof value === 'number') return { value, type: Number, ...top };
  if (typeof value === 'object') {
    if ('text' in value) {
      const { text, fill } = value;
      return { value: printable(text), type: String, ...top, ...(fill !== null && { backgroundColor: fill }) };
    }
    if ('share' in value) return { value: value.share, type: Number, format: '0.0%', ...top };
    if ('day' in value) return { value: new Date(`${value.day}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd', ...top };
    return { value: clockTime(value.instant), type: Date, format: 'yyyy-mm-dd hh:mm', ...top };
  }
  const text = printable(value).slice(0, MAX_CELL_LENGTH).toWellFormed();
  return { value: text, type: String, wrap: true, ...top };
}

/** A sheet whose heading row stays visible. @param columns label and width in characters. */
const sheetOf = <FileContent>(
  name: string,
  columns: readonly (readonly [label: string, width: number])[],
  rows: readonly (readonly SheetValue[])[],
): Sheet<FileContent> => ({
  sheet: name,
  stickyRowsCount: 1,
  columns: columns.map(([, width]) => ({ width })),
  data: [
    columns.map(([label]) => ({
      value: label,
      type: String,
      fontWeight: 'bold',
      wrap: true,
      alignVertical: 'center',
      backgroundColor: '#E3E8F0',
      borderStyle: 'thin',
    })),
    ...rows.map((row) => row.map(sheetCell)),
  ],
});
