import type { IntakeReport, ReadingProgress, ReportFormat } from '../../shared/inspection-contract.ts';
import type { FileToKeep } from '../../shared/domain/request-record.ts';
import type { RequestDraft } from '../../shared/domain/service-request.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import type { Result } from '../../shared/domain/result.ts';
import type { Answer } from '../../shared/domain/inspection/cell.ts';
import type { InspectionPlan } from '../../shared/domain/inspection/inspection-plan.ts';
import type { InspectionRecord, Signature, Verification } from '../../shared/domain/inspection/inspection-record.ts';
import type { InspectionReport } from '../../shared/domain/inspection/inspection-report.ts';
import type {
  InspectionNotes,
  InspectionSession,
  InspectionSummary,
  ListedInspection,
  ProblemDecision,
  Touched,
} from '../../shared/domain/inspection/inspection-session.ts';
import type {
  Conclusion,
  InspectionKind,
  NotInspectedReason,
  Subject,
} from '../../shared/domain/inspection/inspection-terms.ts';

/** What is known of an inspection also where its rows are damaged. */
export type InspectionStub = Pick<InspectionSummary, 'id' | 'number' | 'state'>;

/** A file as it was handed over; its name stands in problems. */
export interface HandedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Sessions: begun, worked on, given up. Everything is durable when it answers. */
export interface InspectionSessions {
  /** Newest first; one that cannot be read with its problem. */
  list(): Promise<Result<ListedInspection[]>>;
  start(kind: InspectionKind, inspector: string, signal: AbortSignal): AsyncGenerator<ReadingProgress>;
  get(id: string): Promise<Result<InspectionSession>>;
  readAgain(id: string, signal: AbortSignal): AsyncGenerator<ReadingProgress>;
  answer(id: string, item: string, subject: Subject, answer: Answer | null): Promise<Result<Touched>>;
  answerOpen(
    id: string,
    of: { item: string | null; subject: Subject | null },
    answer: Answer,
  ): Promise<Result<Touched>>;
  addPhoto(id: string, item: string, subject: Subject, jpeg: Uint8Array): Promise<Result<Touched>>;
  photo(id: string, photo: string): Promise<Result<FileToKeep>>;
  removePhoto(id: string, photo: string): Promise<Result<Touched>>;
  saveNotes(id: string, notes: InspectionNotes): Promise<Result<InspectionNotes>>;
  decideProblem(id: string, decision: ProblemDecision): Promise<Result<Touched>>;
  addSeat(id: string, seat: string): Promise<Result<InspectionSession>>;
  removeSeat(id: string, seat: string): Promise<Result<InspectionSession>>;
  draftRequest(id: string, item: string): Promise<Result<RequestDraft>>;
  linkRequest(id: string, item: string, request: string): Promise<Result<Touched>>;
  abandon(id: string, reason: string): Promise<Result<InspectionSummary>>;
}

/** What comes from the other PCs of the lab, and from the school's books. */
export interface LabIntake {
  takeBundle(id: string, file: HandedFile): Promise<Result<IntakeReport>>;
  /** This station, read now, as a signed file. */
  bundle(signal: AbortSignal): Promise<Result<FileToKeep>>;
  takeBooks(id: string, file: HandedFile): Promise<Result<InspectionSession>>;
  removeBooks(id: string): Promise<Result<InspectionSession>>;
}

/** How an inspection is ended in one step. */
export interface Finish {
  /** Why nobody inspected what is still open; null: nothing may be open. */
  readonly rest: NotInspectedReason | null;
  /** Null: as proposed. */
  readonly decided: Conclusion | null;
  /** Needed where another conclusion than the proposed one is decided. */
  readonly reason: string;
  /** The inspector, who signs on paper. */
  readonly signer: string;
}

/** What an inspection ends in. */
export interface InspectionReports {
  report(id: string): Promise<Result<{ report: InspectionReport; seal: string; record: InspectionRecord | null }>>;
  sign(id: string, seal: string, signatures: readonly Signature[]): Promise<Result<InspectionRecord>>;
  /** Everything that is left, conclusion and signature in one transaction. What it refuses changes nothing. */
  finish(id: string, finish: Finish): Promise<Result<InspectionRecord>>;
  document(id: string, format: ReportFormat, signal: AbortSignal): Promise<Result<FileToKeep>>;
  /** For the screen: a PDF without a seal, its people masked unless they are to be read. */
  pages(id: string, reveal: boolean, signal: AbortSignal): Promise<Result<FileToKeep>>;
  addSupplement(id: string, supplement: { author: string; text: string }): Promise<Result<InspectionRecord>>;
  verify(file: HandedFile): Promise<Result<Verification>>;
  /** Whether every record is there that was ever signed, as far as is known by now; quick. */
  problem(): Promise<Problem | null>;
  /** The same after every record was looked at, and everything it speaks of. */
  examine(): Promise<Problem | null>;
  /** Somebody knows that records are missing: it is not said again. */
  acceptLoss(): Promise<Result<void>>;
}

export interface InspectionPlanning {
  plan(): Promise<Result<InspectionPlan>>;
  planFile(): Promise<Result<FileToKeep>>;
}

/** Everything about inspections on this PC. */
export interface Inspections extends InspectionSessions, LabIntake, InspectionReports, InspectionPlanning {
  /** By number or id. */
  find(named: string): Promise<Result<InspectionStub>>;
}
