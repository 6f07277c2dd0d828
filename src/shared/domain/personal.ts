import { z } from 'zod';

/** What kind of personal field it is: decides how it is masked. */
export type PersonalKind = 'name' | 'phone' | 'signature';

/** Fields that name a person or reach one. Redaction goes by this mark alone, never by searching in texts. */
const personalFields = z.registry<{ kind: PersonalKind }>();

/** Marks a field as personal. */
export function personal<Schema extends z.ZodType>(schema: Schema, kind: PersonalKind): Schema {
  personalFields.add(schema, { kind });
  return schema;
}

/** What to put in the place of a personal value. */
export type Replace = (value: string, kind: PersonalKind) => string | null;

/**
 * A copy with every personal field replaced; everything else stays.
 * @param value already validated by the schema.
 */
export function replacePersonal<Value>(schema: z.ZodType, value: Value, replace: Replace): Value {
  return replaced(schema, value, replace) as Value;
}

function replaced(schema: z.core.$ZodType, value: unknown, replace: Replace): unknown {
  const mark = personalFields.get(schema);
  if (mark !== undefined) return typeof value === 'string' ? replace(value, mark.kind) : value;
  if (value === null || value === undefined) return value;
  if (schema instanceof z.ZodObject) {
    const { shape } = schema;
    return Object.fromEntries(
      Object.entries(value).map(([key, field]) => [
        key,
        Object.hasOwn(shape, key) ? replaced(shape[key], field, replace) : field,
      ]),
    );
  }
  if (schema instanceof z.ZodArray)
    return (value as unknown[]).map((entry) => replaced(schema.element, entry, replace));
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return replaced(schema.unwrap(), value, replace);
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const option = schema.options.find((candidate) => z.safeParse(candidate, value).success);
    return option === undefined ? value : replaced(option, value, replace);
  }
  return value;
}

/** Personal fields emptied: for copies that nobody has looked at. */
export const withoutPersonal = <Value>(schema: z.ZodType, value: Value): Value =>
  replacePersonal(schema, value, () => null);

/** 张三 → 张＊; 13812345678 → 138＊＊＊＊5678: enough to recognise one's own. */
export const maskPersonal: Replace = (value, kind) => {
  if (kind === 'signature') return null;
  const signs = Array.from(new Intl.Segmenter().segment(value), ({ segment }) => segment);
  if (kind === 'name') return signs.map((sign, at) => (at === 0 ? sign : '＊')).join('');
  if (signs.length < 10) return signs.map((sign, at) => (at < signs.length - 2 ? '＊' : sign)).join('');
  return signs.map((sign, at) => (at < 3 || at >= signs.length - 4 ? sign : '＊')).join('');
};
