import { z } from 'zod';
import { instantSchema } from './instant.ts';
import { readingTroubleSchema } from './reading-trouble.ts';

/** Civil date, YYYY-MM-DD. */
const dateSchema = z.iso.date();
/** Null: could not be found out. */
const known = z.boolean().nullable();
/** File, registry key and value, or interface; never with the name of a person, a PC or a domain in it. */
const source = z.string();

export const antivirusFactsSchema = z.object({
  /** As its maker calls it. */
  name: z.string(),
  enabled: known,
  /** What Windows Security Center holds of its definitions. */
  upToDate: known,
  definitionsDate: dateSchema.nullable(),
  source,
});
export type AntivirusFacts = z.infer<typeof antivirusFactsSchema>;

export const FIREWALL_PROFILES = ['domain', 'private', 'public', 'all'] as const;

/**
 * How the PC is secured. Null always means "could not be determined", often without the rights to ask, never "none" or "off".
 * Accounts occur as roles only: whose they are is never taken.
 */
export const securityFactsSchema = z.object({
  /** Of the volume the operating system starts from. */
  diskEncryption: z
    .object({
      /** `C:` or `/`. */
      volume: z.string(),
      /** `suspended`: encrypted, but the key is stored in the clear until protection is resumed. */
      state: z.enum(['on', 'off', 'suspended', 'encrypting', 'decrypting']),
      method: z.enum(['bitlocker', 'dm-crypt']).nullable(),
      source,
    })
    .nullable(),
  /** Empty: there is none, and the system that registers them said so. */
  antivirus: z.array(antivirusFactsSchema).nullable(),
  firewall: z
    .object({
      profiles: z.array(z.object({ profile: z.enum(FIREWALL_PROFILES), enabled: known, source })),
      /** Firewalls of other makers that Windows knows of; they take the place of its own. */
      products: z.array(z.object({ name: z.string(), enabled: z.boolean() })),
    })
    .nullable(),
  automaticLogon: z.object({ enabled: z.boolean(), source }).nullable(),
  /** The account that the program runs in, which is the one lessons are given in. */
  lessonAccount: z.object({ administrator: z.boolean(), source }).nullable(),
  updates: z.object({
    /** Day of the newest update of the system that was installed. */
    lastInstalled: dateSchema.nullable(),
    restartPending: known,
    automatic: known,
    /** Day until which updates are paused; null also where nothing pauses them. */
    pausedUntil: dateSchema.nullable(),
    sources: z.array(source),
  }),
  screenLock: z
    .object({
      enabled: z.boolean(),
      /** Idle minutes until it locks; null when it does not, or nobody says. */
      minutes: z.number().min(0).nullable(),
      source,
    })
    .nullable(),
  remoteAccess: z.object({
    /** Ids of the published programs that were looked for on this system; one that is not in `found` was not seen. */
    lookedFor: z.array(z.string()),
    found: z.array(z.object({ program: z.string(), installed: z.boolean(), running: known, source })),
    /** False: installed programs could not be listed, so that none found says little. */
    installedListed: z.boolean(),
    /** False: running programs could not be listed. */
    runningListed: z.boolean(),
  }),
  timeSync: z.object({
    /** A service that sets the clock is on. */
    enabled: known,
    /** Day and time at which the clock was last set. */
    lastSync: instantSchema.nullable(),
    from: z.enum(['time-server', 'domain', 'nothing']).nullable(),
    sources: z.array(source),
  }),
  /** Of the log that records sign-ins. */
  logRetention: z
    .object({
      maxBytes: z.number().min(0).nullable(),
      /** Days after which entries go; null where only the size limits them. */
      days: z.number().min(0).nullable(),
      source,
    })
    .nullable(),
  /** The folder of our records. Others: accounts of this PC that are neither administrators nor the one it runs in. */
  dataFolder: z.object({ othersRead: known, othersWrite: known, source }).nullable(),
  troubles: z.array(readingTroubleSchema),
});
export type SecurityFacts = z.infer<typeof securityFactsSchema>;
