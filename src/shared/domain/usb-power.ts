import { z } from 'zod';
import { POWER_VALUES, RUNTIME_STATUSES } from './usb-terms.ts';

/** Why something was not read that the system has. */
export const unreadReasonSchema = z.enum(['no-permission', 'no-answer', 'not-available']);
export type UnreadReason = z.infer<typeof unreadReasonSchema>;

/** How the system may switch one device off to save power. What a system does not have is left out. */
export const usbPowerSchema = z.object({
  /** Linux: `auto` lets the kernel suspend it, `on` does not. */
  control: z.enum(['auto', 'on']).optional(),
  /** Idle time after which it is suspended; below zero: never. */
  autosuspendDelayMs: z.int().optional(),
  runtimeStatus: z.enum(RUNTIME_STATUSES).optional(),
  /** Taken for the same device after the PC slept. */
  persist: z.boolean().optional(),
  /** Windows: values of its key, and of those of its functions the highest. */
  values: z.partialRecord(z.enum(POWER_VALUES), z.int()).optional(),
  /** Why its key was not read. */
  unread: unreadReasonSchema.optional(),
});
export type UsbPower = z.infer<typeof usbPowerSchema>;

/** What Windows allows on the whole. */
export const usbPowerPlanSchema = z.object({
  /** Selective suspend in the active power plan, on mains and on battery; null: not read. */
  mains: z.boolean().nullable(),
  battery: z.boolean().nullable(),
  /** `Services\USB DisableSelectiveSuspend`: off for the whole PC, whatever the plan says. */
  isOffForPc: z.boolean(),
  unread: unreadReasonSchema.optional(),
});
export type UsbPowerPlan = z.infer<typeof usbPowerPlanSchema>;
