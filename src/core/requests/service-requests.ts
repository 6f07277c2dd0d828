import type { ChannelChoice, FileToKeep, ImportReport, RequestRecord } from '../../shared/domain/request-record.ts';
import type { OutboxState } from '../../shared/domain/delivery.ts';
import type { Language } from '../../shared/domain/language.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import { ulidSchema } from '../../shared/domain/service-request.ts';
import type { Translate } from '../../shared/wording.ts';
import { readChannels, channelsFileIn } from '../delivery/channel-settings.ts';
import { deviceKeyIn } from '../signing/signing-key.ts';
import { Outbox } from '../delivery/outbox/outbox.ts';
import type { SecretStore } from '../signing/secret-store.ts';
import { deliverySurroundings } from '../delivery/surroundings.ts';
import { createDocuments } from '../reports/documents.ts';
import type { FormKind } from '../reports/forms/form-content.ts';
import type { Printer } from '../reports/printer.ts';
import type { DatabaseSession } from '../store/database-session.ts';
import { createRequestStore } from '../store/request-store.ts';
import { type ChannelDesk, createChannelDesk } from './channel-desk.ts';
import { exportRequest } from './export-request.ts';
import { importUpdates } from './import-updates.ts';
import { promisesOf } from './request-records.ts';
import { createRequests, type Requests } from './requests.ts';
import { sendWaiting } from './send-waiting.ts';
import type { RequestSources } from './surroundings.ts';

/** Everything about requests on this PC: forms and records, their way out, news coming in. */
export interface ServiceRequests extends Requests {
  /** By number or id. */
  find(named: string): Promise<Result<RequestRecord>>;
  /** As a signed file. It counts as carried by hand from then on. */
  exportFile(id: string): Promise<Result<FileToKeep>>;
  /** The same file for somebody who says when it was carried. */
  signedFile(id: string): Promise<Result<FileToKeep>>;
  carried(id: string): Promise<Result<void>>;
  importFile(bytes: Uint8Array): Promise<Result<ImportReport>>;
  /** A form on paper or to edit; personal fields stand in full on it. */
  document(id: string, form: FormKind, format: 'pdf' | 'docx', signal: AbortSignal): Promise<Result<FileToKeep>>;
  resend(delivery: string): Promise<Result<null>>;
  /** Puts what is stuck back, of one request or of all, and tries everything once. */
  retry(id: string | null, signal: AbortSignal): Promise<Result<OutboxState>>;
  outbox(signal: AbortSignal): AsyncGenerator<OutboxState>;
  channels(): Promise<Result<ChannelChoice[]>>;
  /** Sends what waits and asks for news, until the signal is aborted. One host of a PC does it at a time, or several: leases keep order. */
  deliver(signal: AbortSignal): Promise<void>;
  /** Whether every request ever filed is still there and is what was filed, and the settings can be read. */
  problems(): Promise<Problem[]>;
  /** The same after every record was looked at: takes seconds when there are many. */
  examine(): Promise<Problem | null>;
  /** Somebody has seen the loss: it is not said again. */
  acceptLoss(): Promise<Result<void>>;
}

export interface ServiceRequestParts extends RequestSources {
  readonly dataDirectory: string;
  readonly session: DatabaseSession;
  readonly secrets: SecretStore;
  readonly printer: Printer;
  readonly words: (language: Language) => Translate;
}

export function createServiceRequests(parts: ServiceRequestParts): ServiceRequests {
  const { dataDirectory, session, secrets, publication } = parts;
  const store = createRequestStore(dataDirectory, session);
  const outbox = new Outbox({ session });
  const deviceKey = deviceKeyIn(secrets);
  const documents = createDocuments({ printer: parts.printer, dataDirectory, words: parts.words });
  const channelDesk: ChannelDesk = createChannelDesk({
    outbox,
    secrets,
    dataDirectory,
    deskKeys: publication.deskKeys,
    surroundings: deliverySurroundings(deviceKey),
    wording: parts.wording,
    taken: (updates) => importUpdates(updates, store),
  });
  const requests = createRequests({
    ...parts,
    store,
    async channels() {
      const read = await readChannels(channelsFileIn(dataDirectory));
      return read.ok ? succeed(read.value.channels.filter(({ enabled }) => enabled)) : read;
    },
    sendSoon: () => void outbox.kick(),
  });

  return {
    ...requests,
    async find(named) {
      const id = ulidSchema.safeParse(named).success ? succeed(named) : await store.idOf(named.toUpperCase());
      return id.ok ? await requests.get(id.value) : id;
    },
    async exportFile(id) {
      const exported = await exportRequest(id, store, deviceKey);
      if (exported.ok) await outbox.carried(id);
      return exported;
    },
    async document(id, form, format, signal) {
      const stored = await store.get(id);
      if (!stored.ok) return stored;
      const record = { ...stored.value, promises: promisesOf(stored.value, publication, parts.now()) };
      const { language } = await parts.wording();
      const made = await documents.form(form, format, record, language, signal);
      if (!made.ok) return made;
      const { fileName, mediaType, bytes } = made.value;
      return succeed({ fileName, mediaType, base64: Buffer.from(bytes).toString('base64') });
    },
    signedFile: (id) => exportRequest(id, store, deviceKey),
    carried: (id) => outbox.carried(id),
    importFile: (bytes) => channelDesk.takeFile(bytes),
    async resend(delivery) {
      await channelDesk.apply();
      const sent = await outbox.resend(delivery);
      return sent.ok ? succeed(null) : sent;
    },
    async retry(id, signal) {
      const applied = await channelDesk.apply();
      if (!applied.ok) return applied;
      return await sendWaiting(id, { store, outbox }, signal);
    },
    outbox: (signal) => outbox.watch(signal),
    channels: () => channelDesk.list(),
    deliver: (signal) => channelDesk.deliver(signal),
    async problems() {
      const [channels, teacher] = [await readChannels(channelsFileIn(dataDirectory)), await parts.teacher()];
      const settings = [channels, teacher].flatMap((read) => (read.ok ? [] : [read.problem]));
      return [...(await store.problems()), ...settings];
    },
    examine: () => store.examine(),
    acceptLoss: () => store.acceptLoss(),
  };
}
