import type { CheckRun } from '../../shared/domain/check-run.ts';
import type { Cell } from '../../shared/domain/inspection/cell.ts';
import type { Checklist } from '../../shared/domain/inspection/checklist.ts';
import type {
  InspectionHeader,
  InspectionNotes,
  InspectionSession,
  ProblemDecision,
  ReadingMark,
} from '../../shared/domain/inspection/inspection-session.ts';
import type { AssetRegister, Photo } from '../../shared/domain/inspection/lab-equipment.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import type { Result } from '../../shared/domain/result.ts';

/** What was read at one seat, complete. */
export interface StationReading {
  readonly seat: string;
  /** As it was recorded there, with the facts of the security probe. */
  readonly run: CheckRun;
  readonly source: 'here' | 'bundle';
  /** Id of the key that signed the file; null for a reading of this PC. */
  readonly keyId: string | null;
  readonly marks: readonly ReadingMark[];
  /** RFC 3339. */
  readonly takenInAt: string;
}

/** Everything that is stored of an inspection, before anything is derived from it. */
export interface InspectionMaterial {
  readonly header: InspectionHeader;
  readonly notes: InspectionNotes;
  readonly checklist: Checklist;
  /** In natural order of seats; null: it has not been read. */
  readonly seats: readonly { readonly seat: string; readonly reading: StationReading | null }[];
  /** Every item for every subject it is asked of, open ones as well. */
  readonly cells: readonly Cell[];
  readonly photos: readonly Photo[];
  /** The school's asset register; null: none was imported. */
  readonly books: AssetRegister | null;
  readonly decisions: readonly ProblemDecision[];
  readonly requests: readonly { readonly item: string; readonly id: string; readonly number: string }[];
  readonly savedAt: string;
}

/** What the lab intake needs of sessions. A session that is not open is refused (`inspection-not-open`). */
export interface OpenSession {
  /** @returns `inspection-not-found`, `inspection-not-open`. */
  material(id: string): Promise<Result<InspectionMaterial>>;
  /** Replaces what was read at that seat; its automatic items are filled anew. */
  takeReading(id: string, reading: StationReading): Promise<Result<InspectionSession>>;
  /** Null removes the asset register. */
  replaceAssetRegister(id: string, register: AssetRegister | null): Promise<Result<InspectionSession>>;
}

/** What is known of an inspection even where the rest of its rows is damaged. */
export type InspectionStub = Pick<InspectionHeader, 'id' | 'number' | 'state'>;

/** What reports need of sessions, signed and abandoned ones included. */
export interface InspectionArchive {
  /** Also where its rows are damaged, as its signed record is stored apart from them. @returns `inspection-not-found`. */
  stub(id: string): Promise<Result<InspectionStub>>;
  material(id: string): Promise<Result<InspectionMaterial>>;
  /** Why an inspection cannot be read; null where all can. */
  examine(): Promise<Problem | null>;
  /** JPEG. */
  photoBytes(id: string, photo: string): Promise<Result<Uint8Array>>;
}
