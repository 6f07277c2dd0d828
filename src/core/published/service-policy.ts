import {
  campusZoneSchema,
  effectSchema,
  promiseKindSchema,
  promiseSpanSchema,
  requestKindSchema,
  scopeSchema,
  serviceLevelSchema,
  urgencySchema,
  workSchema,
} from '../../shared/domain/service-terms.ts';
import { type UrgencyFacts, findUrgencyRow } from './urgency.ts';
import { z } from 'zod';
import { bothLanguagesSchema } from '../../shared/domain/both-languages.ts';
import { kebabId } from '../../shared/domain/kebab-id.ts';
import { hotlineSchema } from '../../shared/domain/hotline.ts';
import { levelTableSchema } from './level-table.ts';

/** Everything the table of urgency may be asked. */
export function* everyCombination(): Iterable<UrgencyFacts> {
  for (const kind of requestKindSchema.options)
    for (const scope of scopeSchema.options) for (const effect of effectSchema.options) yield { kind, scope, effect };
}

const someOf = <Term extends z.ZodType>(term: Term) => z.array(term).min(1).optional();

/** Closing may be `24:00`, for a service that never closes. */
const hoursSchema = z
  .strictObject({
    from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'not after opening' });

/** One row of the table of urgency (紧急程度). A list that is left out fits everything. */
const urgencyRowSchema = z.strictObject({
  id: kebabId,
  scopes: someOf(scopeSchema),
  effects: someOf(effectSchema),
  kinds: someOf(requestKindSchema),
  urgency: urgencySchema,
  reason: bothLanguagesSchema,
});
export type UrgencyRow = z.infer<typeof urgencyRowSchema>;

/** From when a promise counts. */
export const promiseAnchorSchema = z.enum(['filed', 'acknowledged', 'last-progress', 'remote-failed', 'closed']);
export type PromiseAnchor = z.infer<typeof promiseAnchorSchema>;

/** A rule that gives a deadline. */
const promiseRowSchema = z.strictObject({
  id: kebabId,
  promise: promiseKindSchema,
  within: promiseSpanSchema,
  since: promiseAnchorSchema,
  /** What is left out fits everything; a level that is not known fits no list, a zone that is not known fits `unknown`. */
  when: z
    .strictObject({
      urgencies: someOf(urgencySchema),
      zones: someOf(z.enum([...campusZoneSchema.options, 'unknown'])),
      levels: someOf(serviceLevelSchema),
      kinds: someOf(requestKindSchema),
      works: someOf(workSchema),
    })
    .optional(),
  reason: bothLanguagesSchema,
});
export type PromiseRow = z.infer<typeof promiseRowSchema>;

/** What the service promises. The first urgency row that fits decides, and some row must fit whatever is asked for. */
export const servicePolicySchema = z.strictObject({
  hours: hoursSchema,
  /** Telephone of the service desk; a school may set another one. Absent in publications for releases up to 0.3.0. */
  hotline: hotlineSchema.optional(),
  urgency: z.array(urgencyRowSchema).superRefine((rows, context) => {
    const undecided = [...everyCombination()].find((request) => findUrgencyRow(request, rows) === null);
    if (undecided !== undefined)
      context.addIssue({ code: 'custom', message: `no row decides ${Object.values(undecided).join(', ')}` });
  }),
  levels: levelTableSchema,
  promises: z.array(promiseRowSchema),
});
export type ServicePolicy = z.infer<typeof servicePolicySchema>;
