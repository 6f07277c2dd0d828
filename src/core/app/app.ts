import { existsSync } from 'node:fs';
import path from 'node:path';
import { formatInstant } from '../../shared/beijing-time.ts';
import type { About, CheckProgress, ModelChoice, PublicationNews } from '../../shared/contract.ts';
import type { Appearance } from '../../shared/domain/appearance.ts';
import type { CheckRun, LiveState, PublicationStamp } from '../../shared/domain/check-run.ts';
import type { PublishedCauses } from '../../shared/domain/guide.ts';
import type { LevelDecision } from '../../shared/domain/inspection/inspection-plan.ts';
import type { Language } from '../../shared/domain/language.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import type { PublicationLook } from '../../shared/domain/publication-source.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import type { ScreenError } from '../../shared/domain/screen-error.ts';
import type { Snapshot } from '../../shared/domain/snapshot.ts';
import type { ExpectedDevice, Station } from '../../shared/domain/station.ts';
import type { Teacher } from '../../shared/domain/teacher.ts';
import type { MadeBackup } from '../backup/make-backup.ts';
import { createChecks } from '../check-run/index.ts';
import type { ChannelSetup } from '../delivery/index.ts';
import { type Dependencies, type HostDependencies, lazy } from '../dependencies/dependencies.ts';
import type { Examination } from '../doctor/index.ts';
import { createScreenErrorRecorder } from '../incidents/incident-log.ts';
import type { ProgramLog } from '../incidents/program-log.ts';
import type { ArchiveReport } from '../inspections/archive/write-archive.ts';
import type { Inspections } from '../inspections/inspections.ts';
import type { Kiosk } from '../kiosk/index.ts';
import type { Lesson } from '../lesson/index.ts';
import { messageOf } from '../platform/message-of.ts';
import type { Requests } from '../requests/index.ts';
import { serviceLevelOf } from '../requests/promises/service-level.ts';
import type { RetentionService } from '../retention/index.ts';
import type { Roles } from '../roles/index.ts';
import type { Setup } from '../setup/index.ts';
import { PreferenceChoice } from '../settings/preferences.ts';
import { readStation, saveStation, readTeacher, saveTeacher } from '../settings/settings-files.ts';
import { deviceKeyIn, formerDeviceKeys } from '../signing/signing-key.ts';
import { createDatabaseSession } from '../store/database-session.ts';
import { createRunStore } from '../store/run-store.ts';
import { watchRecords } from '../store/watch-records.ts';
import type { ProgramUpdates } from '../updates/program-updates.ts';
import type { PcSocketsService } from './pc-sockets.ts';
import { createPutBackDisk, type PutBackDiskService } from './put-back-disk.ts';
import { createRecordIntegrity } from './record-integrity.ts';
import { createRunQuestions, type RunQuestions } from './run-questions.ts';

/** Everything the program can do, whatever shows it: screens through the router, the terminal directly. */
export interface App extends RunQuestions {
  /** Where its records are. */
  readonly dataDirectory: string;
  /** What was passed over when the publication in use was chosen. */
  publicationProblems(): readonly Problem[];

  about(): Promise<About>;
  /** Which publication is in use, and how old it is today. */
  publicationStamp(): PublicationStamp;
  /** Words of the publication in use for causes. */
  guide(): PublishedCauses;
  setLanguage(language: Language): Promise<About>;
  setAppearance(appearance: Appearance): Promise<About>;
  /** Logs what failed on the screen. */
  reportScreenError(error: ScreenError): Promise<void>;
  /** The log of what failed of the program itself, as it may be given away. */
  programLog(): Promise<ProgramLog>;

  /** One check, stored; ending the iteration or aborting the signal cancels it. */
  check(signal: AbortSignal): AsyncGenerator<CheckProgress>;
  /** What is connected now, and again at every plug and unplug. */
  live(signal: AbortSignal): AsyncGenerator<LiveState>;
  /** Every probe once; stores nothing. */
  snapshot(signal: AbortSignal): Promise<Snapshot>;
  /** What is connected, judged without a station; stores nothing. */
  scan(signal: AbortSignal): Promise<CheckRun>;
  /** Judges a snapshot file as of the instant it was taken; stores nothing. */
  rejudge(file: string): Promise<Result<CheckRun>>;
  /** Judges a text of another program, or a snapshot, that somebody sent; stores nothing. */
  judgeSent(file: string): Promise<Result<CheckRun>>;
  /** The same with the content of the file, as a screen hands it over. */
  judgeSentBytes(file: string, bytes: Uint8Array): Promise<Result<CheckRun>>;
  station(): Promise<Result<Station | null>>;
  saveStation(station: Station): Promise<Result<Station>>;
  learnEquipment(): Promise<Result<ExpectedDevice[]>>;
  models(): ModelChoice[];
  teacher(): Promise<Result<Teacher | null>>;
  saveTeacher(teacher: Teacher): Promise<Result<Teacher>>;
  /** The service level a teacher has by the published table, and the row that decides. */
  levelOf(teacher: Teacher): LevelDecision;

  // Services, loaded when first asked for: a cold check does not pay for them.
  requests(): Promise<Requests>;
  inspections(): Promise<Inspections>;
  retention(): Promise<RetentionService>;
  sockets(): Promise<PcSocketsService>;
  channels(): Promise<ChannelSetup>;
  lesson(): Promise<Lesson>;
  roles(): Promise<Roles>;
  kiosk(): Promise<Kiosk>;
  setup(): Promise<Setup>;
  /**
   * Signed reports and problem-handling sheets of a month, in order in a folder.
   * @param month `2026-11`. @returns also why the teacher's details cannot be read.
   */
  archive(month: string, folder: string, language: Language, signal: AbortSignal): Promise<Result<ArchiveReport>>;

  /** Sends what waits, asks for updates and examines the records until the program ends; a host does it once its screen is there. */
  deliver(): void;
  /** The publication in use, where new ones come from, and what the last looks there found. */
  publicationNews(): Promise<PublicationNews>;
  /** Looks now for a newer publication; what is installed is used from the next check on. */
  fetchPublication(): Promise<Result<PublicationLook>>;
  /** Newer programs: what a place offers, and what waits here to be installed. */
  programUpdates(): Promise<ProgramUpdates>;
  readonly putBackDisk: PutBackDiskService;
  /** Does the program itself work here? */
  examine(): Promise<Examination[]>;
  /** Writes the history of this PC into one file. @param passPhrase seals its secrets; null: they are left out. */
  makeBackup(file: string, passPhrase: string | null, signal: AbortSignal): Promise<Result<MadeBackup>>;
  /** Writes what the device probes see on this PC, without serial numbers, into a new file for the makers of this program. */
  writeFieldReport(file: string): Promise<Result<string>>;
  /** Resolves when what is being sent has drained: it is in the database how it went. */
  close(): Promise<void>;
}

/** Windows PowerShell takes seconds from an old disk; what has not answered by then is unknown. */
const LOCKDOWN_MS = 30_000;

/** The one place where the services get their dependencies. */
export function createApp(host: HostDependencies): App {
  const { publicationInUse, dataDirectory, logDirectory, stationFile, settings } = host;
  const { publication } = publicationInUse;
  const session = createDatabaseSession(dataDirectory);
  const runs = createRunStore(dataDirectory, session);
  const preferences = new PreferenceChoice(dataDirectory, settings);
  /** In the first start on a copied disk. */
  let keyProblem: Problem | null = null;
  const deps: Dependencies = {
    ...host,
    demo: host.world !== null,
    publication,
    now: () => new Date(),
    session,
    runs,
    deviceKey: deviceKeyIn(host.secrets, {
      // A demonstration is no PC.
      ...(host.world === null && {
        marks: async () => await (await import('../probes/host/pc-marks.ts')).readPcMarks(),
      }),
      onReplaced(former, own) {
        keyProblem = { code: 'device-key-replaced', params: { former, own } };
      },
    }),
    formerKeys: () => formerDeviceKeys(host.secrets),
    station: () => readStation(stationFile),
    teacher: () => readTeacher(dataDirectory),
    language: async () => (await preferences.current()).language,
    run: async (id) => (checks.newest?.id === id ? succeed(checks.newest) : await runs.get(id)),
    async lastRunAt() {
      const newest = await runs.list(1);
      const [run] = newest.ok ? newest.value : [];
      return run === undefined || run.demo !== deps.demo ? null : run.startedAt;
    },
  };

  const checks = createChecks(deps);
  const requests = lazy(async () => (await import('../requests/index.ts')).createRequests(deps));
  let areInspectionsInUse = false;
  const inspections = lazy(async () => {
    areInspectionsInUse = true;
    const { createInspections } = await import('../inspections/index.ts');
    return createInspections({
      ...deps,
      requests,
      // Seen once: what is signed has to be what was shown. A demonstration is no PC.
      ...(host.world === null && {
        lockdown: lazy(async () => await (await kiosk()).lockdown(AbortSignal.timeout(LOCKDOWN_MS))),
      }),
      check: (signal) => checks.run(signal, 'inspection'),
    });
  });
  const retention = lazy(async () => (await import('../retention/index.ts')).createRetention(deps));
  const roles = lazy(async () => (await import('../roles/index.ts')).createRoles(deps));
  const setup = lazy(async () =>
    (await import('../setup/index.ts')).createSetup({ ...deps, roles, refresh: () => checks.refresh() }),
  );
  const lesson = lazy(async () => (await import('../lesson/index.ts')).createLesson(deps));
  const kiosk = lazy(async () => {
    const { createKiosk } = await import('../kiosk/index.ts');
    return createKiosk(deps, {
      isAsked: async () => await (await roles()).hasPins(),
      check: async (pin) => await (await roles()).checkStaff(pin),
    });
  });
  const sockets = lazy(async () => (await import('./pc-sockets.ts')).createPcSockets(deps));
  let delivering: Promise<void> | null = null;
  const channels = lazy(async () => {
    const { createChannelSetup } = await import('../delivery/index.ts');
    // Whoever does not send has nobody to tell.
    return createChannelSetup(deps, async () => delivering === null || (await (await requests()).applyChannels()));
  });
  const integrity = createRecordIntegrity(dataDirectory, {
    runs,
    requests,
    inspections,
    areInspectionsInUse: () => areInspectionsInUse,
  });

  const publicationService = lazy(async () =>
    (await import('./publication-service.ts')).createPublicationService({
      publicationInUse,
      now: deps.now,
      isBusy: () => checks.isRunning,
    }),
  );
  publicationInUse.onReplaced(() => checks.refresh());
  const programUpdates = lazy(async () => {
    const { createProgramUpdates } = await import('../updates/program-updates.ts');
    const { thisProgram } = await import('../updates/this-program.ts');
    return createProgramUpdates({
      dataDirectory: logDirectory,
      program: thisProgram(host.version),
      lessonHours: () => publication.lessonHours,
      now: deps.now,
    });
  });

  let following: Promise<void> | null = null;
  let deliveryProblem: Problem | null = null;
  const ending = new AbortController();

  const publicationProblems = () => publicationInUse.chosen?.problems ?? [];
  const putBackDisk = createPutBackDisk(deps);

  const about = async (): Promise<About> => {
    const station = await deps.station();
    const problems = [
      ...(await integrity.problems()),
      station.ok ? null : station.problem,
      preferences.problem,
      deliveryProblem,
      keyProblem,
      await putBackDisk.problem(),
      ...publicationProblems(),
    ];
    return {
      version: host.version,
      ...(await preferences.current()),
      publication: publication.stampAt(deps.now()),
      world: host.world,
      problems: problems.filter((problem) => problem !== null),
    };
  };

  return {
    dataDirectory,
    publicationProblems,

    about,
    publicationStamp: () => publication.stampAt(deps.now()),
    guide: () => publication.guide.causes,
    async setLanguage(language) {
      await preferences.choose({ language });
      return await about();
    },
    async setAppearance(appearance) {
      await preferences.choose({ appearance });
      return await about();
    },
    reportScreenError: createScreenErrorRecorder(async () => {
      const { createIncidentLog } = await import('../incidents/incident-log.ts');
      return existsSync(logDirectory) ? createIncidentLog(logDirectory) : null;
    }),

    async programLog() {
      const { createProgramLog } = await import('../incidents/program-log.ts');
      return createProgramLog(logDirectory, () => formatInstant(deps.now()).slice(0, 10));
    },

    async *check(signal) {
      // What another program installed is used from this check on.
      if (delivering !== null) await publicationInUse.refresh();
      yield* checks.run(signal);
    },
    live: (signal) => checks.live(signal),
    snapshot: (signal) => checks.snapshot(signal),
    scan: (signal) => checks.scan(signal),
    rejudge: (file) => checks.rejudge(file),
    judgeSent: (file) => checks.judgeSent(file),
    judgeSentBytes: (file, bytes) => checks.judgeSentBytes(file, bytes),
    ...createRunQuestions(deps),

    station: deps.station,
    async saveStation(station) {
      const saved = await saveStation(stationFile, station, settings);
      if (saved.ok) checks.refresh();
      return saved;
    },
    learnEquipment: () => checks.learnEquipment(),
    models: () => [...publication.catalogue.models.values()].map(({ id, name, kind }) => ({ id, name, kind })),
    teacher: deps.teacher,
    saveTeacher: (teacher) => saveTeacher(dataDirectory, teacher, settings),
    levelOf: (teacher) => serviceLevelOf(teacher, publication.service.levels, deps.now()),

    requests,
    inspections,
    retention,
    sockets,
    channels,
    lesson,
    roles,
    kiosk,
    setup,
    async archive(month, folder, language, signal) {
      const teacher = await deps.teacher();
      if (!teacher.ok) return teacher;
      const { archiveMonth } = await import('../inspections/archive/write-archive.ts');
      const services = { inspections: await inspections(), requests: await requests() };
      return await archiveMonth({ ...services, month, folder, language, teacher: teacher.value }, deps, signal);
    },

    deliver() {
      // On a copied disk this PC gets a key of its own before anything is signed with the other's.
      void deps.deviceKey();
      // Deliveries have a net of their own; a fault here is shown, and ends neither the screens nor the program.
      delivering ??= requests()
        .then((opened) => opened.deliver(ending.signal))
        .catch((cause: unknown) => {
          deliveryProblem = { code: 'delivery-stopped', params: { detail: messageOf(cause) } };
        });
      void watchRecords(
        { file: session.file, isBusy: () => checks.isRunning, onDamage: () => integrity.examine() },
        ending.signal,
      );
      // What the installer was given last time has arrived, or waits again.
      if (existsSync(path.join(logDirectory, 'updates'))) void programUpdates().then((updates) => updates.started());
      following = publicationService().then((service) => service.follow(ending.signal));
    },
    programUpdates,
    putBackDisk,
    publicationNews: async () => await (await publicationService()).news(),
    // Who leaves the page ends the look no more than who stays: the program does.
    fetchPublication: async () => await (await publicationService()).look(ending.signal),
    async examine() {
      const { createDoctor } = await import('../doctor/index.ts');
      return await createDoctor(
        { ...deps, roles, publicationNews: async () => await (await publicationService()).news() },
        integrity,
      ).examine();
    },
    async makeBackup(file, passPhrase, signal) {
      if (deps.demo) return fail('backup-in-demonstration');
      const { makeBackup } = await import('../backup/make-backup.ts');
      return await makeBackup(file, passPhrase, deps, signal);
    },
    async writeFieldReport(file) {
      const { writeFieldReport } = await import('../doctor/field-report.ts');
      return await writeFieldReport(file, deps.probes, deps.publication.catalogue, logDirectory);
    },
    async close() {
      checks.close();
      ending.abort();
      await delivering?.catch(() => undefined);
      await following?.catch(() => undefined);
      runs.close();
    },
  };
}
