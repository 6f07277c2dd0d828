import { z } from 'zod';
import { bothLanguagesSchema } from './both-languages.ts';
import { instantSchema } from './instant.ts';

/** How urgent a request is (紧急程度), most urgent first. */
export const urgencySchema = z.enum(['critical', 'major', 'normal']);
export type Urgency = z.infer<typeof urgencySchema>;

/** Service level of the lab's teacher (服务等级). */
export const serviceLevelSchema = z.enum(['core', 'key', 'basic']);
export type ServiceLevel = z.infer<typeof serviceLevelSchema>;

export const campusZoneSchema = z.enum(['urban', 'suburban']);
export type CampusZone = z.infer<typeof campusZoneSchema>;

/** Scope of impact (影响范围). */
export const scopeSchema = z.enum(['seat', 'several-seats', 'lab', 'school']);
export type Scope = z.infer<typeof scopeSchema>;

/** What it does to teaching: nothing can be taught, part of it suffers, or no lesson is affected. */
export const effectSchema = z.enum(['stopped', 'hindered', 'none']);
export type Effect = z.infer<typeof effectSchema>;

/** Kind of request (请求类型). */
export const requestKindSchema = z.enum(['technical', 'upgrade', 'resource', 'guidance', 'training']);
export type RequestKind = z.infer<typeof requestKindSchema>;

/** What can be filed at the service desk: what people ask for, and the report of an inspection, which asks for nothing. */
export const filedKindSchema = z.enum([...requestKindSchema.options, 'inspection-report']);
export type FiledKind = z.infer<typeof filedKindSchema>;

/** How much work is asked for; decides the promises in days. */
export const workSchema = z.enum(['simple', 'complex', 'custom-resource', 'resource-change']);
export type Work = z.infer<typeof workSchema>;

/** What is promised, in the order in which it falls due. */
export const promiseKindSchema = z.enum([
  'respond',
  'confirm',
  'plan',
  'feasibility',
  'on-site',
  'progress',
  'resolve',
  'visit',
  'delivery',
  'follow-up',
]);
export type PromiseKind = z.infer<typeof promiseKindSchema>;

/** How sure the working days behind a deadline are: as announced, as estimated, or only weekends known. */
export const certaintySchema = z.enum(['official', 'estimated', 'unknown']);
export type Certainty = z.infer<typeof certaintySchema>;

/** Hours are service hours: 24 of them are two days of 08:00-20:00. Working days end with the service hours of the last one. */
export const promiseSpanSchema = z.union([
  z.strictObject({ hours: z.number().positive().max(1000) }),
  z.strictObject({ workingDays: z.int().min(1).max(250) }),
]);
export type PromiseSpan = z.infer<typeof promiseSpanSchema>;

/** A published rule that gives a deadline, with the words that say where it comes from. */
const promiseSourceSchema = z.object({
  /** Id of the policy row. */
  rule: z.string(),
  reason: bothLanguagesSchema,
  /** RFC 3339, +08:00. */
  due: instantSchema,
  certainty: certaintySchema,
  /** How much time the rule gives; absent in records of releases up to 0.3.0. */
  within: promiseSpanSchema.optional(),
});

/** One promised deadline: the earliest of all rules that give one, and the rules it overruled. */
export const servicePromiseSchema = promiseSourceSchema.extend({
  promise: promiseKindSchema,
  /** From when it counts. */
  since: instantSchema,
  overruled: z.array(promiseSourceSchema),
});
export type ServicePromise = z.infer<typeof servicePromiseSchema>;

/** Whether a promise was kept; `not-started`: nobody has received the request; `open`: not yet done and not yet due. */
export const promiseStateSchema = z.enum(['not-started', 'open', 'missed', 'kept', 'kept-late', 'void']);

/** A promise with what became of it at some instant. */
export const watchedPromiseSchema = servicePromiseSchema.extend({
  state: promiseStateSchema,
  /** When what was promised was done; null while it is not. */
  doneAt: instantSchema.nullable(),
});
export type WatchedPromise = z.infer<typeof watchedPromiseSchema>;
