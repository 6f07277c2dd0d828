import { z } from 'zod';

/** How often (巡检周期): every quarter, every half-year, or because somebody asked. */
export const inspectionKindSchema = z.enum(['quarterly', 'semi-annual', 'on-request']);
export type InspectionKind = z.infer<typeof inspectionKindSchema>;

/**
 * 正常 / 异常 / 未检 / 不适用. What was not inspected has a reason and never counts as normal; what does not apply is not asked for, so
 * it counts nowhere.
 */
export const itemOutcomeSchema = z.enum(['normal', 'abnormal', 'not-inspected', 'not-applicable']);
export type ItemOutcome = z.infer<typeof itemOutcomeSchema>;

/** Why something was not inspected: it lowers the share that is in good order. */
export const notInspectedReasonSchema = z.enum([
  'program-cannot-tell',
  'no-reading',
  'no-access',
  'no-instrument',
  'device-absent',
  'in-use',
  'other',
]);
export type NotInspectedReason = z.infer<typeof notInspectedReasonSchema>;

/** What a person may say of all that is left; `not-applicable` is judged item by item, for it changes what is counted. */
export const restReasonSchema = notInspectedReasonSchema.extract([
  'no-access',
  'no-instrument',
  'device-absent',
  'in-use',
  'other',
]);

/** How bad an abnormal item is. */
export const severitySchema = z.enum(['critical', 'major', 'minor']);
export type Severity = z.infer<typeof severitySchema>;

/** Who has to act on it. */
export const ownerSchema = z.enum(['school', 'lab-teacher', 'school-it', 'service']);
export type Owner = z.infer<typeof ownerSchema>;

/** 合格 / 限期整改 / 停用. */
export const conclusionSchema = z.enum(['passed', 'rectify', 'out-of-use']);
export type Conclusion = z.infer<typeof conclusionSchema>;

/** Who signs: 巡检人, 复核, 学校确认. */
export const signatureRoleSchema = z.enum(['inspector', 'reviewer', 'school']);
export type SignatureRole = z.infer<typeof signatureRoleSchema>;

/** What a report can be written as. */
export const reportFormatSchema = z.enum(['pdf', 'docx', 'xlsx', 'json']);
export type ReportFormat = z.infer<typeof reportFormatSchema>;

/** Civil date in UTC+8, YYYY-MM-DD. */
export const civilDateSchema = z.iso.date();

/** `lab`, or `seat:` and the seat as the station calls it. */
export const subjectSchema = z.union([z.literal('lab'), z.string().regex(/^seat:.{1,80}$/su)]);
export type Subject = z.infer<typeof subjectSchema>;

export const LAB_SUBJECT = 'lab' satisfies Subject;
export const subjectOfSeat = (seat: string): Subject => `seat:${seat}`;
/** @returns null for the lab. */
export const seatOfSubject = (subject: Subject): string | null =>
  subject === LAB_SUBJECT ? null : subject.slice('seat:'.length);
