import type { CheckRun } from '../../shared/domain/check-run.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import type { Result } from '../../shared/domain/result.ts';
import type { Cell } from '../../shared/domain/inspection/cell.ts';
import type { Checklist } from '../../shared/domain/inspection/checklist.ts';
import type {
  InspectionHeader,
  InspectionNotes,
  InspectionSession,
  ProblemDecision,
  ReadingMark,
} from '../../shared/domain/inspection/inspection-session.ts';
import type { Books, Photo } from '../../shared/domain/inspection/lab-equipment.ts';

/** What came from one seat, whole. */
export interface StationReading {
  readonly seat: string;
  /** As it was taken there: with the facts of the security probe. */
  readonly run: CheckRun;
  readonly source: 'here' | 'bundle';
  /** Signer of the file; null for this PC's own. */
  readonly keyId: string | null;
  readonly marks: readonly ReadingMark[];
  /** RFC 3339. */
  readonly takenInAt: string;
}

/** Everything that is kept of an inspection, before anything is worked out from it. */
export interface InspectionMaterial {
  readonly header: InspectionHeader;
  readonly notes: InspectionNotes;
  readonly checklist: Checklist;
  /** In the order of seats; null: nothing came from it. */
  readonly seats: readonly { readonly seat: string; readonly reading: StationReading | null }[];
  /** Every item for every subject it is asked of, open ones as well. */
  readonly cells: readonly Cell[];
  readonly photos: readonly Photo[];
  readonly books: Books | null;
  readonly decisions: readonly ProblemDecision[];
  readonly requests: readonly { readonly item: string; readonly id: string; readonly number: string }[];
  readonly savedAt: string;
}

/** What the lab intake asks of the sessions. A session that is not open is refused (`inspection-not-open`). */
export interface OpenSession {
  /** @returns `inspection-not-found`, `inspection-not-open`. */
  material(id: string): Promise<Result<InspectionMaterial>>;
  /** Puts a reading in the place of what the seat had; its automatic items are filled anew. */
  takeReading(id: string, reading: StationReading): Promise<Result<InspectionSession>>;
  keepBooks(id: string, books: Books | null): Promise<Result<InspectionSession>>;
}

/** What reports ask of the sessions; signed and abandoned ones as well. */
export interface InspectionArchive {
  /** Also where its rows are damaged: what was signed is kept apart from them. @returns `inspection-not-found`. */
  stub(id: string): Promise<Result<Pick<InspectionHeader, 'id' | 'number' | 'state'>>>;
  material(id: string): Promise<Result<InspectionMaterial>>;
  /** Whether every inspection can be read; null where all can. */
  examine(): Promise<Problem | null>;
  /** JPEG. */
  photoBytes(id: string, photo: string): Promise<Result<Uint8Array>>;
}
