import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { instantSchema } from '../../shared/domain/instant.ts';
import { problemSchema } from '../../shared/domain/problem-schema.ts';
import { defaultLimit, readRegularFile } from '../platform/regular-file.ts';
import { writeDurably } from '../platform/write-durably.ts';
import { compareVersions } from './choose-release.ts';

const UPDATE_STATE_SCHEMA = 'vrlab.update-state/1';

const chosenSchema = z.strictObject({ version: z.string(), isRollBack: z.boolean(), file: z.string() });

const phaseSchema = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('none') }),
  z.strictObject({ phase: z.literal('downloading'), ...chosenSchema.shape, since: instantSchema }),
  /** Whole and verified on this PC. */
  z.strictObject({ phase: z.literal('staged'), ...chosenSchema.shape, since: instantSchema }),
  z.strictObject({ phase: z.literal('refused'), problem: problemSchema, since: instantSchema }),
  /** Handed to the installer; the next start finds out what became of it. */
  z.strictObject({ phase: z.literal('installing'), ...chosenSchema.shape, since: instantSchema }),
]);
export type UpdatePhase = z.infer<typeof phaseSchema>;

/** Versions of the newest metadata that was accepted: nothing older is. */
const acceptedSchema = z.strictObject({
  root: z.int(),
  targets: z.int(),
  snapshot: z.int(),
  timestamp: z.int(),
  signedAt: instantSchema,
});
export type AcceptedMetadata = z.infer<typeof acceptedSchema>;

const stateSchema = z.strictObject({
  schema: z.literal(UPDATE_STATE_SCHEMA),
  now: phaseSchema,
  accepted: acceptedSchema.nullable(),
});
export type UpdateState = Omit<z.infer<typeof stateSchema>, 'schema'>;

export const NO_UPDATE: UpdateState = { now: { phase: 'none' }, accepted: null };

type Chosen = z.infer<typeof chosenSchema>;
export type UpdateEvent =
  | ({ readonly type: 'download-began' | 'download-verified' } & Chosen)
  | { readonly type: 'refused'; readonly problem: z.infer<typeof problemSchema> }
  | { readonly type: 'nothing-newer' | 'install-began' }
  /** The program started. @param version what it is now. */
  | { readonly type: 'started'; readonly version: string };

/** What an event makes of the state. One that does not fit it changes nothing. Pure. */
export function nextPhase(now: UpdatePhase, event: UpdateEvent, at: string): UpdatePhase {
  switch (event.type) {
    case 'download-began':
    case 'download-verified': {
      // What waits stays until the other one is whole.
      if (now.phase === 'installing' || (now.phase === 'staged' && event.type === 'download-began')) return now;
      const { version, isRollBack, file } = event;
      const phase = event.type === 'download-began' ? 'downloading' : 'staged';
      return { phase, version, isRollBack, file, since: at };
    }
    case 'refused':
      // What is staged stays so: it was verified, and a place that went bad takes nothing back.
      return now.phase === 'staged' || now.phase === 'installing'
        ? now
        : { phase: 'refused', problem: event.problem, since: at };
    case 'nothing-newer':
      return now.phase === 'downloading' || now.phase === 'refused' ? { phase: 'none' } : now;
    case 'install-began':
      return now.phase === 'staged' ? { ...now, phase: 'installing', since: at } : now;
    case 'started':
    default:
      return afterStart(now, event.version, at);
  }
}

function afterStart(now: UpdatePhase, version: string, at: string): UpdatePhase {
  if (now.phase !== 'installing' && now.phase !== 'staged') return now;
  const arrived = compareVersions(version, now.version) === 0;
  const overtaken = !now.isRollBack && compareVersions(version, now.version) > 0;
  if (arrived || overtaken) return { phase: 'none' };
  // The installer was ended, or refused by the system: it may be started again.
  return now.phase === 'installing' ? { ...now, phase: 'staged', since: at } : now;
}

export const updatesFolderIn = (dataDirectory: string): string => path.join(dataDirectory, 'updates');
const fileIn = (dataDirectory: string): string => path.join(updatesFolderIn(dataDirectory), 'state.json');
const LIMIT = defaultLimit(64 * 1024);

/** A file that cannot be read counts as none: what was staged is downloaded again. */
export async function readUpdateState(dataDirectory: string): Promise<UpdateState> {
  if (!existsSync(fileIn(dataDirectory))) return NO_UPDATE;
  const bytes = await readRegularFile(fileIn(dataDirectory), LIMIT);
  if (!bytes.ok) return NO_UPDATE;
  try {
    const read = stateSchema.safeParse(JSON.parse(bytes.value.toString('utf8')));
    return read.success ? read.data : NO_UPDATE;
  } catch {
    return NO_UPDATE;
  }
}

/** @throws the error of the operating system. */
export const writeUpdateState = (dataDirectory: string, state: UpdateState): void =>
  writeDurably(fileIn(dataDirectory), `${JSON.stringify({ schema: UPDATE_STATE_SCHEMA, ...state }, null, 2)}\n`);
