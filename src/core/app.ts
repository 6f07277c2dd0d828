import type { About, CheckProgress, ModelChoice } from '../shared/contract.ts';
import type { PublishedCauses } from '../shared/domain/guide.ts';
import type { Language } from '../shared/domain/language.ts';
import type { CheckPurpose } from '../shared/domain/probe-ids.ts';
import type { CheckRun } from '../shared/domain/check-run.ts';
import type { DecodedFaultCode } from '../shared/domain/fault-code.ts';
import type { LiveState } from '../shared/domain/live-state.ts';
import type { Problem } from '../shared/domain/problem.ts';
import type { VersionTable } from '../shared/domain/version-table.ts';
import type { LevelDecision } from '../shared/domain/inspection/inspection-plan.ts';
import { type Result, succeed } from '../shared/domain/result.ts';
import type { Teacher } from '../shared/domain/teacher.ts';
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
import { faultCodesOf } from './requests/fault-code/fault-code-of.ts';
import { readFaultCode } from './requests/fault-code/read-fault-code.ts';
import { serviceLevelOf } from './requests/promises/service-level.ts';
import type { RetentionDesk } from './retention/keep-no-longer.ts';
import { ChosenLanguage } from './settings/chosen-language.ts';
import { readLanguage } from './settings/preferences.ts';
import type { SettingsWriter } from './settings/settings-files.ts';
import { expectedFrom } from './station/learn-equipment.ts';
import { readStation, saveStation } from './station/station-file.ts';
import type { SecretStore } from './delivery/secret-store.ts';
import type { Printer } from './reports/printer.ts';
import type { Inspections } from './inspections/inspections.ts';
import type { ServiceRequests } from './requests/service-requests.ts';
import { readTeacher, saveTeacher } from './station/teacher-file.ts';
import { createDatabaseSession } from './store/database-session.ts';
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
  readonly secrets: SecretStore;
  readonly printer: Printer;
  /** Name of the demonstration world the probes look at, null on a real PC. */
  readonly world: string | null;
}

/** What the program can do, whatever shows it. */
export interface App {
  readonly runs: RunStore;
  about(): Promise<About>;
  /** Words of the publication in use for causes. */
  guide(): PublishedCauses;
  setLanguage(language: Language): Promise<About>;
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
  /** Sends what waits and asks for news until the program ends; a host does it once its screen is there. */
  deliver(): void;
  examine(): Promise<Examination[]>;
  /** What is being sent comes to rest first: it is in the database how it went. */
  close(): Promise<void>;
}

/** Kept runs looked through to tell since when a version is there. */
const VERSION_HISTORY = 50;

/** The one place where the parts are put together. */
export function createApp(parts: AppParts): App {
  const { probes, publication, dataDirectory, stationFile, publicationProblems = [] } = parts;
  const session = createDatabaseSession(dataDirectory);
  const runs = createRunStore(dataDirectory, session);
  const stationToJudgeBy = async (): Promise<Required<StationContext>> => {
    const read = await readStation(stationFile);
    return read.ok ? { station: read.value, stationProblem: null } : { station: null, stationProblem: read.problem };
  };
  /** Has its fault codes also when it could not be kept, which is when they matter most. */
  let newestRun: CheckRun | null = null;
  const lastGoodRun = () => runs.lastGood(parts.world !== null);
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

  let requests: Promise<ServiceRequests> | null = null;
  let delivering: Promise<void> | null = null;
  const ending = new AbortController();
  const openRequests = async (): Promise<ServiceRequests> => {
    const { createServiceRequests } = await import('./requests/service-requests.ts');
    const { createI18n, createWording } = await import('../shared/wording.ts');
    const { OUTGOING_TEXTS } = await import('../shared/locales/outgoing.ts');
    const words = createI18n('zh-CN', OUTGOING_TEXTS);
    return createServiceRequests({
      dataDirectory,
      session,
      secrets: parts.secrets,
      printer: parts.printer,
      words: (wanted) => createWording(words, wanted).t,
      publication,
      program: parts.version,
      demo: parts.world !== null,
      run: runOf,
      station: () => readStation(stationFile),
      teacher: () => readTeacher(dataDirectory),
      wording: async () => createWording(words, await languageNow(), publication.guide.causes),
      faultCodeOf: (finding, run) => faultCodesOf(run, publication.faultCodes)[run.findings.indexOf(finding)] ?? null,
      now: () => new Date(),
    });
  };

  const openedRequests = () => (requests ??= openRequests());

  const check = (signal: AbortSignal, purpose: CheckPurpose = 'lesson'): AsyncGenerator<CheckProgress> =>
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

  let inspections: Promise<Inspections> | null = null;
  const openInspections = async (): Promise<Inspections> => {
    const { createInspections } = await import('./inspections/create-inspections.ts');
    const { createI18n, createWording } = await import('../shared/wording.ts');
    const { INSPECTION_TEXTS } = await import('../shared/locales/inspections.ts');
    const words = createI18n('zh-CN', INSPECTION_TEXTS);
    return createInspections({
      dataDirectory,
      session,
      secrets: parts.secrets,
      printer: parts.printer,
      publication,
      program: parts.version,
      demo: parts.world !== null,
      check: (signal) => check(signal, 'inspection'),
      station: () => readStation(stationFile),
      teacher: () => readTeacher(dataDirectory),
      requests: openedRequests,
      words: (wanted) => createWording(words, wanted, publication.guide.causes),
      language: languageNow,
      now: () => new Date(),
    });
  };
  const openedInspections = () => (inspections ??= openInspections());

  /** A database that cannot be used is told once. */
  const stored = async (look: (store: Pick<RunStore, 'problem' | 'examine'>) => Promise<Problem | null>) =>
    (await look(runs)) ?? (await look(await openedRequests()));

  const about = async (): Promise<About> => {
    const station = await readStation(stationFile);
    const ownTroubles = [
      await stored((store) => store.problem()),
      station.ok ? null : station.problem,
      language.problem,
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
    check: (signal) => check(signal),
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
    async retention() {
      const { createRetentionDesk } = await import('./retention/keep-no-longer.ts');
      return createRetentionDesk({
        dataDirectory,
        session,
        published: publication.identity.date,
        now: () => new Date(),
      });
    },
    deliver() {
      delivering ??= openedRequests().then((opened) => opened.deliver(ending.signal));
    },
    examine: () =>
      examine({
        dataDirectory,
        stationFile,
        probes,
        hotPlug: parts.hotPlug,
        store: { examine: () => stored((store) => store.examine()) },
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
