import type { InspectionReport } from '../../../../shared/domain/inspection/inspection-report.ts';
import type { Block } from './report-content.ts';
import { type ReportWords, columnsFrom, flagged } from './report-words.ts';

const EQUIPMENT = { category: 10, model: 17, serial: 22, asset: 13, place: 10, expected: 8, found: 8, state: 12 };
const VERSIONS = { product: 26, installed: 18, wanted: 24, conforms: 12, seats: 20 };

/** The equipment of the lab beside the asset register. */
export function equipmentBlocks({ equipment }: InspectionReport, words: ReportWords): Block[] {
  const { say, term, seats } = words;
  if (equipment.length === 0) return [{ type: 'paragraph', look: 'body', text: say('noEquipment') }];
  const states = Map.groupBy(equipment, ({ state }) => state);
  return [
    {
      type: 'paragraph',
      look: 'body',
      text: say('equipmentSummary', {
        rows: equipment.length,
        states: words.list([...states].map(([state, rows]) => `${term(`equipment.${state}`)} ${rows.length}`)),
      }),
    },
    {
      type: 'table',
      small: true,
      columns: columnsFrom(EQUIPMENT, words, ['expected', 'found']),
      rows: equipment.map((row) => [
        row.category,
        row.model,
        row.serialInBooks === '' || row.serialFound === '' || row.serialInBooks === row.serialFound
          ? row.serialInBooks || row.serialFound
          : say('serials', { books: row.serialInBooks, found: row.serialFound }),
        row.assetNumber,
        row.seats.length > 0 ? seats(row.seats) : row.place,
        String(row.expected),
        String(row.found),
        flagged(term(`equipment.${row.state}`), row.state === 'agrees'),
      ]),
    },
  ];
}

/** The required version; `*` in the matrix means any version. */
export const wantedIn = ({ wanted }: InspectionReport['versions'][number], { say }: ReportWords): string =>
  wanted === '*' ? say('anyVersion') : (wanted ?? say('notInMatrix'));

/** The versions found, against the published matrix. */
export function versionBlocks({ versions, publication }: InspectionReport, words: ReportWords): Block[] {
  const { say, term, seats } = words;
  const against: Block = {
    type: 'paragraph',
    look: 'body',
    text: say('matrix', { version: publication.version, date: publication.date, age: publication.ageDays }),
  };
  if (versions.length === 0) return [against, { type: 'paragraph', look: 'body', text: say('noVersions') }];
  return [
    against,
    {
      type: 'table',
      small: true,
      columns: columnsFrom(VERSIONS, words),
      rows: versions.map((row) => [
        row.name,
        row.found ?? say('notTold'),
        wantedIn(row, words),
        flagged(term(`conforms.${row.conforms}`), row.conforms === 'yes'),
        seats(row.seats),
      ]),
    },
  ];
}
