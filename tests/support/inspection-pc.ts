import type { Database } from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { deviceKeyIn } from '../../src/core/signing/signing-key.ts';
import { createPlainSecretStore } from '../../src/core/signing/secrets-file.ts';
import type { InspectionArchive, InspectionMaterial } from '../../src/core/records/material.ts';
import { createInspectionReports } from '../../src/core/inspections/record/create-inspection-reports.ts';
import type { ReportDocuments } from '../../src/core/reports/inspection/report-documents.ts';
import { createDatabaseSession } from '../../src/core/store/database-session.ts';
import { createInspectionRecords } from '../../src/core/store/inspection-records.ts';
import { fail, succeed } from '../../src/shared/domain/result.ts';
import { INSPECTION_TEXTS } from '../../src/shared/locales/inspections.ts';
import { createI18n } from '../../src/shared/i18n.ts';
import { createWording } from '../../src/shared/wording.ts';
import type { Cell } from '../../src/shared/domain/inspection/cell.ts';
import { JPEG, rules } from './inspection-material.ts';
import { publication } from './judge.ts';
import { valueOf } from './value-of.ts';
import { smallDocument } from './sealable-files.ts';
import { temporaryFolder } from './temporary-folder.ts';

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

/** A PC with a real database, into which inspections are put as they were worked on. */
export function inspectionPc(folder = temporaryFolder()) {
  const session = createDatabaseSession(folder);
  onTestFinished(() => session.close());
  const records = createInspectionRecords(folder, session);
  const i18n = createI18n('zh-CN', INSPECTION_TEXTS);
  let now = new Date('2026-11-23T10:00:00+08:00');
  const reports = createInspectionReports({
    archive: archiveOn(session),
    records,
    publication,
    rules,
    advice: [],
    key: deviceKeyIn(createPlainSecretStore(folder)),
    documents,
    equipment: () => [],
    level: () => Promise.resolve('core'),
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
    put: async (material: InspectionMaterial) => valueOf(await session.use((database) => put(database, material))),
    sql: async (text: string) => valueOf(await session.use((database) => void database.exec(text))),
    at(instant: string) {
      now = new Date(instant);
    },
  };
}
export type InspectionPc = ReturnType<typeof inspectionPc>;

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
      const material = await this.material(id);
      return material.ok ? succeed(material.value.header) : material;
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
