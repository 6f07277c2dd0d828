import type { Database } from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { judgeLockdown } from '../../../src/core/kiosk/judge-lockdown.ts';
import { createInspectionReports } from '../../../src/core/inspections/record/inspection-reports.ts';
import type { InspectionArchive, InspectionMaterial } from '../../../src/core/records/material.ts';
import type { ReportDocuments } from '../../../src/core/reports/inspection/report-documents.ts';
import { createPlainSecretStore } from '../../../src/core/signing/secrets-file.ts';
import { deviceKeyIn } from '../../../src/core/signing/signing-key.ts';
import { createDatabaseSession } from '../../../src/core/store/database-session.ts';
import { createInspectionRecords } from '../../../src/core/store/inspection-records.ts';
import type { Cell } from '../../../src/shared/domain/inspection/cell.ts';
import type { Signature } from '../../../src/shared/domain/inspection/inspection-record.ts';
import { fail, succeed } from '../../../src/shared/domain/result.ts';
import { createI18n } from '../../../src/shared/i18n.ts';
import { INSPECTION_TEXTS } from '../../../src/shared/locales/inspections.ts';
import { createWording } from '../../../src/shared/wording.ts';
import { JPEG, material, rules } from './inspection-material.ts';
import { publication } from '../pc/judge.ts';
import { ulidOf } from '../request/requests.ts';
import { smallDocument } from './signable-documents.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { valueOf } from '../value-of.ts';

/** Makes files that hold nothing of a report but the bytes of its photos. */
const documents: ReportDocuments = {
  async make(content, format) {
    for (const { id } of content.report.photos) {
      const bytes = await content.photo(id);
      if (!bytes.ok) return bytes;
    }
    return succeed(await smallDocument(format));
  },
};

/** Nothing of it could be read. */
const LOCKDOWN = judgeLockdown({ platform: 'other' });

/** A PC with a real database, into which inspections are put as they were worked on. */
export function reportPc(folder = temporaryFolder()) {
  const session = createDatabaseSession(folder);
  onTestFinished(() => session.close());
  const records = createInspectionRecords(folder, session);
  const i18n = createI18n('zh-CN', INSPECTION_TEXTS);
  let now = new Date('2026-11-23T10:00:00+08:00');
  const reports = createInspectionReports({
    archive: archiveOn(session),
    records,
    publication,
    rulesOf: () => rules,
    adviceOf: () => [],
    key: deviceKeyIn(createPlainSecretStore(folder)),
    documents,
    equipment: () => [],
    level: () => Promise.resolve('core'),
    lockdown: () => Promise.resolve(LOCKDOWN),
    words: (language) => createWording(i18n, language),
    language: () => Promise.resolve('zh-CN'),
    now: () => now,
  });
  return {
    folder,
    session,
    records,
    reports,
    /** Puts an inspection into the tables, or puts what it is now in the place of what it was. */
    put: async (inspection: InspectionMaterial) => valueOf(await session.use((database) => put(database, inspection))),
    sql: async (text: string) => valueOf(await session.use((database) => void database.exec(text))),
    at(instant: string) {
      now = new Date(instant);
    },
  };
}
export type ReportPc = ReturnType<typeof reportPc>;

/** Against triggers that hold a mistaken program back, not somebody who alters the file. */
export const forcing = (text: string, triggers: readonly string[]): string =>
  `${triggers.map((name) => `DROP TRIGGER IF EXISTS ${name};`).join('')} ${text}`;

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

function put(
  database: Database,
  { header, notes, checklist, seats, cells, photos, savedAt }: InspectionMaterial,
): void {
  const { id, number } = header;
  for (const part of ['photos', 'cells', 'seats', 'problems'])
    database.prepare(`DELETE FROM inspection_${part} WHERE inspection_id = ?`).run(id);
  database.prepare('DELETE FROM inspections WHERE id = ?').run(id);
  database
    .prepare("INSERT INTO inspections VALUES (NULL, ?, ?, 'open', ?, ?, ?, NULL, NULL, ?)")
    .run(id, number, json(header), json(checklist), json(notes), savedAt);
  for (const { seat, reading } of seats)
    database.prepare('INSERT INTO inspection_seats VALUES (NULL, ?, ?, ?)').run(id, seat, json(reading));
  for (const { item, subject, automatic, answer } of cells)
    database
      .prepare('INSERT INTO inspection_cells VALUES (?, ?, ?, ?, ?)')
      .run(id, item, subject, json(automatic), json(answer));
  for (const photo of photos)
    database
      .prepare('INSERT INTO inspection_photos VALUES (NULL, ?, ?, ?, ?, ?, ?)')
      .run(photo.id, id, photo.item, photo.subject, json(photo), JPEG);
}

/** Reads back what `put` wrote, in the order of the list. */
function archiveOn(session: ReturnType<typeof createDatabaseSession>): InspectionArchive {
  type Row = Record<string, string>;
  const parsed = (text: string | null | undefined) => JSON.parse(text ?? 'null') as never;
  return {
    examine: () => Promise.resolve(null),
    async stub(id) {
      const found = await this.material(id);
      return found.ok ? succeed(found.value.header) : found;
    },
    async material(id) {
      const read = await session.use((database): InspectionMaterial | null => {
        const all = (table: string) =>
          database.prepare<[string], Row>(`SELECT * FROM inspection_${table} WHERE inspection_id = ?`).all(id);
        const row = database.prepare<[string], Row>('SELECT * FROM inspections WHERE id = ?').get(id);
        if (row === undefined) return null;
        const checklist: InspectionMaterial['checklist'] = parsed(row['checklist']);
        const order = checklist.sections.flatMap(({ items }) => items.map((item) => item.id));
        const photos = all('photos').map(({ facts }): InspectionMaterial['photos'][number] => parsed(facts));
        const cells = all('cells').map(({ item, subject, automatic, answer }): Cell => ({
          item: item!,
          subject: subject!,
          automatic: parsed(automatic),
          answer: parsed(answer),
          photos: photos.filter((photo) => photo.item === item && photo.subject === subject).map((photo) => photo.id),
        }));
        return {
          header: { ...(parsed(row['header']) as InspectionMaterial['header']), state: row['state'] as 'open' },
          notes: parsed(row['notes']),
          checklist,
          seats: all('seats').map(({ seat, reading }) => ({ seat: seat!, reading: parsed(reading) })),
          cells: cells.toSorted((a, b) => order.indexOf(a.item) - order.indexOf(b.item)),
          photos,
          books: null,
          decisions: [],
          requests: [],
          savedAt: row['saved_at']!,
        };
      });
      if (!read.ok) return read;
      return read.value === null ? fail('inspection-not-found', { id }) : succeed(read.value);
    },
    photoBytes: (_id, photo) =>
      session.use((database) => {
        const select = database
          .prepare<[string], Uint8Array>('SELECT jpeg FROM inspection_photos WHERE id = ?')
          .pluck();
        return new Uint8Array(select.get(photo)!);
      }),
  };
}

export const ID = ulidOf(1);
export const SIGNATURES: Signature[] = [
  { role: 'inspector', name: '张三', method: 'drawn', strokes: 'M 1 2 L 3 4' },
  { role: 'school', name: '王五', method: 'paper', strokes: null },
];

/** Signs what is shown now. */
export const signShown = async ({ reports }: ReportPc, signatures = SIGNATURES) => {
  const { seal } = valueOf(await reports.report(ID));
  return await reports.sign(ID, seal, signatures);
};
/** A PC with an inspection that is under way. */
export const pcWith = async (worked: InspectionMaterial = material()): Promise<ReportPc> => {
  const pc = reportPc();
  await pc.put(worked);
  return pc;
};
/** A PC with an inspection that was signed on it. */
export const signedPc = async () => {
  const pc = await pcWith();
  const record = valueOf(await signShown(pc));
  return { pc, record };
};
