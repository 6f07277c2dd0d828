import { isOverridden, resultOf } from '../../../../shared/domain/inspection/cell.ts';
import type { InspectionReport } from '../../../../shared/domain/inspection/inspection-report.ts';
import type { TextKeyBelow } from '../../../../shared/locales/text-keys.ts';
import type { Block, Field } from './report-content.ts';
import type { ReportWords } from './report-words.ts';

/** Methods by which items are inspected, in the order they are counted. */
const METHODS = ['automatic', 'books', 'measured', 'looked-at'] as const;

const itemsIn = ({ sections }: InspectionReport) => sections.flatMap(({ items }) => items);

/** Number of items by method, and of results decided by the program and by the inspector. */
function methodsOf(report: InspectionReport, { say, term, list }: ReportWords): string {
  const items = itemsIn(report);
  const counted = METHODS.map((method) => ({
    method,
    count: items.filter(({ item }) => item.method.kind === method).length,
  })).filter(({ count }) => count > 0);
  const results = items.flatMap(({ cells }) => cells.flatMap((cell) => resultOf(cell) ?? []));
  const byProgram = results.filter(({ by }) => by === 'program').length;
  const overridden = items.flatMap(({ cells }) => cells.filter(isOverridden)).length;
  const inBulk = results.filter(({ bulk }) => bulk).length;
  return [
    list(counted.map(({ method, count }) => say('methodCount', { method: term(`method.${method}`), count }))),
    say('decidedBy', { program: byProgram, inspector: results.length - byProgram }),
    ...(overridden === 0 ? [] : [say('overriddenCount', { count: overridden })]),
    ...(inBulk === 0 ? [] : [say('answeredInBulk', { count: inBulk })]),
  ].join('\n');
}

function scopeOf(report: InspectionReport, { say, seats }: ReportWords): string {
  const names = report.stations.map(({ seat }) => seat);
  return say('scope', {
    lab: report.lab.lab,
    seats: names.length === 0 ? say('none') : seats(names),
    seatCount: names.length,
    items: itemsIn(report).length,
    asked: report.counts.asked,
  });
}

/** The period, with its first and last day. */
const periodOf = ({ period }: InspectionReport, { say, date, periodName }: ReportWords): string =>
  period.from === period.to
    ? date(period.from)
    : say('period', { label: periodName(period.label), from: date(period.from), to: date(period.to) });

/** The level, and below it what it comes from; what could not be read is said as well. */
const lockdownOf = (
  { level, reasons, edition }: NonNullable<InspectionReport['lockdown']>,
  { t }: Pick<ReportWords, 't'>,
): string =>
  [
    t(`kiosk:lockdown.level.${level}`),
    ...reasons.map(({ aspect, is, reason }) => {
      const [what, how] = [t(`kiosk:lockdown.aspect.${aspect}`), t(`kiosk:lockdown.is.${is}`)];
      return `${what} · ${how} · ${t(`kiosk:lockdown.reason.${reason}`)}`;
    }),
    ...(edition === null ? [] : [t('kiosk:lockdown.edition', { edition })]),
  ].join('\n');

export function overviewBlocks(report: InspectionReport, words: ReportWords): Block[] {
  const { say, term, own, moment, list } = words;
  const { checklist, publication, inspectors, schoolPerson, level, remark, program } = report;
  const field = (key: TextKeyBelow<'inspections:report.field.'>, value: string, wide = false): Field => ({
    label: say(`field.${key}`),
    value,
    wide,
  });
  return [
    {
      type: 'fields',
      fields: [
        field(
          'basis',
          say('basis', {
            checklist: own(checklist.title),
            checklistVersion: checklist.version,
            publication: publication.version,
            date: publication.date,
            age: publication.ageDays,
          }),
          true,
        ),
        field('scope', scopeOf(report, words), true),
        field('period', periodOf(report, words), true),
        field('time', say('fromTo', { from: moment(report.startedAt), to: moment(report.finishedAt) }), true),
        field('inspectors', list(inspectors)),
        field('schoolPerson', schoolPerson ?? say('none')),
        field('level', level === null ? say('levelUnknown') : term(`level.${level}`)),
        field('program', say('program', { program })),
        field('method', methodsOf(report, words), true),
        ...(report.lockdown === undefined ? [] : [field('lockdown', lockdownOf(report.lockdown, words), true)]),
        ...(remark === '' ? [] : [field('remark', remark, true)]),
      ],
    },
    ...readingBlocks(report, words),
  ];
}

/** Seats without a reading, and readings with a flag. */
function readingBlocks({ stations }: InspectionReport, { say, term, moment, list }: ReportWords): Block[] {
  const notable = stations.filter(({ reading }) => reading === null || reading.marks.length > 0);
  if (notable.length === 0) return [];
  return [
    { type: 'heading', level: 3, text: say('readings') },
    {
      type: 'table',
      columns: [
        { label: say('column.seat'), share: 16, centred: true },
        { label: say('column.source'), share: 22 },
        { label: say('column.takenAt'), share: 24 },
        { label: say('column.remark'), share: 38 },
      ],
      rows: notable.map(({ seat, reading }) =>
        reading === null
          ? [seat, say('none'), say('none'), [{ text: say('noReading'), strong: true }]]
          : [
              seat,
              term(`source.${reading.source}`),
              moment(reading.startedAt),
              list(reading.marks.map((mark) => term(`mark.${mark}`))),
            ],
      ),
    },
  ];
}
