import { z } from 'zod';

export const UPDATES_SCHEMA = 'vrlab.updates/1';
/** The only target of the repository. */
export const UPDATES_TARGET = 'updates.json';
/** Folder of the installers, beside `metadata` and `targets`. */
export const INSTALLERS = 'installers';

const versionSchema = z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/);

/** An installer that is larger is not ours. */
export const MAX_INSTALLER_BYTES = 1 << 30;

const installerSchema = z.strictObject({
  platform: z.enum(['win32', 'linux']),
  arch: z.enum(['x64', 'arm64']),
  kind: z.enum(['nsis', 'appimage', 'deb']),
  /** Name in the folder `installers`, and on this PC: no folders, nothing that a file system reads otherwise. */
  file: z
    .string()
    .max(120)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)
    .regex(/[A-Za-z0-9]$/),
  bytes: z.int().min(1).max(MAX_INSTALLER_BYTES),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  sha512: z.string().regex(/^[0-9a-f]{128}$/),
});
export type Installer = z.infer<typeof installerSchema>;

export const releaseSchema = z.strictObject({
  version: versionSchema,
  /** Older programs have to be updated to another release first. */
  minimumFrom: versionSchema,
  /** A signed roll-back: programs of these versions may go back to this one, which is older. */
  rollBackFrom: z.array(versionSchema).max(50).default([]),
  installers: z.array(installerSchema).min(1).max(20),
});
export type Release = z.infer<typeof releaseSchema>;

/** What is published of the program. */
export const updatesSchema = z.strictObject({
  schema: z.literal(UPDATES_SCHEMA),
  releases: z.array(releaseSchema).max(50),
});
export type Updates = z.infer<typeof updatesSchema>;
