import type { CheckRun } from '../../shared/domain/check-run.ts';
import type { Finding } from '../../shared/domain/finding.ts';
import type { Result } from '../../shared/domain/result.ts';
import type { Station } from '../../shared/domain/station.ts';
import type { Teacher } from '../../shared/domain/teacher.ts';
import type { Wording } from '../../shared/wording.ts';
import type { Publication } from '../published/publication.ts';

/** What requests need to know of the rest of the program. */
export interface RequestSources {
  readonly publication: Publication;
  readonly program: string;
  /** In a demonstration world: everything filed is marked so for ever. */
  readonly demo: boolean;
  run(id: string): Promise<Result<CheckRun>>;
  station(): Promise<Result<Station | null>>;
  teacher(): Promise<Result<Teacher | null>>;
  /** Words of the language chosen now, with the published causes. */
  readonly wording: () => Promise<Wording>;
  readonly faultCodeOf: (finding: Finding, run: CheckRun) => string | null;
  /** When the newest real check began, RFC 3339; null where there is none. */
  lastRunAt(): Promise<string | null>;
  now(): Date;
}
