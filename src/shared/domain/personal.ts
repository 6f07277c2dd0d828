import { z } from 'zod';

/** What kind of personal field it is: decides how it is masked. */
export type PersonalKind = 'name' | 'phone' | 'signature';

/** Fields that name a person or reach one. Redaction depends on this annotation alone, never on searching in texts. */
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
  if (value === null || value === undefined || !holdsPersonal(schema)) return value;
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
  if (schema instanceof z.ZodUnion) {
    const option = optionFor(schema, value);
    return option === undefined ? value : replaced(option, value, replace);
  }
  return value;
}

/** Of a union that names its kind, the option of that kind: parsing every option of a whole session would take long. */
function optionFor(schema: z.ZodUnion, value: unknown): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const key = schema.def.discriminator;
    const ofKind = schema.options.filter(
      (option) => option instanceof z.ZodObject && z.safeParse(option.shape[key], (value as never)[key]).success,
    );
    if (ofKind.length === 1) return ofKind[0];
  }
  return schema.options.find((candidate) => z.safeParse(candidate, value).success);
}

const known = new WeakMap<z.core.$ZodType, boolean>();

/** Whether anything in a schema is marked. */
function holdsPersonal(schema: z.core.$ZodType): boolean {
  const before = known.get(schema);
  if (before !== undefined) return before;
  const found = personalFields.has(schema) || innerOf(schema).some(holdsPersonal);
  known.set(schema, found);
  return found;
}

function innerOf(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodObject) return Object.values<z.core.$ZodType>(schema.shape);
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return [schema.unwrap()];
  return schema instanceof z.ZodUnion ? schema.options : [];
}

/** Personal fields emptied: for copies that nobody has reviewed. */
export const withoutPersonal = <Value>(schema: z.ZodType, value: Value): Value =>
  replacePersonal(schema, value, () => null);

const MASK = '＊';

/** 张三 → 张＊; 13812345678 → 138＊＊＊＊5678: enough to recognise one's own. */
export const maskPersonal: Replace = (value, kind) => {
  if (kind === 'signature') return null;
  const signs = Array.from(new Intl.Segmenter().segment(value), ({ segment }) => segment);
  // A text that short would be revealed whole.
  if (signs.length < (kind === 'name' ? 2 : 5)) return MASK.repeat(signs.length);
  if (kind === 'name') return signs.map((sign, at) => (at === 0 ? sign : MASK)).join('');
  if (signs.length < 10) return signs.map((sign, at) => (at < signs.length - 2 ? MASK : sign)).join('');
  return signs.map((sign, at) => (at < 3 || at >= signs.length - 4 ? sign : MASK)).join('');
};

/** A masked value that was passed in is not that of the persisted one: nobody knows what it replaced. */
export class MaskedValueError extends Error {}

/**
 * The opposite of masking, for a page that passes back what it was shown: a masked field gets the persisted value.
 * @param persisted what was masked, by the same schema; null where nothing is persisted.
 * @throws MaskedValueError where a masked value is not that of the persisted one.
 */
export function restorePersonal<Value>(schema: z.ZodType, value: Value, persisted: unknown): Value {
  const values: { readonly value: string; readonly kind: PersonalKind }[] = [];
  replacePersonal(schema, persisted, (original, kind) => {
    values.push({ value: original, kind });
    return original;
  });
  return replacePersonal(schema, value, (shown, kind) => {
    if (!shown.includes(MASK)) return shown;
    const at = values.findIndex((one) => one.kind === kind && maskPersonal(one.value, kind) === shown);
    if (at < 0) throw new MaskedValueError(kind);
    // Two people may look the same masked: each is given out once, in order, while there is another.
    const [found] = values.some((one, other) => other > at && maskPersonal(one.value, kind) === shown)
      ? values.splice(at, 1)
      : [values[at]!];
    return found!.value;
  });
}
