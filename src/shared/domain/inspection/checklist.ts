import { z } from 'zod';
import { bothLanguagesSchema } from '../both-languages.ts';
import { kebabId } from '../kebab-id.ts';
import { inspectionKindSchema, ownerSchema, severitySchema } from './inspection-terms.ts';

/** How an item is found out. */
export const itemMethodSchema = z.discriminatedUnion('kind', [
  /** By the findings of these checks of the station: a fault is abnormal, what could not be determined is not inspected. */
  z.strictObject({
    kind: z.literal('automatic'),
    checks: z.array(kebabId).min(1).max(20),
    /** What a warning makes of the item. */
    warning: z.enum(['normal', 'abnormal']).default('abnormal'),
  }),
  /** By comparing the equipment found in the lab with the school's asset register. */
  z.strictObject({ kind: z.literal('books') }),
  /** A number is read off an instrument; outside the limits it is abnormal. */
  z.strictObject({
    kind: z.literal('measured'),
    unit: z.string().min(1).max(12),
    min: z.number().optional(),
    max: z.number().optional(),
    /** What an instrument can show at all; a value outside was mistyped. Not in publications up to release 0.3.0. */
    possible: z.strictObject({ from: z.number(), to: z.number() }).optional(),
    decimals: z.int().min(0).max(3).default(0),
  }),
  z.strictObject({ kind: z.literal('looked-at') }),
]);
export type ItemMethod = z.infer<typeof itemMethodSchema>;

/** What the inspector is asked to leave behind for an item that is abnormal. */
export const wantedEvidenceSchema = z.enum(['photo', 'value', 'note']);

/** How to look: a picture the program has, and steps. */
const pictureGuideSchema = z.strictObject({
  /** Id of a picture in the program; an unknown one is left out. */
  picture: kebabId.optional(),
  steps: z.array(bothLanguagesSchema).max(8).default([]),
});

/** When an item applies at all. Where it is known not to, the cell becomes 不适用 by itself; where nobody knows, it stays open. */
export const appliesWhenSchema = z.strictObject({
  /** Equipment the seat has to have; for an item of the lab, one of its seats. */
  equipment: z.enum(['headset', 'tethered-headset', 'standalone-headset', 'controllers']),
});
export type AppliesWhen = z.infer<typeof appliesWhenSchema>;

export const checklistItemSchema = z.strictObject({
  id: kebabId,
  /** Asked at every seat, or once for the lab. */
  asked: z.enum(['per-seat', 'per-lab']).default('per-seat'),
  /** Left out: always. */
  appliesWhen: appliesWhenSchema.optional(),
  text: bothLanguagesSchema,
  /** When it is normal (标准/依据). */
  criterion: bothLanguagesSchema.optional(),
  method: itemMethodSchema.default({ kind: 'looked-at' }),
  guide: pictureGuideSchema.optional(),
  evidence: z.array(wantedEvidenceSchema).default([]),
  severity: severitySchema.default('minor'),
  /** What to do when it is abnormal, unless the inspector says otherwise. */
  advice: bothLanguagesSchema.optional(),
  owner: ownerSchema.default('school'),
});
export type ChecklistItem = z.infer<typeof checklistItemSchema>;

export const checklistSectionSchema = z.strictObject({
  id: kebabId,
  title: bothLanguagesSchema,
  items: z.array(checklistItemSchema).min(1),
});
export type ChecklistSection = z.infer<typeof checklistSectionSchema>;

/** A list as a session keeps it: whole, with everything it includes. */
export const checklistSchema = z.strictObject({
  id: kebabId,
  version: z.int().min(1),
  title: bothLanguagesSchema,
  kinds: z.array(inspectionKindSchema),
  sections: z.array(checklistSectionSchema).min(1),
});
export type Checklist = z.infer<typeof checklistSchema>;

/** An item without a condition applies everywhere: that it does not is an exception that has its reason. */
export const alwaysApplies = ({ appliesWhen }: Pick<ChecklistItem, 'appliesWhen'>): boolean =>
  appliesWhen === undefined;

/** Whether an instrument can show the value at all. */
export const isPossible = (value: number, { possible }: Pick<Extract<ItemMethod, { kind: 'measured' }>, 'possible'>) =>
  possible === undefined || (value >= possible.from && value <= possible.to);

export const itemsOf = (checklist: Pick<Checklist, 'sections'>): ChecklistItem[] =>
  checklist.sections.flatMap(({ items }) => items);
