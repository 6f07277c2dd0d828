import { z } from 'zod';
import { ulidSchema } from '../service-request.ts';

const text = (most: number) => z.string().trim().max(most);

/** One line of the school's asset register (固定资产台账). Holds no person: a column of users or keepers is not read. */
export const assetRowSchema = z.strictObject({
  /** Line in the file, the heading being 1. */
  line: z.int().min(1),
  category: text(80),
  model: text(160),
  serial: text(120),
  assetNumber: text(120),
  place: text(120),
  quantity: z.int().min(0).max(10_000),
});
export type AssetRow = z.infer<typeof assetRowSchema>;

export const assetRegisterSchema = z.strictObject({
  fileName: text(200),
  sha256: z.string().length(64),
  importedAt: z.string(),
  rows: z.array(assetRowSchema).max(5000),
  /** Lines left out, and lines with a number that cannot be relied on, with the reason. */
  skipped: z.array(z.strictObject({ line: z.int(), code: z.string() })).max(5000),
  /** Sheets of the same file with headings that were not read. */
  otherSheets: z.array(z.string().max(80)).max(20).optional(),
});
export type AssetRegister = z.infer<typeof assetRegisterSchema>;

/** 账物相符 / 有账无物 / 有物无账 / 序列号不符 / 数量不符 / 无法核对. */
export const equipmentStateSchema = z.enum([
  'agrees',
  'missing',
  'not-in-books',
  'serial-differs',
  'count-differs',
  'cannot-tell',
]);
export type EquipmentState = z.infer<typeof equipmentStateSchema>;

/** Expected and found, side by side. */
export const equipmentRowSchema = z.strictObject({
  category: text(80),
  /** As the asset register names it, otherwise as it was recognised. */
  model: text(200),
  assetNumber: text(120),
  place: text(120),
  serialInBooks: text(120),
  serialFound: text(200),
  expected: z.int().min(0),
  found: z.int().min(0),
  /** Seats it was found at. */
  seats: z.array(z.string()).max(500),
  state: equipmentStateSchema,
});
export type EquipmentRow = z.infer<typeof equipmentRowSchema>;

/** A picture of equipment; the bytes are JPEG without any metadata, upright. */
export const photoSchema = z.strictObject({
  id: ulidSchema,
  item: z.string().max(80),
  subject: z.string().max(90),
  width: z.int().min(1),
  height: z.int().min(1),
  bytes: z.int().min(1),
  sha256: z.string().length(64),
  takenAt: z.string(),
});
export type Photo = z.infer<typeof photoSchema>;
