import { createHash } from 'node:crypto';
import { ulid } from 'ulid';
import { civilDateOf, formatInstant } from '../../../shared/beijing-time.ts';
import type { InspectionReport } from '../../../shared/domain/inspection/inspection-report.ts';
import type { InspectionListEntry } from '../../../shared/domain/inspection/inspection-session.ts';
import type { Rectification, RectificationPhoto } from '../../../shared/domain/inspection/rectification.ts';
import { type Result, fail, succeed } from '../../../shared/domain/result.ts';
import { fileToKeep } from '../../platform/file-to-keep.ts';
import { readApart } from '../../platform/untrusted/read-apart.ts';
import type { InspectionArchive } from '../../records/material.ts';
import { authorIn, parsedContent, rectificationRecord } from '../../records/signed-record.ts';
import type { SigningKey } from '../../signing/signing-key.ts';
import type { EvidencePhoto, InspectionRecords, RecordRow } from '../../store/inspection-records.ts';
import type { InspectionRectification } from '../inspections.ts';
import { examineRecord, type SignedReport, unalteredReport } from '../record/signed-report.ts';
import { photoReader } from '../untrusted-readers.ts';
import { type ItemEvent, countTracked, mayFollow, trackProblems } from './track-problems.ts';

/** What the tracking of problems depends on. */
export interface RectificationDependencies {
  readonly archive: Pick<InspectionArchive, 'stub'>;
  readonly records: InspectionRecords;
  readonly key: () => Promise<Result<SigningKey>>;
  readonly list: () => Promise<Result<InspectionListEntry[]>>;
  readonly now: () => Date;
}

/** 整改跟踪: what becomes of the problems of signed reports. Only added to; the report itself is never changed. */
export function createRectifications(deps: RectificationDependencies): InspectionRectification {
  const { archive, records, now } = deps;

  const signed = async (id: string): Promise<Result<SignedReport & { readonly rows: readonly RecordRow[] }>> => {
    const [stub, stored] = [await archive.stub(id), await records.of(id)];
    if (!stub.ok) return stub;
    if (!stored.ok) return stored;
    const examined = examineRecord(stub.value.number, stored.value);
    if (examined === null) return fail('inspection-not-signed', { number: stub.value.number });
    return examined.ok ? succeed({ ...examined.value, rows: stored.value.rows }) : examined;
  };

  /** The newest report of the lab, unless it is this one. */
  const laterReport = async ({ id, lab, finishedAt }: InspectionReport): Promise<Result<InspectionReport | null>> => {
    const newest = await records.lastOfLab(lab, '', unalteredReport);
    if (!newest.ok) return newest;
    const isLater = newest.value !== null && newest.value.id !== id && newest.value.finishedAt > finishedAt;
    return succeed(isLater ? newest.value : null);
  };

  const get = async (id: string): Promise<Result<Rectification>> => {
    const found = await signed(id);
    if (!found.ok) return found;
    const { report, record, rows } = found.value;
    const next = await laterReport(report);
    if (!next.ok) return next;
    const problems = trackProblems(report, rows.flatMap(eventIn), next.value, civilDateOf(now()));
    const counts = countTracked(problems);
    return succeed({
      inspection: {
        id: report.id,
        number: report.number,
        lab: report.lab,
        period: report.period,
        signedAt: record.seal.signedAt,
        decided: report.conclusion.decided,
      },
      state: counts.open + counts.toRecheck > 0 ? 'under-way' : 'done',
      counts,
      problems,
      followedBy: next.value?.number ?? null,
      problem: record.problem,
    });
  };

  return {
    async rectifications() {
      const listed = await deps.list();
      if (!listed.ok) return listed;
      const all: Rectification[] = [];
      for (const { id, state } of listed.value) {
        const one = state === 'signed' ? await get(id) : null;
        // One that cannot be read is reported by the list of inspections.
        if (one?.ok === true && one.value.counts.problems > 0) all.push(one.value);
      }
      return succeed(all.map(({ problems: _problems, ...summary }) => summary));
    },
    rectification: get,
    async recordRectification(id, item, entry, jpegs) {
      if (entry.person === '') return fail('rectification-person-missing');
      if (entry.on > civilDateOf(now())) return fail('rectification-in-future', { on: entry.on });
      const key = await deps.key();
      if (!key.ok) return key;
      const found = await signed(id);
      if (!found.ok) return found;
      const { report, record } = found.value;
      const next = await laterReport(report);
      if (!next.ok) return next;
      const photos = await acceptPhotos(jpegs);
      if (!photos.ok) return photos;
      const facts = photos.value.map(({ facts: one }) => one);
      const decide = (rows: readonly RecordRow[]) => {
        const tracked = trackProblems(report, rows.flatMap(eventIn), next.value, civilDateOf(now()));
        const problem = tracked.find((one) => one.item === item);
        if (problem === undefined) return fail('inspection-no-such-problem', { item });
        const { no, state } = problem;
        if (!mayFollow(problem, entry.step)) return fail('rectification-step-not-possible', { no, state });
        const of = { inspection: report.id, number: report.number, of: record.seal.sha256, item };
        return succeed(rectificationRecord(of, entry, { at: formatInstant(now()), photos: facts }, key.value));
      };
      const written = await records.addRectification(id, decide, photos.value);
      return written.ok ? await get(id) : written;
    },
    async rectificationPhoto(id, photo) {
      const jpeg = await records.rectificationPhoto(id, photo);
      return jpeg.ok ? succeed(fileToKeep(`${photo}.jpg`, 'image/jpeg', new Uint8Array(jpeg.value))) : jpeg;
    },
  };
}

/** What a row of the chain says of a problem; none in reports and supplements. */
export function eventIn({ position, content, people, hash }: RecordRow): ItemEvent[] {
  const record = parsedContent(content)?.record;
  if (record?.type !== 'rectification') return [];
  const { item, step, on, note, at, photos } = record;
  return [{ item, position, step, on, note, at, photos, person: authorIn(people), hash }];
}

type AcceptedPhoto = EvidencePhoto & { readonly facts: RectificationPhoto };

async function acceptPhotos(jpegs: readonly Uint8Array[]): Promise<Result<AcceptedPhoto[]>> {
  const accepted: AcceptedPhoto[] = [];
  for (const jpeg of jpegs) {
    const size = await readApart(photoReader, { file: 'JPEG', jpeg });
    if (!size.ok) return size;
    const id = ulid();
    const sha256 = createHash('sha256').update(jpeg).digest('hex');
    accepted.push({ id, jpeg, facts: { id, ...size.value, bytes: jpeg.length, sha256 } });
  }
  return succeed(accepted);
}
