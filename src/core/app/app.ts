import { existsSync } from 'node:fs';
import type { About, CheckProgress, ModelChoice } from '../../shared/contract.ts';
import type { PublishedCauses } from '../../shared/domain/guide.ts';
import type { Language } from '../../shared/domain/language.ts';
import type { CheckPurpose } from '../../shared/domain/probe-ids.ts';
import type { CheckRun, LiveState } from '../../shared/domain/check-run.ts';
import type { DecodedFaultCode } from '../../shared/domain/fault-code.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import type { ScreenError } from '../../shared/domain/screen-error.ts';
import type { VersionTable } from '../../shared/domain/version-table.ts';
import type { LevelDecision } from '../../shared/domain/inspection/inspection-plan.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import type { Teacher } from '../../shared/domain/teacher.ts';
import type { ExpectedDevice, Station } from '../../shared/domain/station.ts';
import type { AppParts } from './app-parts.ts';
import { checkRunSteps } from '../check-run/check-run-steps.ts';
import { judgeSnapshot } from '../check-run/judge-snapshot.ts';
import type { StationContext } from '../checks/check.ts';
import { type Examination, examine } from '../doctor/doctor.ts';
import { keepScreenErrors } from '../incidents/screen-errors.ts';
import { keptRecords } from './kept-records.ts';
import { LiveStation } from '../check-run/live-station.ts';
import { messageOf } from '../platform/message-of.ts';
import { newestVersions } from '../versions/newest-versions.ts';
import { openInspections } from './open-inspections.ts';
import { openRequests } from './open-requests.ts';
import { openRetention } from './open-retention.ts';
import { faultCodesOf } from '../requests/fault-code/fault-code-of.ts';
import { readFaultCode } from '../requests/fault-code/read-fault-code.ts';
import { serviceLevelOf } from '../requests/promises/service-level.ts';
import type { RetentionDesk } from '../retention/keep-no-longer.ts';
import { ChosenLanguage } from '../settings/chosen-language.ts';
import { readLanguage } from '../settings/preferences.ts';
import { learnConnected } from '../check-run/learn-connected.ts';
import { readStation, saveStation } from '../settings/station-file.ts';
import type { Inspections } from '../inspections/inspections.ts';
import type { ServiceRequests } from '../requests/service-requests.ts';
import { readTeacher, saveTeacher } from '../settings/teacher-file.ts';
import { createDatabaseSession } from '../store/database-session.ts';
import { createRunStore, type RunStore } from '../store/run-store.ts';
import { watchRecords } from '../store/watch-records.ts';

/** What the program can do, whatever shows it. */
export interface App {
  readonly runs: RunStore;
  about(): Promise<About>;
  /** Words of the publication in use for causes. */
  guide(): PublishedCauses;
  setLanguage(language: Language): Promise<About>;
  /** Keeps in the log what failed on the screen. */
  reportScreenError(error: ScreenError): Promise<void>;
  check(signal: AbortSignal): AsyncGenerator<CheckProgress>;
  live(signal: AbortSignal): AsyncGenerator<LiveState>;
  station(): Promise<Result<Station | null>>;
  saveStation(station: Station): Promise<Result<Station>>;
  learnEquipment(): Promise<Result<ExpectedDevice[]>>;
  models(): ModelChoice[];
  /** Versions of the newest kept run against the publication in use; null before the first check. */
  versions(): Promise<Result<VersionTable | null>>;
  /** The fault code of each finding of a run, in its order; null where there is nothing to report. */
  faultCodesOf(runId: string): Promise<Result<(string | null)[]>>;
  readFaultCode(text: string): Promise<Result<DecodedFaultCode>>;
  teacher(): Promise<Result<Teacher | null>>;
  saveTeacher(teacher: Teacher): Promise<Result<Teacher>>;
  /** The service level a teacher has by the published table, and the row that decides. */
  levelOf(teacher: Teacher): LevelDecision;
  /** Loaded when first asked for: a cold check does not pay for it. */
  requests(): Promise<ServiceRequests>;
  /** Loaded when first asked for. */
  inspections(): Promise<Inspections>;
  /** Keeping nothing longer than the settings say; loaded when first asked for. */
  retention(): Promise<RetentionDesk>;
  /** Sends what waits, asks for news and examines the records until the program ends; a host does it once its screen is there. */
  deliver(): void;
  examine(): Promise<Examination[]>;
  /** What is being sent comes to rest first: it is in the database how it went. */
  close(): Promise<void>;
}

/** The one place where the parts are put together. */
export function createApp(parts: AppParts): App {
  const { probes, publication, dataDirectory, stationFile, publicationProblems = [] } = parts;
  const { logDirectory = dataDirectory } = parts;
  const session = createDatabaseSession(dataDirectory);
  const runs = createRunStore(dataDirectory, session);
  const stationToJudgeBy = async (): Promise<Required<StationContext>> => {
    const read = await readStation(stationFile);
    return read.ok ? { station: read.value, stationProblem: null } : { station: null, stationProblem: read.problem };
  };
  /** Has its fault codes also when it could not be kept, which is when they matter most. */
  let newestRun: CheckRun | null = null;
  const lastGoodRun = () => runs.lastGoodFacts(parts.world !== null);
  const live = new LiveStation({
    probes,
    publication,
    hotPlug: parts.hotPlug,
    readStation: stationToJudgeBy,
    lastGoodRun,
  });
  const language = new ChosenLanguage(dataDirectory, parts.settings);
  const languageNow = async () => language.chosen ?? (await readLanguage(dataDirectory));
  const runOf = async (id: string): Promise<Result<CheckRun>> =>
    newestRun?.id === id ? succeed(newestRun) : await runs.get(id);

  const lastRunAt = async (): Promise<string | null> => {
    const newest = await runs.list(1);
    const [run] = newest.ok ? newest.value : [];
    return run === undefined || run.demo !== (parts.world !== null) ? null : run.startedAt;
  };

  let requests: Promise<ServiceRequests> | null = null;
  let inspections: Promise<Inspections> | null = null;
  let delivering: Promise<void> | null = null;
  let deliveryProblem: Problem | null = null;
  const ending = new AbortController();
  const openedRequests = () =>
    (requests ??= openRequests(parts, { session, run: runOf, lastRunAt, language: languageNow }));

  let checking = 0;
  const check = async function* (signal: AbortSignal, purpose: CheckPurpose = 'lesson'): AsyncGenerator<CheckProgress> {
    checking += 1;
    try {
      yield* checkSteps(signal, purpose);
    } finally {
      checking -= 1;
    }
  };
  const checkSteps = (signal: AbortSignal, purpose: CheckPurpose): AsyncGenerator<CheckProgress> =>
    checkRunSteps(
      {
        source: { probes, version: parts.version, demo: parts.world !== null },
        purpose,
        async judge(snapshot, startedAt) {
          const { station, stationProblem } = await stationToJudgeBy();
          return judgeSnapshot(snapshot, station, publication, startedAt, await lastGoodRun(), stationProblem);
        },
        keep(run) {
          newestRun = run;
          return runs.keep(run);
        },
      },
      signal,
    );

  const openedInspections = () =>
    (inspections ??= openInspections(parts, {
      session,
      check: (signal) => check(signal, 'inspection'),
      requests: openedRequests,
      language: languageNow,
    }));

  const kept = keptRecords(dataDirectory, {
    runs,
    requests: openedRequests,
    inspections: openedInspections,
    areInspectionsInUse: () => inspections !== null,
  });

  const about = async (): Promise<About> => {
    const station = await readStation(stationFile);
    const ownTroubles = [
      ...(await kept.problems()),
      station.ok ? null : station.problem,
      language.problem,
      deliveryProblem,
    ];
    const troubles = [...ownTroubles, ...publicationProblems];
    return {
      version: parts.version,
      host: parts.host,
      language: await languageNow(),
      world: parts.world,
      problems: troubles.filter((problem): problem is Problem => problem !== null),
    };
  };

  return {
    runs,
    about,
    guide: () => publication.guide.causes,
    async setLanguage(chosen) {
      await language.choose(chosen);
      return await about();
    },
    reportScreenError: keepScreenErrors(async () => {
      const { createIncidentLog } = await import('../incidents/incident-log.ts');
      return existsSync(logDirectory) ? createIncidentLog(logDirectory) : null;
    }),
    check: (signal) => check(signal),
    live: (signal) => live.watch(signal),
    station: () => readStation(stationFile),
    async saveStation(station) {
      const saved = await saveStation(stationFile, station, parts.settings);
      if (saved.ok) live.refresh();
      return saved;
    },
    learnEquipment: () => learnConnected(probes, publication),
    models: () => [...publication.catalogue.models.values()].map(({ id, name, kind }) => ({ id, name, kind })),
    versions: () => newestVersions(runs, parts.world !== null, publication),
    async faultCodesOf(runId) {
      const run = await runOf(runId);
      return run.ok ? succeed(faultCodesOf(run.value, publication.faultCodes)) : run;
    },
    async readFaultCode(text) {
      const { station } = await stationToJudgeBy();
      return readFaultCode(text, { publication, station });
    },
    teacher: () => readTeacher(dataDirectory),
    saveTeacher: (teacher) => saveTeacher(dataDirectory, teacher, parts.settings),
    levelOf: (teacher) => serviceLevelOf(teacher, publication.service.levels, new Date()),
    requests: openedRequests,
    inspections: openedInspections,
    retention: () => openRetention({ dataDirectory, logDirectory, session, publication }),
    deliver() {
      // What has a net of its own inside; a fault here is said, and ends neither the screens nor the program.
      delivering ??= openedRequests()
        .then((opened) => opened.deliver(ending.signal))
        .catch((cause: unknown) => {
          deliveryProblem = { code: 'delivery-stopped', params: { detail: messageOf(cause) } };
        });
      void watchRecords(
        { file: session.file, isBusy: () => checking > 0, onDamage: () => kept.examine() },
        ending.signal,
      );
    },
    examine: () =>
      examine({
        dataDirectory,
        logDirectory,
        accessFolder: parts.accessFolder ?? dataDirectory,
        stationFile,
        probes,
        hotPlug: parts.hotPlug,
        store: kept,
        publication,
        publicationProblems,
        trust: parts.trust ?? null,
      }),
    async close() {
      live.close();
      ending.abort();
      await delivering?.catch(() => undefined);
      runs.close();
    },
  };
}
