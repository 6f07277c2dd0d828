import type { Database } from 'better-sqlite3';
import type { Lab } from '../../shared/domain/inspection/inspection-session.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { type Result, fail, succeed } from '../../shared/domain/result.ts';
import { type RecordTexts, provenContent, sha256Of } from '../records/signed-record.ts';
import { type HeadMemory, createChainGuard } from './chain-guard.ts';
import { type MarkFile, inspectionMarkIn } from './chain-mark.ts';
import { type DatabaseSession, perConnection } from './database-session.ts';
import { type RecordRow, createInspectionChain } from './inspection-chain.ts';
import { createRowsDigest, createSignedRows } from './inspection-rows.ts';
import { createInspectionWriter } from './inspection-writer.ts';
import type { InspectionPatch } from './stored-inspection.ts';

export type { RecordRow } from './inspection-chain.ts';

/** Signed records of one inspection, and whether they are unaltered. */
export interface RecordsOfOne {
  /** The report, then its supplements. Empty: the inspection is not signed. */
  readonly rows: readonly RecordRow[];
  readonly linked: boolean;
  /** Whether the rows of the inspection are still those that the report was signed over. */
  readonly asSigned: boolean;
  /** Problem of the whole chain, as far as it is known by now. */
  readonly problem: Problem | null;
}

/** Change that is made in the same transaction as the signature. */
export interface LastChange {
  readonly patch: InspectionPatch;
  /** RFC 3339. */
  readonly signedAt: string;
  /** @param digest after the change. */
  readonly texts: (digest: string) => RecordTexts;
}

/** Store of signed inspection records. */
export interface InspectionRecords {
  /** Digest over all rows of the inspection. @returns `inspection-not-found`. */
  digest(id: string): Promise<Result<string>>;
  /**
   * Adds the report and marks the inspection as signed, in one durable transaction.
   * @param digest of the rows that were signed. @returns `inspection-not-open`; `report-outdated` where they have changed meanwhile.
   */
  sign(id: string, digest: string, signedAt: string, texts: RecordTexts): Promise<Result<void>>;
  /**
   * Applies a last change and signs, in one durable transaction.
   * @param digest before the change. @returns `inspection-not-open`, `report-outdated`.
   */
  finish(id: string, digest: string, last: LastChange): Promise<Result<void>>;
  addSupplement(id: string, texts: RecordTexts): Promise<Result<void>>;
  /**
   * Adds a record about a problem of a signed report, with its photos, in one durable transaction.
   * @param decide by the records there are then; where it refuses, nothing is written.
   */
  addRectification(
    id: string,
    decide: (rows: readonly RecordRow[]) => Result<RecordTexts>,
    photos: readonly EvidencePhoto[],
  ): Promise<Result<void>>;
  /** JPEG. @returns `inspection-photo-not-found`. */
  rectificationPhoto(id: string, photo: string): Promise<Result<Uint8Array>>;
  of(id: string): Promise<Result<RecordsOfOne>>;
  /** Finds the signed report with that number; null where this PC has none. */
  named(number: string): Promise<Result<RecordRow | null>>;
  /**
   * Finds the newest report of a lab for which `read` returns a value.
   * @param before id of an inspection: only reports signed before it are considered.
   */
  lastOfLab<Value>(
    lab: Pick<Lab, 'school' | 'lab'>,
    before: string,
    read: (row: RecordRow) => Value | null,
  ): Promise<Result<Value | null>>;
  /** Loss or change of signed records, as far as it is known by now; quick. */
  problem(): Promise<Problem | null>;
  /** Loss or change of signed records, after checking every record and the rows that it covers. */
  examine(): Promise<Problem | null>;
  acceptLoss(): Promise<Result<void>>;
}

/** A photo with its id. */
export interface EvidencePhoto {
  readonly id: string;
  readonly jpeg: Uint8Array;
}

export function createInspectionRecords(dataDirectory: string, session: DatabaseSession): InspectionRecords {
  const memory: HeadMemory = { head: null };
  const open = perConnection((database: Database) => storeOn(database, inspectionMarkIn(dataDirectory), memory));
  type Open = ReturnType<typeof open>;
  const use = <Value>(work: (store: Open) => Value) => session.use((database) => work(open(database)));
  const written = async (write: (store: Open) => Result<void>): Promise<Result<void>> => {
    const done = await use((store) => {
      const result = write(store);
      if (result.ok) store.guard.secure();
      return result;
    });
    return done.ok ? done.value : done;
  };
  const problemOf = async (look: (store: Open) => Problem | null): Promise<Problem | null> => {
    const looked = await use(look);
    return looked.ok ? looked.value : looked.problem;
  };
  return {
    async digest(id) {
      const digest = await use((store) => store.digest(id));
      if (!digest.ok) return digest;
      return digest.value === null ? fail('inspection-not-found', { id }) : succeed(digest.value);
    },
    sign: (id, digest, signedAt, texts) => written((store) => store.sign(id, digest, signedAt, texts)),
    finish: (id, digest, last) => written((store) => store.finish(id, digest, last)),
    addSupplement: (id, texts) => written((store) => store.addSupplement(id, texts)),
    addRectification: (id, decide, photos) => written((store) => store.addRectification(id, decide, photos)),
    async rectificationPhoto(id, photo) {
      const jpeg = await use((store) => store.rectificationPhoto(id, photo));
      if (!jpeg.ok) return jpeg;
      return jpeg.value === null ? fail('inspection-photo-not-found', { id: photo }) : succeed(jpeg.value);
    },
    of: (id) => use((store) => store.of(id)),
    named: (number) => use((store) => store.named(number)),
    async lastOfLab<Value>(lab: Pick<Lab, 'school' | 'lab'>, before: string, read: (row: RecordRow) => Value | null) {
      const found = await use((store) => ({ value: store.lastOfLab(lab, before, read) }));
      return found.ok ? succeed(found.value.value) : found;
    },
    problem: () => problemOf(({ guard }) => guard.problem()),
    examine: () => problemOf(({ guard }) => guard.examine()),
    acceptLoss: () => use(({ guard }) => guard.acceptLoss()),
  };
}

/** SQL for a field of a record; an altered record may not even be JSON. */
const field = (name: string): string => `CASE WHEN json_valid(content) THEN content ->> '$.record.${name}' END`;

function storeOn(database: Database, markFile: MarkFile, memory: HeadMemory) {
  const chain = createInspectionChain(database);
  const digest = createRowsDigest(database);
  const setSigned = database.prepare(
    "UPDATE inspections SET state = 'signed', saved_at = ? WHERE id = ? AND state = 'open'",
  );
  const isAsSigned = createSignedRows(database);
  const selectNumber = database.prepare<[string], string>('SELECT number FROM inspections WHERE id = ?').pluck();
  const selectState = database.prepare<[string], string>('SELECT state FROM inspections WHERE id = ?').pluck();
  const writer = createInspectionWriter(database);
  const selectOf = database.prepare<[string], RecordRow>(
    'SELECT * FROM inspection_records WHERE inspection_id = ? ORDER BY position',
  );
  const selectNamed = database.prepare<[string], RecordRow>(
    `SELECT * FROM inspection_records WHERE type = 'report' AND ${field('number')} = ?`,
  );
  const selectNumberAt = database
    .prepare<[number], string>(
      'SELECT number FROM inspection_records JOIN inspections ON inspections.id = inspection_id WHERE position = ?',
    )
    .pluck();
  const selectLab = database.prepare<[string, string, string], RecordRow>(
    `SELECT * FROM inspection_records WHERE type = 'report' AND ${field('report.lab.school')} = ?
       AND ${field('report.lab.lab')} = ?
       AND position < coalesce((SELECT min(position) FROM inspection_records WHERE inspection_id = ?), 1e9)
     ORDER BY position DESC`,
  );
  const guard = createChainGuard(database, {
    memory,
    markFile,
    chain,
    codes: {
      missing: 'inspection-records-missing',
      changed: 'inspection-records-changed',
      unwritable: 'inspection-mark-unwritable',
    },
    changed: () => changedRecords(database),
    numberAt: (position) => selectNumberAt.get(position) ?? null,
  });
  const isReportAsSigned = ({ content, people }: RecordRow): boolean => {
    const record = provenContent(content, people)?.record;
    return record?.type === 'report' && isAsSigned(record, people);
  };

  const sign = database.transaction(
    (id: string, signed: string, signedAt: string, { content, people }: RecordTexts): Result<void> => {
      if (digest(id) !== signed) return fail('report-outdated');
      if (selectOf.get(id) !== undefined || setSigned.run(signedAt, id).changes === 0)
        return fail('inspection-not-open', { number: selectNumber.get(id) ?? '' });
      chain.append({ inspection_id: id, type: 'report', content, people });
      return succeed(undefined);
    },
  );
  const finish = database.transaction(
    (id: string, before: string, { patch, signedAt, texts }: LastChange): Result<void> => {
      if (digest(id) !== before) return fail('report-outdated');
      if (selectOf.get(id) !== undefined || selectState.get(id) !== 'open')
        return fail('inspection-not-open', { number: selectNumber.get(id) ?? '' });
      writer.change(id, patch, signedAt);
      const signed = sign(id, digest(id)!, signedAt, texts(digest(id)!));
      // The conditions of `sign` were checked before the change.
      if (!signed.ok) throw new Error(signed.problem.code);
      return signed;
    },
  );
  const addSupplement = database.transaction((id: string, { content, people }: RecordTexts): Result<void> => {
    chain.append({ inspection_id: id, type: 'supplement', content, people });
    return succeed(undefined);
  });
  const insertPhoto = database.prepare('INSERT INTO rectification_photos (id, inspection_id, jpeg) VALUES (?, ?, ?)');
  const selectEvidence = createEvidence(database);
  const addRectification = database.transaction(
    (
      id: string,
      decide: (rows: readonly RecordRow[]) => Result<RecordTexts>,
      photos: readonly EvidencePhoto[],
    ): Result<void> => {
      const texts = decide(selectOf.all(id));
      if (!texts.ok) return texts;
      for (const { id: photo, jpeg } of photos) insertPhoto.run(photo, id, jpeg);
      chain.append({ inspection_id: id, type: 'rectification', ...texts.value });
      return succeed(undefined);
    },
  );
  return {
    guard,
    digest,
    addRectification: (...of: Parameters<typeof addRectification>) => addRectification.immediate(...of),
    rectificationPhoto: selectEvidence,
    sign: (id: string, signed: string, signedAt: string, texts: RecordTexts) =>
      sign.immediate(id, signed, signedAt, texts),
    finish: (id: string, before: string, last: LastChange) => finish.immediate(id, before, last),
    addSupplement: (id: string, texts: RecordTexts) => addSupplement.immediate(id, texts),
    of(id: string): RecordsOfOne {
      const rows = selectOf.all(id);
      return {
        rows,
        linked: rows.every(chain.isLinked),
        asSigned: rows[0] !== undefined && isReportAsSigned(rows[0]),
        problem: guard.problem(),
      };
    },
    named: (number: string) => selectNamed.get(number) ?? null,
    lastOfLab<Value>(
      { school, lab }: Pick<Lab, 'school' | 'lab'>,
      before: string,
      read: (row: RecordRow) => Value | null,
    ) {
      for (const row of selectLab.iterate(school, lab, before)) {
        const value = read(row);
        if (value !== null) return value;
      }
      return null;
    },
  };
}

/** Reads photos of rectifications. */
function createEvidence(database: Database) {
  const select = database
    .prepare<[string, string], Buffer>('SELECT jpeg FROM rectification_photos WHERE inspection_id = ? AND id = ?')
    .pluck();
  return (id: string, photo: string): Uint8Array | null => select.get(id, photo) ?? null;
}

const isAsRecorded = ({ sha256 }: { readonly sha256: string }, jpeg: Uint8Array | null): boolean =>
  jpeg !== null && sha256Of(jpeg) === sha256;

/** Finds the positions of records that were altered, or whose rows were, in order. */
export function changedRecords(database: Database): number[] {
  const isAsSigned = createSignedRows(database);
  const evidence = createEvidence(database);
  const selectPositions = database
    .prepare<[], number>('SELECT position FROM inspection_records ORDER BY position')
    .pluck();
  const selectAt = database.prepare<[number], RecordRow>('SELECT * FROM inspection_records WHERE position = ?');
  const isProven = ({ content, people, type, inspection_id: id }: RecordRow): boolean => {
    const record = provenContent(content, people)?.record;
    if (record?.type !== type || record.inspection !== id) return false;
    if (record.type === 'rectification')
      return record.photos.every((photo) => isAsRecorded(photo, evidence(id, photo.id)));
    return record.type === 'supplement' || isAsSigned(record, people);
  };
  return selectPositions.all().filter((position) => {
    const row = selectAt.get(position);
    return row !== undefined && !isProven(row);
  });
}
