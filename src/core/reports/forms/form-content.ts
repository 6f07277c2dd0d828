import type { RequestEvent } from '../../../shared/domain/request-lifecycle.ts';
import type { WatchedPromise } from '../../../shared/domain/service-terms.ts';
import type { FiledRequest } from '../../../shared/domain/service-request.ts';
import { z } from 'zod';
import { LANGUAGES } from '../../../shared/domain/language.ts';
import { printable } from '../markup-text.ts';

/** What the forms are filled from: a filed request, its events, and the state of its promises. */
export interface FormRecord {
  readonly request: FiledRequest;
  readonly events: readonly RequestEvent[];
  readonly promises: readonly WatchedPromise[];
}

/** Placeholder for the number of pages, which only the printer knows. */
export const PAGES = '{pages}';

export const formKindSchema = z.enum(['request-form', 'handling-sheet']);
export type FormKind = z.infer<typeof formKindSchema>;

/** A text on paper, reduced to what can be printed. */
const words = z.string().overwrite(printable);

/** Name of a field, a text, a table or a column in a template. */
const tagSchema = z.string().regex(/^[a-z][a-zA-Z]*$/);

const fieldSchema = z.strictObject({
  tag: tagSchema,
  label: words.min(1),
  /** Empty: a blank to fill in by hand. */
  value: words,
  /** Takes the whole width instead of half of it. */
  wide: z.boolean(),
});
export type FormField = z.infer<typeof fieldSchema>;

const columnSchema = z.strictObject({
  tag: tagSchema,
  label: words.min(1),
  /** Share of the width, percent. */
  share: z.number().min(4).max(100),
});

/** One section of a form, in the order from top to bottom. */
const sectionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('fields'), heading: words.min(1), fields: z.array(fieldSchema).min(1) }),
  z.strictObject({
    type: z.literal('text'),
    tag: tagSchema,
    heading: words.min(1),
    text: words,
    /** Minimum height in lines: room to write. */
    lines: z.int().min(1).max(30),
  }),
  z.strictObject({
    type: z.literal('table'),
    tag: tagSchema,
    heading: words.min(1),
    columns: z.array(columnSchema).min(2),
    /** Values by the tag of their column. */
    rows: z.array(z.record(tagSchema, words)),
    /** Empty rows below, to fill in by hand. */
    blankRows: z.int().min(0).max(10),
  }),
]);
export type FormSection = z.infer<typeof sectionSchema>;

/** Where somebody signs; `stamp` is printed where the official stamp goes, null where none does. */
const signatureSchema = z.strictObject({ who: words.min(1), stamp: words.nullable() });

/** A form in one language: everything that a page or a template shows. */
export const formContentSchema = z.strictObject({
  form: formKindSchema,
  language: z.enum(LANGUAGES),
  title: words.min(1),
  /** Running title of the pages after the first. */
  continued: words.min(1),
  numberLabel: words.min(1),
  number: words.min(1),
  /** Content of the printed QR code. */
  code: words.min(1).max(200),
  /** Warning above everything else; empty where there is none. */
  warning: words,
  sections: z.array(sectionSchema).min(1),
  signatures: z.array(signatureSchema).min(1).max(3),
  signatureLabel: words.min(1),
  dateBlank: words.min(1),
  /** Small print at the end. */
  notes: z.array(words),
  /** Text about the number of pages, with `PAGES` where the number goes. */
  pages: words.min(1),
});
export type FormContent = z.infer<typeof formContentSchema>;
