import type { CheckProgress } from '../../shared/contract.ts';
import type { Language } from '../../shared/domain/language.ts';
import type { Wording } from '../../shared/wording.ts';
import type { Dependencies } from '../dependencies/dependencies.ts';
import type { Requests } from '../requests/index.ts';

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
  /** A fresh check of this station with the `security` probe as well, stored as any other run. */
  check(signal: AbortSignal): AsyncGenerator<CheckProgress>;
  requests(): Promise<Requests>;
  /** Texts of one language, with the published causes and the texts of inspections. */
  words(language: Language): Wording;
}
