import { existsSync } from 'node:fs';
import path from 'node:path';
import { formatInstant } from '../../shared/beijing-time.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { lessonEnd, type LessonHours } from '../published/lesson-hours.ts';
import { messageOf } from '../platform/message-of.ts';
import { writeDurably } from '../platform/write-durably.ts';
import { folderSource } from '../publication/sources/folder-source.ts';
import type { PublicationFiles, PublicationSource } from '../publication/sources/publication-source.ts';
import { lastingSourceAt } from '../publication/sources/source-at.ts';
import { chooseRelease, type ChosenRelease, compareVersions, type ThisProgram } from './choose-release.ts';
import type { InstallUpdate } from './install-update.ts';
import { keepInstaller } from './keep-installer.ts';
import { isAsSigned, stageInstaller, stagedFileIn } from './stage-installer.ts';
import { readUpdates, updateRootFolder } from './update-repository.ts';
import {
  nextPhase,
  readUpdateState,
  type UpdateEvent,
  updatesFolderIn,
  type UpdateState,
  writeUpdateState,
} from './update-state.ts';

export interface UpdateOptions {
  readonly dataDirectory: string;
  readonly program: ThisProgram;
  /** Those that are published now. */
  readonly lessonHours: () => LessonHours | null;
  readonly now: () => Date;
  readonly rootFolder?: string;
  readonly stallMs?: number;
}

/** Newer programs: what a place offers, what waits here, and whether it may be installed now. */
export interface ProgramUpdates {
  status(): Promise<UpdateState>;
  /** What a place offers this program. Downloads nothing. @param place folder or http(s) address. */
  check(place: string): Promise<Result<ChosenRelease | null>>;
  /** Downloads it, verified; from then on it waits. @returns null: nothing newer there. */
  stage(place: string, signal: AbortSignal): Promise<Result<ChosenRelease | null>>;
  /**
   * Hands what waits to the installer: its signatures, hashes and the way to it from this program are verified once more.
   * @param by a person may ask where no lesson hours are published; during those that are, nobody may.
   * @returns the version; `update-by-hand` where this host installs nothing of the kind, with the verified file.
   */
  install(by: 'schedule' | 'person', installer: InstallUpdate): Promise<Result<string>>;
  /** The program started: what was being installed has arrived, or waits again. */
  started(): Promise<void>;
}

/** An installer that was started alone, and has not brought its version by then, has failed. */
const INSTALLS_AT_MOST_MS = 15 * 60_000;

export function createProgramUpdates(options: UpdateOptions): ProgramUpdates {
  const { dataDirectory, program, lessonHours, now } = options;

  const record = async (event: UpdateEvent, accepted: UpdateState['accepted'] = null): Promise<Problem | null> => {
    const before = await readUpdateState(dataDirectory);
    const state = { now: nextPhase(before.now, event, formatInstant(now())), accepted: accepted ?? before.accepted };
    try {
      writeUpdateState(dataDirectory, state);
      return null;
    } catch (cause) {
      return { code: 'update-not-kept', params: { folder: dataDirectory, detail: messageOf(cause) } };
    }
  };

  const look = async (source: PublicationSource) => {
    const { accepted } = await readUpdateState(dataDirectory);
    const rootFolder = options.rootFolder ?? updateRootFolder();
    const offered = await readUpdates({ source, dataDirectory, rootFolder, accepted, now: now() });
    if (!offered.ok) return offered;
    const chosen = chooseRelease(offered.value.updates, program);
    return chosen.ok ? succeed({ ...offered.value, chosen: chosen.value }) : chosen;
  };

  const lookAt = async (place: string) => {
    const source = lastingSourceAt(place);
    return source.ok ? await look(source.value) : source;
  };

  const refused = async <Value>(result: Result<Value>): Promise<Result<Value>> => {
    if (!result.ok) await record({ type: 'refused', problem: result.problem });
    return result;
  };

  /** What was handed to the installer has arrived, or nothing more is to be expected of it. */
  const settle = async (): Promise<UpdateState> => {
    const state = await readUpdateState(dataDirectory);
    const phase = state.now;
    if (phase.phase !== 'installing' && phase.phase !== 'staged') return state;
    const arrived = compareVersions(program.version, phase.version) === 0;
    const given = phase.phase === 'installing' ? now().getTime() - Date.parse(phase.since) : 0;
    if (!arrived && given < INSTALLS_AT_MOST_MS) return state;
    await record({ type: 'started', version: program.version });
    return await readUpdateState(dataDirectory);
  };

  return {
    status: settle,
    async check(place) {
      const looked = await lookAt(place);
      return looked.ok ? succeed(looked.value.chosen) : looked;
    },
    async stage(place, signal) {
      await settle();
      // What was not accepted has begun nothing, and changes nothing.
      const looked = await lookAt(place);
      if (!looked.ok) return looked;
      const { chosen, accepted, files } = looked.value;
      const unsaved = await record(
        chosen === null ? { type: 'nothing-newer' } : { type: 'download-began', ...summaryOf(chosen) },
        accepted,
      );
      if (unsaved !== null) return { ok: false, problem: unsaved };
      if (chosen === null) return succeed(null);
      const { version, installer } = chosen;
      const { stallMs } = options;
      const limits = stallMs === undefined ? {} : { stallMs };
      const staged = await stageInstaller({ dataDirectory, version, installer, place, signal, ...limits });
      if (!staged.ok) return await refused(staged);
      const kept = keepSigned(signedFolderIn(dataDirectory, version), files);
      if (!kept.ok) return await refused(kept);
      await record({ type: 'download-verified', ...summaryOf(chosen) });
      return succeed(chosen);
    },
    async install(by, installer) {
      const state = await settle();
      if (state.now.phase !== 'staged') return fail('update-none-staged');
      const time = mayDisturb(lessonHours(), now(), by);
      if (!time.ok) return time;
      const looked = await look(folderSource(signedFolderIn(dataDirectory, state.now.version)));
      if (!looked.ok) return looked;
      const { chosen } = looked.value;
      const file = stagedFileIn(dataDirectory, state.now.version, state.now.file);
      const isIt = chosen?.version === state.now.version && chosen.installer.file === state.now.file;
      // The data folder may be written by whoever sits here: hashes of the signed list count, read again now.
      if (!isIt || !existsSync(file) || !(await isAsSigned(file, chosen.installer)))
        return fail('update-installer-mismatch', { file: state.now.file });
      if (installer.kind !== chosen.installer.kind) return fail('update-by-hand', { file });
      const { version } = chosen;
      const { folder } = installer;
      const kept = await keepInstaller({
        folder,
        staged: file,
        version,
        installer: chosen.installer,
        current: program.version,
      });
      if (!kept.ok) return kept;
      const unsaved = await record({ type: 'install-began' });
      if (unsaved !== null) return { ok: false, problem: unsaved };
      try {
        await installer.start(kept.value);
      } catch (cause) {
        // It waits again.
        await record({ type: 'started', version: program.version });
        return fail('update-not-installed', { detail: messageOf(cause) });
      }
      return succeed(version);
    },
    async started() {
      const { now: phase } = await readUpdateState(dataDirectory);
      if (phase.phase === 'installing' || phase.phase === 'staged')
        await record({ type: 'started', version: program.version });
    },
  };
}

/** The signed list that an installer was staged by, beside it. */
const signedFolderIn = (dataDirectory: string, version: string): string =>
  path.join(updatesFolderIn(dataDirectory), version, 'signed');

function keepSigned(folder: string, files: PublicationFiles): Result<null> {
  try {
    for (const [name, bytes] of files) writeDurably(path.join(folder, ...name.split('/')), bytes);
    return succeed(null);
  } catch (cause) {
    return fail('update-not-kept', { folder, detail: messageOf(cause) });
  }
}

const summaryOf = ({ version, isRollBack, installer }: ChosenRelease) => ({
  version,
  isRollBack,
  file: installer.file,
});

/**
 * Whether a new program may be offered now. During published lesson hours never; where none are published only to a person who
 * asks. @returns `update-lesson-now`, `update-hours-unknown`. Pure.
 */
export function mayDisturb(hours: LessonHours | null, now: Date, by: 'schedule' | 'person'): Result<null> {
  const end = hours === null ? null : lessonEnd(hours, now);
  if (end !== null) return fail('update-lesson-now', { until: formatInstant(end).slice(11, 16) });
  return hours === null && by === 'schedule' ? fail('update-hours-unknown') : succeed(null);
}
