import type { BothLanguages } from '../../../shared/domain/both-languages.ts';
import type { CheckRun } from '../../../shared/domain/check-run.ts';
import type { Finding } from '../../../shared/domain/finding.ts';
import { LAB_SUBJECT, seatOfSubject } from '../../../shared/domain/inspection/inspection-terms.ts';
import type { EquipmentRow } from '../../../shared/domain/inspection/lab-equipment.ts';
import type { Wording } from '../../../shared/wording.ts';
import { inspectionFindings } from '../../checks/inspection-findings.ts';
import { cellAt, type StoredCell, type StoredInspection } from '../../store/stored-inspection.ts';
import { compareEquipment } from '../lab/compare-equipment.ts';
import type { InspectionMaterial, StationReading } from '../../records/material.ts';
import type { InspectionSources } from '../sources.ts';
import { askedCells } from './asked-cells.ts';
import { fillAutomatic, type LabFacts, type SeatFacts } from './fill-automatic.ts';

type FillingSources = Pick<InspectionSources, 'publication' | 'words'>;
type Lab = Pick<InspectionMaterial, 'seats' | 'books'>;

/** Which seats have new facts; `null`: only what concerns the lab as a whole is filled anew. */
export type NewAt = string | null;

/**
 * The cells the program fills, after something came in. What the inspector said stays in them.
 * @param inspection with what came in.
 */
export function filledCells(inspection: StoredInspection, newAt: NewAt, sources: FillingSources): StoredCell[] {
  const facts = labFacts(inspection, sources);
  return askedCells(inspection)
    .filter(({ item }) => item.method.kind === 'automatic' || item.method.kind === 'books')
    .filter(({ subject }) => subject === LAB_SUBJECT || (newAt !== null && seatOfSubject(subject) === newAt))
    .map(({ item, subject }) => ({
      ...cellAt(inspection.cells, item.id, subject),
      automatic: fillAutomatic(item, subject, facts),
    }));
}

/** The equipment found in the lab against the books. */
export function equipmentOf({ seats, books }: Lab, names: Wording['modelName']) {
  const readings = seats.flatMap(({ reading }) => reading ?? []);
  const unread = seats.filter(({ reading }) => reading === null).map(({ seat }) => seat);
  return compareEquipment(books, readings, names, unread);
}

function labFacts(lab: Lab, { publication, words }: FillingSources): LabFacts {
  const inWords = [words('zh-CN'), words('en')] as const;
  const factsOf = ({ run }: StationReading): SeatFacts => {
    let findings: readonly Finding[] | null = null;
    return {
      run,
      get findings() {
        return (findings ??= inspectionFindings(run, publication));
      },
      word: (finding) => saidInBoth(finding, run, inWords),
    };
  };
  return {
    seats: new Map(lab.seats.map(({ seat, reading }) => [seat, reading === null ? null : factsOf(reading)])),
    books: lab.books,
    equipment: equipmentOf(lab, inWords[0].modelName),
    wordRows: (rows) => ({ 'zh-CN': rowsInWords(rows, inWords[0]), en: rowsInWords(rows, inWords[1]) }),
  };
}

/** Rows that a problem names one by one; the table has all of them. */
const MOST_NAMED = 6;

function rowsInWords(rows: readonly EquipmentRow[], { t, list }: Wording): string {
  const named = rows.slice(0, MOST_NAMED).map(({ model, assetNumber, serialFound, serialInBooks }) => {
    const mark = assetNumber || serialFound || serialInBooks;
    return t(`inspections:session.books.${mark === '' ? 'row' : 'rowMarked'}`, { model, mark });
  });
  return t(`inspections:session.books.${rows.length > MOST_NAMED ? 'more' : 'rows'}`, {
    state: t(`inspections:terms.equipment.${rows[0]!.state}`),
    count: rows.length,
    named: list(named),
  });
}

function saidInBoth(finding: Finding, run: CheckRun, [zh, en]: readonly [Wording, Wording]): BothLanguages {
  const said = (wording: Wording): string => {
    const { title, cause } = wording.finding(finding, run.devices);
    return cause === null ? title : `${title}${wording.t('requests:draft.because', { cause })}`;
  };
  return { 'zh-CN': said(zh), en: said(en) };
}
