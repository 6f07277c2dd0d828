import type { EquipmentRow } from '../../../shared/domain/inspection/lab-equipment.ts';
import type { Language } from '../../../shared/domain/language.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { ServiceLevel } from '../../../shared/domain/service-terms.ts';
import type { Wording } from '../../../shared/wording.ts';
import type { SigningKey } from '../../signing/signing-key.ts';
import type { Publication } from '../../published/publication.ts';
import type { ReportDocuments } from '../../reports/inspection/report-documents.ts';
import type { InspectionRecords } from '../../store/inspection-records.ts';
import type { InspectionArchive, InspectionMaterial } from '../../records/material.ts';
import type { AdviceRule, InspectionRules } from '../../published/inspection-rules.ts';

/** What reports need of the rest of the program. */
export interface InspectionReportParts {
  readonly archive: InspectionArchive;
  readonly records: InspectionRecords;
  readonly publication: Publication;
  readonly rules: InspectionRules;
  readonly advice: readonly AdviceRule[];
  /** This PC's key (`deviceKeyIn`). */
  readonly key: () => Promise<Result<SigningKey>>;
  readonly documents: ReportDocuments;
  /** What was found against the books, in words of that language. */
  equipment(material: InspectionMaterial, words: Wording): EquipmentRow[];
  /** Null: not known. */
  level(): Promise<ServiceLevel | null>;
  words(language: Language): Wording;
  /** The language chosen now. */
  language(): Promise<Language>;
  now(): Date;
}
