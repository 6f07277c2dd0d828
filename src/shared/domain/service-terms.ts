import { z } from 'zod';

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

/** What it does to teaching: nothing can be taught, part of it suffers, or no lesson is touched. */
export const effectSchema = z.enum(['stopped', 'hindered', 'none']);
export type Effect = z.infer<typeof effectSchema>;

/** Kind of request (请求类型). */
export const requestKindSchema = z.enum(['technical', 'upgrade', 'resource', 'guidance', 'training']);
export type RequestKind = z.infer<typeof requestKindSchema>;

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
