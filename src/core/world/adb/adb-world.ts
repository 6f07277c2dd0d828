import { z } from 'zod';
import { ADB_STATES } from '../../../shared/domain/adb-facts.ts';
import type { Result } from '../../../shared/domain/result.ts';
import { readJsonFile } from '../../platform/read-json-file.ts';

/** One text, or its lines. */
const textSchema = z.union([z.string(), z.array(z.string()).transform((lines) => `${lines.join('\n')}\n`)]);

/** What a command answers, as a text or with more: an error, a delay, silence. */
const answerSchema = z.union([
  textSchema.transform((stdout) => ({ stdout })),
  z.strictObject({
    stdout: textSchema.optional(),
    stderr: textSchema.optional(),
    exit: z.int().min(0).max(255).optional(),
    delayMs: z.int().min(0).optional(),
    /** The output this many times, for more than anybody wants. */
    times: z.int().min(1).optional(),
    /** Never answers. */
    hang: z.boolean().optional(),
    /** The cable is pulled while it answers. */
    unplug: z.boolean().optional(),
  }),
]);
export type DescribedAnswer = z.output<typeof answerSchema>;

const batterySchema = z.strictObject({
  level: z.int().min(0).max(100),
  status: z.enum(['charging', 'discharging', 'not-charging', 'full', 'unknown']).default('discharging'),
  sources: z.array(z.enum(['ac', 'usb', 'wireless', 'dock'])).default([]),
  health: z.int().min(1).max(7).default(2),
  celsius: z.number().default(31),
  millivolts: z.int().default(3900),
});
export type DescribedBattery = z.output<typeof batterySchema>;

const headsetSchema = z.strictObject({
  serial: z.string().min(1),
  state: z.enum(ADB_STATES).default('device'),
  link: z.enum(['usb', 'network']).default('usb'),
  /** Place of its USB device, `1-2`, as a Linux server tells it. */
  usb: z.string().optional(),
  /** Before every answer. */
  delayMs: z.int().min(0).default(0),
  /** Headset minus PC. */
  clockAheadMs: z.int().default(0),
  /** What `getprop` knows. */
  properties: z.record(z.string(), z.string()).default({}),
  battery: batterySchema.optional(),
  /** Of `/data`, in bytes. */
  storage: z.strictObject({ total: z.int().min(1), free: z.int().min(0) }).optional(),
  /** By command, before what the fields above say. */
  answers: z.record(z.string(), answerSchema).default({}),
});
export type DescribedHeadset = z.output<typeof headsetSchema>;

export const adbWorldSchema = z.strictObject({
  schema: z.literal('vrlab.adb/1').optional(),
  /** Of the protocol; old servers tell no transport ids. */
  serverVersion: z.int().min(1).default(41),
  headsets: z.array(headsetSchema).max(200),
});
export type AdbWorld = z.output<typeof adbWorldSchema>;

/** Reads `adb.json` of a world. */
export const readAdbWorld = async (file: string): Promise<Result<AdbWorld>> =>
  await readJsonFile(file, adbWorldSchema, 'vrlab.adb/1');
