import type { About, CheckProgress, ModelChoice } from '../shared/contract.ts';
import type { Language } from '../shared/domain/language.ts';
import type { LiveState } from '../shared/domain/live-state.ts';
import type { Problem } from '../shared/domain/problem.ts';
import type { VersionTable } from '../shared/domain/version-table.ts';
import { type Result, succeed } from '../shared/domain/result.ts';
import type { ExpectedDevice, Station } from '../shared/domain/station.ts';
import { checkRunSteps } from './check-run/check-run-steps.ts';
import { judgeSnapshot } from './check-run/judge-snapshot.ts';
import type { StationContext } from './checks/check.ts';
import type { HotPlugSource } from './devices/hot-plug.ts';
import { recogniseDevices } from './devices/recognise.ts';
import { type Examination, examine } from './doctor/doctor.ts';
import { LiveStation } from './live/live-station.ts';
import { versionTable } from './matrix/version-table.ts';
import type { Probes } from './probes/probe.ts';
import { runProbe } from './probes/run-probe.ts';
import type { PcTrust } from './publication/own-root/pc-trust.ts';
import type { Publication } from './publication/publication.ts';
import { ChosenLanguage } from './settings/chosen-language.ts';
import { readLanguage } from './settings/preferences.ts';
import type { SettingsWriter } from './settings/settings-files.ts';
import { expectedFrom } from './station/learn-equipment.ts';
import { readStation, saveStation } from './station/station-file.ts';
import { createRunStore, type RunStore } from './store/run-store.ts';

export interface AppParts {
  readonly version: string;
  readonly host: About['host'];
  readonly dataDirectory: string;
  readonly stationFile: string;
  readonly probes: Probes;
  readonly hotPlug: HotPlugSource;
  readonly publication: Publication;
  /** What was passed over when the publication was chosen. */
  readonly publicationProblems?: readonly Problem[];
  /** By which root it was chosen. */
  readonly trust?: PcTrust;
  readonly settings: SettingsWriter;
  /** Name of the demonstration world the probes look at, null on a real PC. */
  readonly world: string | null;
}

/** What the program can do, whatever shows it. */
export interface App {
  readonly runs: RunStore;
  about(): Promise<About>;
  setLanguage(language: Language): Promise<About>;
  check(signal: AbortSignal): AsyncGenerator<CheckProgress>;
  live(signal: AbortSignal): AsyncGenerator<LiveState>;
  station(): Promise<Result<Station | null>>;
  saveStation(station: Station): Promise<Result<Station>>;
  learnEquipment(): Promise<Result<ExpectedDevice[]>>;
  models(): ModelChoice[];
  /** Versions of the newest kept run against the publication in use; null before the first check. */
  versions(): Promise<Result<VersionTable | null>>;
  examine(): Promise<Examination[]>;
  close(): void;
}

/** Kept runs looked through to tell since when a version is there. */
const VERSION_HISTORY = 50;

/** The one place where the parts are put together. */
export function createApp(parts: AppParts): App {
  const { probes, publication, dataDirectory, stationFile, publicationProblems = [] } = parts;
  const runs = createRunStore(dataDirectory);
  const stationToJudgeBy = async (): Promise<Required<StationContext>> => {
    const read = await readStation(stationFile);
    return read.ok ? { station: read.value, stationProblem: null } : { station: null, stationProblem: read.problem };
  };
  const lastGoodRun = () => runs.lastGood(parts.world !== null);
  const live = new LiveStation({
    probes,
    publication,
    hotPlug: parts.hotPlug,
    readStation: stationToJudgeBy,
    lastGoodRun,
  });
  const language = new ChosenLanguage(dataDirectory, parts.settings);

  const about = async (): Promise<About> => {
    const station = await readStation(stationFile);
    const ownTroubles = [await runs.problem(), station.ok ? null : station.problem, language.problem];
    const troubles = [...ownTroubles, ...publicationProblems];
    return {
      version: parts.version,
      host: parts.host,
      language: language.chosen ?? (await readLanguage(dataDirectory)),
      world: parts.world,
      problems: troubles.filter((problem): problem is Problem => problem !== null),
    };
  };

  return {
    runs,
    about,
    async setLanguage(chosen) {
      await language.choose(chosen);
      return await about();
    },
    check: (signal) =>
      checkRunSteps(
        {
          source: { probes, version: parts.version, demo: parts.world !== null },
          async judge(snapshot, startedAt) {
            const { station, stationProblem } = await stationToJudgeBy();
            return judgeSnapshot(snapshot, station, publication, startedAt, await lastGoodRun(), stationProblem);
          },
          keep: (run) => runs.keep(run),
        },
        signal,
      ),
    live: (signal) => live.watch(signal),
    station: () => readStation(stationFile),
    async saveStation(station) {
      const saved = await saveStation(stationFile, station, parts.settings);
      if (saved.ok) live.refresh();
      return saved;
    },
    async learnEquipment() {
      const never = new AbortController().signal;
      const [usb, hid] = await Promise.all([runProbe(probes.usb, never), runProbe(probes.hid, never)]);
      if (usb.status !== 'ok')
        return { ok: false, problem: { code: usb.error.code, params: { detail: usb.error.detail } } };
      const { devices } = recogniseDevices(usb.facts, hid.status === 'ok' ? hid.facts : null, publication.catalogue);
      return { ok: true, value: expectedFrom(devices) };
    },
    models: () => [...publication.catalogue.models.values()].map(({ id, name, kind }) => ({ id, name, kind })),
    async versions() {
      const recent = await runs.recent(VERSION_HISTORY);
      if (!recent.ok) return recent;
      const [newest, ...earlier] = recent.value;
      if (newest === undefined) return succeed(null);
      const lastGood = await runs.lastGood(parts.world !== null, newest.id);
      return succeed(versionTable(newest, { runs: earlier, lastGood }, publication));
    },
    examine: () =>
      examine({
        dataDirectory,
        stationFile,
        probes,
        hotPlug: parts.hotPlug,
        store: runs,
        publication,
        publicationProblems,
        trust: parts.trust ?? null,
      }),
    close() {
      live.close();
      runs.close();
    },
  };
}
