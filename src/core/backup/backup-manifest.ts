import { z } from 'zod';

export const BACKUP_SCHEMA = 'vrlab.backup/1';
/** What is above it is no backup of a lab PC: some years of photos are less than a tenth. */
export const MAX_BACKUP_BYTES = 8 * 2 ** 30;
export const MAX_MANIFEST_BYTES = 1_000_000;
const MAX_FILES = 4000;
/** Every file but the database is read whole. */
export const MAX_FILE_BYTES = 32 * 2 ** 20;

/** The first file in the archive. */
export const MANIFEST_NAME = 'backup.json';
export const DATABASE_NAME = 'vrlab.sqlite';
/** The secrets of channels and this PC's key, under a pass phrase. */
export const SEALED_NAME = 'secrets.sealed';

/** Settings that belong to the seat and its history; rights, logs and what was fetched belong to the PC. */
export const SETTINGS_NAMES: readonly string[] = [
  'station.json',
  'teacher.json',
  'preferences.json',
  'channels.json',
  'retention.json',
  'sockets.json',
  'pins.json',
  'kiosk.json',
  'support.json',
  'publication-source.json',
  'publication-mark.json',
  'own-root.json',
  'audit-mark.json',
  'request-mark.json',
  'inspection-mark.json',
  'school-file-mark.json',
];
export const FOLDER_NAMES: readonly string[] = ['runs-beside-database', 'publications', 'templates'];

const MAX_PATH = 200;
const STEP = /^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/;
/** Names that Windows gives to devices or changes. */
const NOT_A_FILE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)|\.$/i;

/** Whether a backup may hold a file of that path: what this program puts into one, and nothing that leads elsewhere. */
export function isBackupPath(path: string): boolean {
  const steps = path.split('/');
  const isPlain = steps.every((step) => STEP.test(step) && !NOT_A_FILE.test(step));
  if (!isPlain || path.length > MAX_PATH) return false;
  if (steps.length > 1) return FOLDER_NAMES.includes(steps[0]!);
  return path === DATABASE_NAME || path === SEALED_NAME || SETTINGS_NAMES.includes(path);
}

const keyId = z.string().regex(/^[0-9a-f]{32}$/);
const text = z.string().max(200);

/** What is in a backup; signed, and the first thing in its file. */
export const backupManifestSchema = z
  .strictObject({
    schema: z.literal(BACKUP_SCHEMA),
    id: z.uuid(),
    createdAt: z.iso.datetime({ offset: true }),
    /** Version of the program that made it. */
    program: text,
    /** Version of the tables. */
    database: z.int().positive(),
    /** Key of the PC the data comes from; null where the program that made the backup could not open it. */
    device: keyId.nullable(),
    /** Public keys by their id, that what is in it was signed with. */
    keys: z.record(keyId, z.base64().max(200)).refine((keys) => Object.keys(keys).length <= 100),
    station: z.strictObject({ school: text, lab: text, seat: text }).nullable(),
    secrets: z.enum(['sealed', 'left-out']),
    files: z
      .array(
        z.strictObject({
          path: z.string().max(MAX_PATH).refine(isBackupPath),
          bytes: z.int().nonnegative().max(MAX_BACKUP_BYTES),
          sha256: z.string().regex(/^[0-9a-f]{64}$/),
        }),
      )
      .max(MAX_FILES),
  })
  .refine(({ files }) => new Set(files.map((file) => file.path.toLowerCase())).size === files.length)
  .refine(({ files }) => files.some((file) => file.path === DATABASE_NAME))
  .refine(({ files }) => files.every((file) => file.path === DATABASE_NAME || file.bytes <= MAX_FILE_BYTES))
  .refine(({ files, secrets }) => files.some((file) => file.path === SEALED_NAME) === (secrets === 'sealed'));
export type BackupManifest = z.infer<typeof backupManifestSchema>;
export type BackupFile = BackupManifest['files'][number];
