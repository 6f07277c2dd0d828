import { ulid } from 'ulid';
import { DAY_MS, formatInstant } from '../../shared/beijing-time.ts';
import type { CheckRun } from '../../shared/domain/check-run.ts';
import type { OutboxState } from '../../shared/domain/delivery.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { isOpen, OPEN_STATES, type WhichRequests } from '../../shared/domain/open-requests.ts';
import { isOver, missingFields } from '../../shared/domain/request-completeness.ts';
import {
  type RequestEvent,
  type RequestState,
  requestStateSchema,
  stateAfter,
  type TeacherEvent,
  MESSAGE_SCHEMA,
  type ServiceMessage,
} from '../../shared/domain/request-lifecycle.ts';
import type {
  CoveringRequest,
  FileToKeep,
  ImportReport,
  ListedRequest,
  Preview,
  ReportedProblem,
  RequestCounts,
  RequestRecord,
} from '../../shared/domain/request-record.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { type HandedInReport, type RequestDraft, ulidSchema } from '../../shared/domain/service-request.ts';
import type { RequestKind } from '../../shared/domain/service-terms.ts';
import type { HotlineShown } from '../../shared/domain/service-hours.ts';
import { createI18n } from '../../shared/i18n.ts';
import { OUTGOING_TEXTS } from '../../shared/locales/outgoing.ts';
import { createWording } from '../../shared/wording.ts';
import { Outbox } from '../delivery/outbox/outbox.ts';
import { channelApplier, deliver, enabledChannels, importUpdatesFile, sendWaiting } from '../delivery/service-desk.ts';
import type { RequestUpdates } from '../delivery/status-updates.ts';
import type { Dependencies } from '../dependencies/dependencies.ts';
import { fileToKeep } from '../platform/file-to-keep.ts';
import { createDocuments } from '../reports/documents.ts';
import type { FormKind } from '../reports/forms/form-content.ts';
import { createRequestStore, type StoredRequest } from '../store/request-store.ts';
import { countRequests } from './count-requests.ts';
import { openDraft } from './draft-request.ts';
import { exportRequest, importUpdates } from './exchange-files.ts';
import { openRequests, recoveredRequests, reportedProblems } from './open-requests.ts';
import { hotlineShown } from './hotline.ts';
import { checkFilingClock } from './filing-clock.ts';
import { isSameRequest, prepareRequest, previewDigest } from './prepare-request.ts';
import { reportMessage } from './report-request.ts';
import { maskedRecord, promisesOf, recordOf, summaryOf } from './request-records.ts';

/** Requests for service on this PC: forms, previews, filing, records, the way out, and updates coming in. */
export interface Requests {
  /** The form for a problem of a run, or for a request by hand. @returns `run-not-found`, `record-unreadable`. */
  draft(about: { run: string | null; check: string | null; kind: RequestKind }): Promise<Result<RequestDraft>>;
  keepDraft(draft: RequestDraft): Promise<Result<RequestDraft>>;
  drafts(): Promise<Result<RequestDraft[]>>;
  discardDraft(id: string): Promise<Result<null>>;

  preview(draft: RequestDraft): Promise<Result<Preview>>;
  /**
   * @param seal digest of what the preview showed. @returns `preview-outdated` when the message is another one, `request-incomplete`
   * with the first field without which nobody could do anything with it.
   */
  file(draft: RequestDraft, seal: string): Promise<Result<RequestRecord>>;
  previewEvent(id: string, event: TeacherEvent): Promise<Result<Preview>>;
  /** As `file`. @returns also `request-event-not-allowed`, `request-note-empty`, `request-rating-empty`, `request-call-time`. */
  addEvent(id: string, event: TeacherEvent, seal: string): Promise<Result<RequestRecord>>;

  /** The report of an inspection as it would leave the PC. @param id ULID, the same at every preview and when it is handed in. */
  previewReport(id: string, report: HandedInReport, demo: boolean): Promise<Result<Preview>>;
  /** As `file`: durable when it answers. */
  handInReport(id: string, report: HandedInReport, demo: boolean, seal: string): Promise<Result<RequestRecord>>;
  /** How often the report of an inspection was handed in, and where each is; newest first. */
  reportsOf(inspection: string): Promise<Result<RequestRecord[]>>;

  /** News of a request were looked at. */
  markRead(id: string): Promise<Result<null>>;
  /** Problems of a run that an open request is about. @returns `run-not-found`, `record-unreadable`. */
  reported(run: string): Promise<Result<ReportedProblem[]>>;
  /** Open requests whose checks all pass in a run. @returns as above. */
  recovered(run: string): Promise<Result<CoveringRequest[]>>;
  /** Telephone of the service desk, and when it is answered: the school's own, else the published ones. */
  hotline(): Promise<HotlineShown | null>;

  /** Last filed first; one that cannot be read with its problem. @param which left out: all of them. */
  list(limit: number, before?: string, which?: WhichRequests): Promise<Result<ListedRequest[]>>;
  counts(): Promise<Result<RequestCounts>>;
  /** Personal fields masked. */
  get(id: string): Promise<Result<RequestRecord>>;
  /** The same, readable. */
  reveal(id: string): Promise<Result<RequestRecord>>;
  /** By number or id. */
  find(named: string): Promise<Result<RequestRecord>>;
  /** A form on paper or to edit; personal fields are readable on it. */
  document(id: string, form: FormKind, format: 'pdf' | 'docx', signal: AbortSignal): Promise<Result<FileToKeep>>;

  /** As a signed file. It counts as carried by hand from then on. */
  exportFile(id: string): Promise<Result<FileToKeep>>;
  /** The same file for somebody who reports when it was carried. */
  signedFile(id: string): Promise<Result<FileToKeep>>;
  carried(id: string): Promise<Result<void>>;
  /** Updates of the service desk in a signed file. */
  importFile(bytes: Uint8Array): Promise<Result<ImportReport>>;

  /** Puts a rejected, dead or doubtful delivery back into its lane. */
  resend(delivery: string): Promise<Result<null>>;
  /** Puts what is stuck back, of one request or of all, and tries everything once. */
  retry(id: string | null, signal: AbortSignal): Promise<Result<OutboxState>>;
  /** Other channels were set up: they are used from now on. */
  applyChannels(): Promise<Result<void>>;
  /** What waits now. */
  outboxState(): Promise<Result<OutboxState>>;
  /** What waits, now and at every change. */
  outbox(signal: AbortSignal): AsyncGenerator<OutboxState>;
  /** Sends what waits and asks for updates, until the signal is aborted. One host of a PC does it at a time, or several: leases keep order. */
  deliver(signal: AbortSignal): Promise<void>;

  /** Whether every request ever filed is still there and is what was filed, and the settings can be read. */
  problems(): Promise<Problem[]>;
  /** The same after every record was compared: takes seconds when there are many. */
  examine(): Promise<Problem | null>;
  /** Somebody knows of the loss: it is not reported again. */
  acceptLoss(): Promise<Result<void>>;
}

const STATES: Readonly<Record<WhichRequests, readonly RequestState[]>> = {
  open: OPEN_STATES,
  done: requestStateSchema.options.filter((state) => !isOpen(state)),
};

type RequestDependencies = Pick<
  Dependencies,
  | 'dataDirectory'
  | 'session'
  | 'secrets'
  | 'deviceKey'
  | 'printer'
  | 'publication'
  | 'version'
  | 'demo'
  | 'now'
  | 'run'
  | 'lastRunAt'
  | 'station'
  | 'teacher'
  | 'language'
>;

export function createRequests(deps: RequestDependencies): Requests {
  const { dataDirectory, session, publication, now } = deps;
  const texts = createI18n('zh-CN', OUTGOING_TEXTS);
  const wording = async () => createWording(texts, await deps.language(), publication.guide.causes);
  const worded = { ...deps, wording };
  const store = createRequestStore(dataDirectory, session);
  const outbox = new Outbox({ session });
  const documents = createDocuments({
    printer: deps.printer,
    dataDirectory,
    words: (language) => createWording(texts, language).t,
  });
  const importAll = (updates: RequestUpdates) => importUpdates(updates, store);
  const applyChannels = channelApplier(outbox, wording, deps);

  const readable = (stored: Result<StoredRequest>): Result<RequestRecord> =>
    stored.ok ? succeed(recordOf(stored.value, publication, now())) : stored;
  const shown = (stored: Result<StoredRequest>): Result<RequestRecord> => {
    const record = readable(stored);
    return record.ok ? succeed(maskedRecord(record.value)) : record;
  };

  /** Filing must not fail without a channel, or because their settings cannot be read: then it waits for one. */
  const usableChannels = async () => {
    const channels = await enabledChannels(deps);
    return channels.ok ? channels.value : [];
  };
  const channelIds = async (): Promise<string[]> => (await usableChannels()).map(({ id }) => id);
  const sendSoon = () => void outbox.kick();

  const previewOf = async (message: ServiceMessage, more: Partial<Preview> = {}): Promise<Result<Preview>> => {
    const clock = await checkFilingClock({ ...deps, store });
    return succeed({
      message,
      seal: previewDigest(message),
      channels: (await usableChannels()).map(({ id, title }) => ({ id, title })),
      urgencyReason: null,
      promises: [],
      missing: [],
      ...(clock !== null && { clock }),
      ...more,
    });
  };

  const reportToHandIn = async (id: string, report: HandedInReport, demo: boolean) => {
    const station = await deps.station();
    if (!station.ok) return station;
    const words = await wording();
    return succeed(reportMessage({ ...deps, id, report, demo, station: station.value, wording: words, now: now() }));
  };

  /** What was filed under this id before answers for itself only: anything else was not filed. */
  const fileOnce = async (message: RequestMessage): Promise<Result<RequestRecord>> => {
    const { request } = message;
    const event = eventOfTeacher(request.id, 'filed', request.filedAt);
    const filed = await store.file({ message, event, channels: await channelIds() });
    sendSoon();
    if (!filed.ok || isSameRequest(filed.value.request, request)) return shown(filed);
    return fail('request-filed-already', { number: filed.value.request.number });
  };

  /** Looks at a run beside the requests that are open. */
  const besideOpen = async <Found>(
    id: string,
    look: (run: CheckRun, open: readonly StoredRequest[]) => Found | Promise<Found>,
  ): Promise<Result<Found>> => {
    const run = await deps.run(id);
    if (!run.ok) return run;
    const open = await openRequests(store);
    return open.ok ? succeed(await look(run.value, open.value)) : open;
  };

  /** What the teacher did, as a message to the service desk. */
  const eventMessage = async (id: string, done: TeacherEvent): Promise<Result<EventMessage>> => {
    const stored = await store.get(id);
    if (!stored.ok) return stored;
    const { request, state } = stored.value;
    if (request.kind === 'inspection-report' || stateAfter(state, done.type) === null)
      return fail('request-event-not-allowed', { state, event: done.type });
    if (done.type === 'noted' && done.text === '') return fail('request-note-empty');
    if (done.type === 'rated' && done.satisfaction === null && done.text === '') return fail('request-rating-empty');
    const at = done.type === 'told-by-phone' ? (done.at ?? formatInstant(now())) : formatInstant(now());
    if (!isTimeOfCall(at, request.filedAt, now())) return fail('request-call-time');
    const event = eventOfTeacher(id, done.type, at, done);
    const { number, title } = request;
    return succeed({ schema: MESSAGE_SCHEMA, id: event.id, type: 'event', number, title, event });
  };

  return {
    draft: (about) => openDraft(about, worded),
    keepDraft: (draft) => store.keepDraft(draft),
    drafts: () => store.drafts(),
    async discardDraft(id) {
      const removed = await store.removeDraft(id);
      return removed.ok ? succeed(null) : removed;
    },

    async preview(draft) {
      const prepared = await prepareRequest(draft, worded);
      if (!prepared.ok) return prepared;
      const { message, urgencyReason } = prepared.value;
      return await previewOf(message, {
        urgencyReason,
        promises: message.request.promises,
        missing: isOver(draft.wantedBy, now()) ? [...missingFields(draft), 'wantedBy'] : missingFields(draft),
      });
    },
    async file(draft, seal) {
      const [field] = missingFields(draft);
      if (field !== undefined) return fail('request-incomplete', { field });
      if (isOver(draft.wantedBy, now())) return fail('request-time-over');
      const prepared = await prepareRequest(draft, worded);
      if (!prepared.ok) return prepared;
      const { message } = prepared.value;
      if (previewDigest(message) !== seal) return fail('preview-outdated');
      return await fileOnce(message);
    },
    async previewEvent(id, event) {
      const message = await eventMessage(id, event);
      return message.ok ? await previewOf(message.value) : message;
    },
    async addEvent(id, event, seal) {
      const message = await eventMessage(id, event);
      if (!message.ok) return message;
      if (previewDigest(message.value) !== seal) return fail('preview-outdated');
      const channels = await channelIds();
      const added = await store.addEvent({ event: message.value.event, message: message.value, channels });
      sendSoon();
      return shown(added);
    },

    async previewReport(id, report, demo) {
      const message = await reportToHandIn(id, report, demo);
      return message.ok ? await previewOf(message.value) : message;
    },
    async handInReport(id, report, demo, seal) {
      const prepared = await reportToHandIn(id, report, demo);
      if (!prepared.ok) return prepared;
      const message = prepared.value;
      if (previewDigest(message) !== seal) return fail('preview-outdated');
      return await fileOnce(message);
    },
    async reportsOf(inspection) {
      const handedIn = await store.reportsOf(inspection);
      if (!handedIn.ok) return handedIn;
      return succeed(handedIn.value.map((one) => maskedRecord(recordOf(one, publication, now()))));
    },

    async markRead(id) {
      const marked = await store.markRead(id);
      return marked.ok ? succeed(null) : marked;
    },
    reported: (id) => besideOpen(id, (run, open) => reportedProblems(run, open, deps.run)),
    recovered: (id) => besideOpen(id, recoveredRequests),
    async hotline() {
      const teacher = await deps.teacher();
      return hotlineShown(teacher.ok ? teacher.value : null, publication.service);
    },

    async list(limit, before, which) {
      const page = await store.list({
        limit,
        ...(before !== undefined && { before }),
        ...(which !== undefined && { states: STATES[which] }),
      });
      if (!page.ok) return page;
      const at = now();
      return succeed(page.value.map((one) => ('problem' in one ? one : summaryOf(one, publication, at))));
    },
    counts: () => countRequests(store),
    get: async (id) => shown(await store.get(id)),
    reveal: async (id) => readable(await store.get(id)),
    async find(named) {
      const id = ulidSchema.safeParse(named).success ? succeed(named) : await store.idOf(named.toUpperCase());
      return id.ok ? shown(await store.get(id.value)) : id;
    },
    async document(id, form, format, signal) {
      const stored = await store.get(id);
      if (!stored.ok) return stored;
      const record = { ...stored.value, promises: promisesOf(stored.value, publication, now()) };
      const made = await documents.form(form, format, record, await deps.language(), signal);
      return made.ok ? succeed(fileToKeep(made.value.fileName, made.value.mediaType, made.value.bytes)) : made;
    },

    async exportFile(id) {
      const exported = await exportRequest(id, store, deps.deviceKey);
      if (exported.ok) await outbox.carried(id);
      return exported;
    },
    signedFile: (id) => exportRequest(id, store, deps.deviceKey),
    carried: (id) => outbox.carried(id),
    importFile: (bytes) => importUpdatesFile(bytes, importAll, deps),

    async resend(delivery) {
      await applyChannels();
      const sent = await outbox.resend(delivery);
      return sent.ok ? succeed(null) : sent;
    },
    async retry(id, signal) {
      const applied = await applyChannels();
      return applied.ok ? await sendWaiting(id, { store, outbox }, signal) : applied;
    },
    applyChannels,
    outboxState: () => outbox.state(),
    outbox: (signal) => outbox.watch(signal),
    deliver: (signal) => deliver(outbox, { applyChannels, importUpdates: importAll }, deps, signal),

    async problems() {
      const settings = [await enabledChannels(deps), await deps.teacher()];
      const unreadable = settings.flatMap((read) => (read.ok ? [] : [read.problem]));
      return [...(await store.problems()), ...unreadable];
    },
    examine: () => store.examine(),
    acceptLoss: () => store.acceptLoss(),
  };
}

type RequestMessage = Extract<ServiceMessage, { type: 'request' }>;

/** Whoever rings first and files afterwards does both on one day. */
const isTimeOfCall = (at: string, filedAt: string, now: Date): boolean =>
  Date.parse(at) <= now.getTime() && Date.parse(at) >= Date.parse(filedAt) - DAY_MS;

type EventMessage = Extract<ServiceMessage, { type: 'event' }>;

const eventOfTeacher = (
  request: string,
  type: RequestEvent['type'],
  at: string,
  { text, satisfaction }: Pick<TeacherEvent, 'text' | 'satisfaction'> = { text: '', satisfaction: null },
): RequestEvent => ({
  id: ulid(),
  request,
  type,
  at,
  author: { role: 'teacher', name: null },
  text,
  plannedFor: null,
  satisfaction,
});
