import { z } from 'zod';

/** How this program stands as a kiosk. */
export const kioskStateSchema = z.object({
  /** False where staff has left the kiosk for now. */
  isInside: z.boolean(),
  /** Leaving it asks for a PIN; false where the school has set none. */
  asksPin: z.boolean(),
  /** After so long without a touch the screen invites and goes dimmer; 0: never. */
  attractAfterMinutes: z.int().min(0).max(600),
  /** Where files go without asking. */
  folder: z.string(),
});
export type KioskState = z.infer<typeof kioskStateSchema>;

/** A drive that somebody can take along. */
export const removableDriveSchema = z.object({
  /** Its folder: `E:\`, `/media/vr/STICK`. */
  folder: z.string(),
  name: z.string(),
  freeBytes: z.number().nullable(),
});
export type RemovableDrive = z.infer<typeof removableDriveSchema>;

export const stickEntrySchema = z.object({
  name: z.string(),
  kind: z.enum(['file', 'folder']),
  bytes: z.number().nullable(),
});
export type StickEntry = z.infer<typeof stickEntrySchema>;

/**
 * What keeps people inside besides this program. `shell`: nothing else of the desktop is there; `keys`: the keys of the system lead
 * nowhere; `programs`: no other program can be started.
 */
export const LOCKDOWN_ASPECTS = ['shell', 'keys', 'programs'] as const;
export type LockdownAspect = (typeof LOCKDOWN_ASPECTS)[number];

/** What was seen of it; each has its words. */
export const LOCKDOWN_REASONS = [
  'shell-launcher',
  'custom-shell',
  'assigned-access',
  'kiosk-compositor',
  'desktop',
  'shell-unread',
  'keys-blocked',
  'keys-partly-blocked',
  'keys-not-blocked',
  'keys-no-rules-read',
  'keys-not-on-edition',
  'console-switch-off',
  'console-switch-on',
  'keys-unread',
  'programs-enforced',
  'programs-audit',
  'programs-not-limited',
  'programs-service-off',
  'programs-unread',
] as const;
export type LockdownReason = (typeof LOCKDOWN_REASONS)[number];

export const LOCKDOWN_LEVELS = ['locked', 'partly', 'open', 'unknown'] as const;
export type LockdownLevel = (typeof LOCKDOWN_LEVELS)[number];

export const lockdownSchema = z.object({
  level: z.enum(LOCKDOWN_LEVELS),
  /** One of each aspect. */
  reasons: z.array(
    z.object({
      aspect: z.enum(LOCKDOWN_ASPECTS),
      is: z.enum(['closed', 'open', 'unknown']),
      reason: z.enum(LOCKDOWN_REASONS),
    }),
  ),
  /** Of Windows: `Education`; null elsewhere, or where it could not be read. */
  edition: z.string().nullable(),
});
export type Lockdown = z.infer<typeof lockdownSchema>;
