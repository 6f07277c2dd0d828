import type { CheckProgress } from '../../shared/contract.ts';
import type { Lockdown } from '../../shared/domain/kiosk.ts';
import type { Language } from '../../shared/domain/language.ts';
import type { Wording } from '../../shared/wording.ts';
import type { Dependencies } from '../dependencies/dependencies.ts';
import type { Requests } from '../requests/index.ts';
import type { Answer } from '../../shared/domain/inspection/cell.ts';
import type { InspectionPlan } from '../../shared/domain/inspection/inspection-plan.ts';
import type { InspectionRecord, Signature, Verification } from '../../shared/domain/inspection/inspection-record.ts';
import type { InspectionReport } from '../../shared/domain/inspection/inspection-report.ts';
import type {
  InspectionListEntry,
  InspectionNotes,
  InspectionSession,
  InspectionStanding,
  InspectionSummary,
  ProblemDecision,
  InspectionChanges,
  BulkAnswer,
  Undone,
} from '../../shared/domain/inspection/inspection-session.ts';
import type {
  Conclusion,
  InspectionKind,
  NotInspectedReason,
  Subject,
  ReportFormat,
} from '../../shared/domain/inspection/inspection-terms.ts';
import type {
  Rectification,
  RectificationEntry,
  RectificationSummary,
} from '../../shared/domain/inspection/rectification.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import type { FileToKeep, Preview, RequestRecord } from '../../shared/domain/request-record.ts';
import type { Result } from '../../shared/domain/result.ts';
import type { RequestDraft } from '../../shared/domain/service-request.ts';
import type { IntakeReport, ReadingProgress } from '../../shared/inspection-contract.ts';
import type { InspectionStub } from '../records/material.ts';

/** What inspections depend on: of the program, of two of its services, and their own texts. */
export interface InspectionDependencies extends Pick<
  Dependencies,
  | 'dataDirectory'
  | 'session'
  | 'deviceKey'
  | 'printer'
  | 'publication'
  | 'version'
  | 'demo'
  | 'now'
  | 'station'
  | 'teacher'
  | 'language'
> {
  /** How far this PC is locked down, seen once; absent in a demonstration. */
  readonly lockdown?: () => Promise<Lockdown>;
  /** A fresh check of this station with the `security` probe as well, stored as any other run. */
  check(signal: AbortSignal): AsyncGenerator<CheckProgress>;
  requests(): Promise<Requests>;
  /** Texts of one language, with the published causes and the texts of inspections. */
  words(language: Language): Wording;
}

/** A file as it was passed in; problems name it. */
export interface HandedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Inspections begun, edited, abandoned. Every change is durable when it answers. */
export interface InspectionSessions {
  /** Newest first; an inspection that cannot be read is listed with its problem. */
  list(): Promise<Result<InspectionListEntry[]>>;
  start(
    kind: InspectionKind,
    inspector: string,
    signal: AbortSignal,
    /** How many seats the lab has; absent: as many as the last signed inspection had. */
    seats?: number,
  ): AsyncGenerator<ReadingProgress>;
  get(id: string): Promise<Result<InspectionSession>>;
  /** How it stands, without what is in it: whether it has to be read again. */
  standing(id: string): Promise<Result<InspectionStanding>>;
  readAgain(id: string, signal: AbortSignal): AsyncGenerator<ReadingProgress>;
  /**
   * The same answer again changes nothing.
   * @param basedOn when the answer was given that was seen before, null where there was none; left out, it is not compared.
   * @returns `inspection-cell-changed` where another answer is stored by now.
   */
  answer(
    id: string,
    item: string,
    subject: Subject,
    answer: Answer | null,
    basedOn?: string | null,
  ): Promise<Result<InspectionChanges>>;
  answerOpen(
    id: string,
    of: { item: string | null; subject: Subject | null },
    answer: Answer,
  ): Promise<Result<BulkAnswer>>;
  /** What `answerOpen` would fill now; changes nothing. */
  foreseeOpen(
    id: string,
    of: { item: string | null; subject: Subject | null },
    answer: Answer,
  ): Promise<Result<Pick<BulkAnswer, 'filled' | 'leftOut'>>>;
  /** Takes the last change back. @returns `inspection-nothing-to-undo`. */
  undo(id: string): Promise<Result<Undone>>;
  addPhoto(id: string, item: string, subject: Subject, jpeg: Uint8Array): Promise<Result<InspectionChanges>>;
  photo(id: string, photo: string): Promise<Result<FileToKeep>>;
  removePhoto(id: string, photo: string): Promise<Result<InspectionChanges>>;
  saveNotes(id: string, notes: InspectionNotes): Promise<Result<InspectionNotes>>;
  decideProblem(id: string, decision: ProblemDecision): Promise<Result<InspectionChanges>>;
  addSeat(id: string, seat: string): Promise<Result<InspectionSession>>;
  removeSeat(id: string, seat: string): Promise<Result<InspectionSession>>;
  draftRequest(id: string, item: string): Promise<Result<RequestDraft>>;
  linkRequest(id: string, item: string, request: string): Promise<Result<InspectionChanges>>;
  abandon(id: string, reason: string): Promise<Result<InspectionSummary>>;
}

/** Imports from the other PCs of the lab, and of the school's asset register. */
export interface LabIntake {
  takeBundle(id: string, file: HandedFile): Promise<Result<IntakeReport>>;
  /** This station, checked now, as a signed file for another PC. */
  bundle(signal: AbortSignal): Promise<Result<FileToKeep>>;
  /** Imports the school's asset register from XLSX or CSV. */
  takeBooks(id: string, file: HandedFile): Promise<Result<InspectionSession>>;
  removeBooks(id: string): Promise<Result<InspectionSession>>;
}

/** How an inspection is ended in one step. */
export interface Finish {
  /** Why the cells still open were not inspected; null: none may be open. */
  readonly rest: NotInspectedReason | null;
  /** Null: the proposed one. */
  readonly decided: Conclusion | null;
  /** Needed where another conclusion than the proposed one is decided. */
  readonly reason: string;
  /** The inspector, who signs on paper. */
  readonly signer: string;
}

/** Reports: what an inspection ends in. */
export interface InspectionReports {
  /** @returns `seal`: digest of the signed record, or of this preview, which `sign` expects. */
  report(id: string): Promise<Result<{ report: InspectionReport; seal: string; record: InspectionRecord | null }>>;
  sign(id: string, seal: string, signatures: readonly Signature[]): Promise<Result<InspectionRecord>>;
  /** Open cells, conclusion and signature in one transaction; a refusal changes nothing. */
  finish(id: string, finish: Finish): Promise<Result<InspectionRecord>>;
  /** @param language of its fixed texts; left out: that of the report. */
  document(id: string, format: ReportFormat, signal: AbortSignal, language?: Language): Promise<Result<FileToKeep>>;
  /** PDF for the screen, without a signature. @param reveal false: names of people are masked. */
  pages(id: string, reveal: boolean, signal: AbortSignal, language?: Language): Promise<Result<FileToKeep>>;
  addSupplement(id: string, supplement: { author: string; text: string }): Promise<Result<InspectionRecord>>;
  verify(file: HandedFile): Promise<Result<Verification>>;
  /** Problem of the records as a whole, as far as is known by now, e.g. missing ones; quick. */
  problem(): Promise<Problem | null>;
  /** The same after reading every record and every inspection. */
  examine(): Promise<Problem | null>;
  /** Accepts that records are missing: it is not reported again. */
  acceptLoss(): Promise<Result<void>>;
}

/** Signed reports on their way to the service desk (提交巡检报告). */
export interface HandingIn {
  /** What would leave the PC. @returns `inspection-not-signed`, or what is wrong with the record. */
  previewHandIn(id: string): Promise<Result<Preview>>;
  /** The same record twice is one. @returns also `preview-outdated`. Durable when it answers. */
  handIn(id: string, seal: string): Promise<Result<RequestRecord>>;
  /** Newest first. */
  handedIn(id: string): Promise<Result<RequestRecord[]>>;
}

/** What becomes of the problems of signed reports (整改跟踪). */
export interface InspectionRectification {
  /** Of every signed inspection with problems, newest first. */
  rectifications(): Promise<Result<RectificationSummary[]>>;
  /** @returns `inspection-not-signed`. */
  rectification(id: string): Promise<Result<Rectification>>;
  /** A record of its own in the chain; durable when it answers. @returns `rectification-step-not-possible` and others. */
  recordRectification(
    id: string,
    item: string,
    entry: RectificationEntry,
    photos: readonly Uint8Array[],
  ): Promise<Result<Rectification>>;
  rectificationPhoto(id: string, photo: string): Promise<Result<FileToKeep>>;
}

export interface InspectionPlanning {
  plan(): Promise<Result<InspectionPlan>>;
  planFile(): Promise<Result<FileToKeep>>;
}

/** All functions about inspections on this PC. */
export interface Inspections
  extends InspectionSessions, LabIntake, InspectionReports, HandingIn, InspectionRectification, InspectionPlanning {
  /** By number or id. */
  find(named: string): Promise<Result<InspectionStub>>;
}
