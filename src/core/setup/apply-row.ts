import type { PinRole } from '../../shared/domain/role.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { TEACHER_SCHEMA } from '../../shared/domain/schema-names.ts';
import type { SetupDone, SetupPart } from '../../shared/domain/school-file.ts';
import type { Teacher } from '../../shared/domain/teacher.ts';
import {
  channelSecretName,
  channelsFileIn,
  missingSecret,
  readChannels,
  saveChannels,
} from '../delivery/channel-settings.ts';
import type { Dependencies } from '../dependencies/dependencies.ts';
import { canonicalJson } from '../platform/canonical-json.ts';
import type { Roles } from '../roles/index.ts';
import { readPins } from '../settings/pins-file.ts';
import { saveStation, saveTeacher } from '../settings/settings-files.ts';
import type { Secrets } from '../signing/secret-store.ts';
import type { SchoolRow } from './judge-school-rows.ts';
import { SCHOOL_CHANNEL } from './school-channels.ts';
import { createOpener } from '../signing/sealing.ts';
import { beginChange, endChange, undoChange } from './undo.ts';

export type RowDependencies = Pick<
  Dependencies,
  'dataDirectory' | 'stationFile' | 'settings' | 'secrets' | 'station' | 'teacher'
> & { readonly roles: () => Promise<Pick<Roles, 'adopt'>> };

const NO_TEACHER: Teacher = { schema: TEACHER_SCHEMA, contact: null, level: null, uses: [], subject: '', stage: '' };

const isSame = (one: unknown, other: unknown): boolean => canonicalJson(one ?? null) === canonicalJson(other ?? null);

/** One thing that is to be written. */
interface Change {
  readonly part: SetupPart;
  write(): Promise<Result<unknown>>;
}

/**
 * Applies a row whole or not at all: all settings files are the new ones, or the old ones.
 * @param file named in problems. @returns also what would not have changed anything: then nothing is written.
 */
export async function applyRow(
  row: SchoolRow,
  file: string,
  passPhrase: string | null,
  deps: RowDependencies,
): Promise<Result<SetupDone>> {
  const secrets = await openSecrets(row, file, passPhrase);
  if (!secrets.ok) return secrets;
  const planned = await planChanges(row, secrets.value, deps);
  if (!planned.ok) return planned;
  const { station, changes } = planned.value;
  const changed = [...new Set(changes.map(({ part }) => part))];
  const done = succeed({ line: row.line, station, changed });
  if (changes.length === 0) return done;
  const { dataDirectory } = deps;
  const begun = beginChange(dataDirectory);
  if (!begun.ok) return begun;
  try {
    for (const change of changes) {
      const written = await change.write();
      if (written.ok) continue;
      undoChange(dataDirectory);
      return written;
    }
  } catch (cause) {
    undoChange(dataDirectory);
    throw cause;
  }
  endChange(dataDirectory);
  return done;
}

async function openSecrets(
  { channels }: SchoolRow,
  file: string,
  passPhrase: string | null,
): Promise<Result<ReadonlyMap<string, Secrets>>> {
  const opened = new Map<string, Secrets>();
  const open = passPhrase === null ? null : createOpener(passPhrase);
  for (const { settings, place, sealed } of channels) {
    if (sealed === null) continue;
    if (open === null) return fail('setup-pass-needed', { file });
    const secrets = await open(sealed, place);
    if (secrets === null || missingSecret(settings, secrets) !== null) return fail('setup-pass-wrong', { file });
    opened.set(settings.id, secrets);
  }
  return succeed(opened);
}

async function planChanges(
  row: SchoolRow,
  secrets: ReadonlyMap<string, Secrets>,
  deps: RowDependencies,
): Promise<Result<{ station: SetupDone['station']; changes: readonly Change[] }>> {
  const { dataDirectory, stationFile, settings } = deps;
  const [before, teacher, pins] = await Promise.all([deps.station(), deps.teacher(), readPins(dataDirectory)]);
  if (!before.ok) return before;
  if (!teacher.ok) return teacher;
  if (!pins.ok) return pins;
  const ofChannels = await planChannels(row, secrets, deps);
  if (!ofChannels.ok) return ofChannels;

  const station = { ...row.station, expected: row.station.expected ?? before.value?.expected ?? null };
  const nextTeacher = { ...NO_TEACHER, ...teacher.value, ...row.teacher };
  const isTaught = Object.keys(row.teacher).length > 0;
  const known: Partial<Record<PinRole, string>> = pins.value?.mode === 'pins' ? pins.value.hashes : {};
  const changes: Change[] = [...ofChannels.value];
  if (isTaught && !isSame(nextTeacher, teacher.value))
    changes.push({ part: 'teacher', write: () => saveTeacher(dataDirectory, nextTeacher, settings) });
  if (!isSame(station, before.value))
    changes.push({ part: 'station', write: () => saveStation(stationFile, station, settings) });
  if (Object.keys(row.pins).length > 0 && !isSame({ ...known, ...row.pins }, known))
    changes.push({ part: 'pins', write: async () => await (await deps.roles()).adopt(row.pins) });
  return succeed({ station, changes });
}

/** Channels of earlier school files are replaced; those that were set up one by one stay. A row without channels leaves all. */
async function planChannels(
  { channels }: SchoolRow,
  secrets: ReadonlyMap<string, Secrets>,
  deps: RowDependencies,
): Promise<Result<readonly Change[]>> {
  if (channels.length === 0) return succeed([]);
  const file = channelsFileIn(deps.dataDirectory);
  const before = await readChannels(file);
  if (!before.ok) return before;
  const others = before.value.channels.filter(({ id }) => !SCHOOL_CHANNEL.test(id));
  const next = { ...before.value, channels: [...others, ...channels.map(({ settings }) => settings)] };
  const changes: Change[] = [];
  for (const [id, wanted] of secrets) {
    const name = channelSecretName(id);
    const stored = await deps.secrets.read(name);
    if (stored.ok && isSame(stored.value, wanted)) continue;
    changes.push({ part: 'channels', write: () => deps.secrets.write(name, wanted) });
  }
  for (const { id } of before.value.channels)
    if (SCHOOL_CHANNEL.test(id) && !secrets.has(id)) {
      const name = channelSecretName(id);
      const stored = await deps.secrets.read(name);
      if (stored.ok && stored.value === null) continue;
      changes.push({ part: 'channels', write: () => deps.secrets.remove(name) });
    }
  if (!isSame(next.channels, before.value.channels))
    changes.push({ part: 'channels', write: () => saveChannels(file, next, deps.settings) });
  return succeed(changes);
}
