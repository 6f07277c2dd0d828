import { civilDateOf, daysBetween } from '../../shared/beijing-time.ts';
import type { PublicationStamp } from '../../shared/domain/check-run.ts';
import type { LimitTree } from './limits.ts';
import type { LessonHours } from './lesson-hours.ts';
import { KNOWN_RESTORING_PRODUCTS, type RestoringProducts } from './restoring-products.ts';
import type { SecurityPolicy } from './security-policy.ts';
import type { DeskKey, FaultCodesPolicy, PlanPolicy } from './policy-schema.ts';
import { indexMatrix, type MatrixIndex } from './matrix-index.ts';
import { type DeviceCatalogue, indexCatalogue } from './catalogue.ts';
import type { AdviceRule, InspectionRules } from './inspection-rules.ts';
import type { Matrix } from './matrix-schema.ts';
import type { BothLanguages } from '../../shared/domain/both-languages.ts';
import type { ServicePolicy } from './service-policy.ts';
import type { Calendar } from './calendar-schema.ts';
import type { Checklists } from './checklists-schema.ts';
import type { Guide } from './guide-schema.ts';
import type { PublishedDocuments } from './layout.ts';

/** Which publication it is. */
export interface PublicationIdentity {
  readonly version: number;
  readonly title: BothLanguages;
  /** Civil date of publication, YYYY-MM-DD. */
  readonly date: string;
  readonly demo: boolean;
}

/** The published data in use. */
export interface Publication {
  readonly identity: PublicationIdentity;
  readonly catalogue: DeviceCatalogue;
  readonly matrix: Matrix;
  readonly matrixIndex: MatrixIndex;
  /** Thresholds of the checks, as far as they are published. */
  readonly limits: LimitTree;
  /** Null: published before there were rules for data security. */
  readonly security: SecurityPolicy | null;
  readonly service: ServicePolicy;
  readonly faultCodes: FaultCodesPolicy;
  /** Whose status updates are believed. */
  readonly deskKeys: readonly DeskKey[];
  /** Null: not published. */
  readonly lessonHours: LessonHours | null;
  readonly restoringProducts: RestoringProducts;
  readonly inspectionPlan: PlanPolicy;
  readonly calendar: Calendar;
  readonly checklists: Checklists;
  readonly guide: Omit<Guide, 'advice'> & { readonly advice: readonly AdviceRule[] };
  readonly inspectionRules: InspectionRules;
  /** Which publication this is and how old it is at that instant; part of every run. */
  stampAt(instant: Date): PublicationStamp;
}

/** @param documents already validated; those that no check asks for are read when they are asked for. */
export function createPublication(identity: PublicationIdentity, documents: PublishedDocuments): Publication {
  const { version, title, date, demo } = identity;
  let guide: Publication['guide'] | null = null;
  return {
    identity: { version, title, date, demo },
    catalogue: indexCatalogue(documents.catalogue),
    matrix: documents.matrix,
    matrixIndex: indexMatrix(documents.matrix),
    limits: documents.policy.limits,
    security: documents.policy.security ?? null,
    service: documents.policy.service,
    faultCodes: documents.policy.faultCodes,
    deskKeys: documents.policy.deskKeys,
    lessonHours: documents.policy.lessonHours ?? null,
    restoringProducts: documents.policy.restoringProducts ?? KNOWN_RESTORING_PRODUCTS,
    inspectionPlan: documents.policy.inspectionPlan,
    get calendar() {
      return documents.calendar;
    },
    get checklists() {
      return documents.checklists;
    },
    get guide() {
      return (guide ??= { ...documents.guide, advice: publishedAdvice(documents.guide) });
    },
    inspectionRules: documents.policy.inspectionRules,
    stampAt: (instant) => ({ version, date, ageDays: daysBetween(date, civilDateOf(instant)), demo }),
  };
}

/** @param guide already validated; one of before there was advice has none. What a rule leaves out is filled in without loading schemas. */
export const publishedAdvice = ({ advice = [] }: Guide): AdviceRule[] =>
  advice.map((rule) => ({ ...rule, seats: rule.seats ?? 1 }));
