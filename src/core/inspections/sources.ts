import type { CheckProgress } from '../../shared/contract.ts';
import type { Language } from '../../shared/domain/language.ts';
import type { Result } from '../../shared/domain/result.ts';
import type { Station } from '../../shared/domain/station.ts';
import type { Teacher } from '../../shared/domain/teacher.ts';
import type { Wording } from '../../shared/wording.ts';
import type { SecretStore } from '../signing/secret-store.ts';
import type { Publication } from '../published/publication.ts';
import type { Printer } from '../reports/printer.ts';
import type { ServiceRequests } from '../requests/service-requests.ts';
import type { DatabaseSession } from '../store/database-session.ts';

/** What inspections need of the rest of the program. */
export interface InspectionSources {
  readonly dataDirectory: string;
  readonly session: DatabaseSession;
  readonly secrets: SecretStore;
  readonly printer: Printer;
  readonly publication: Publication;
  readonly program: string;
  /** In a demonstration world: everything made is marked so for ever. */
  readonly demo: boolean;
  /** A fresh check of this station with the `security` probe as well, kept as any other run. */
  check(signal: AbortSignal): AsyncGenerator<CheckProgress>;
  station(): Promise<Result<Station | null>>;
  teacher(): Promise<Result<Teacher | null>>;
  requests(): Promise<ServiceRequests>;
  /** Words of one language, with the published causes and the texts of inspections. */
  words(language: Language): Wording;
  /** The language chosen now. */
  language(): Promise<Language>;
  now(): Date;
}
