import { ulid } from 'ulid';
import { formatInstant } from '../../shared/beijing-time.ts';
import type { ChannelSettings } from '../../shared/domain/channel.ts';
import {
  MESSAGE_SCHEMA,
  type RequestEvent,
  type ServiceMessage,
  stateAfter,
  type TeacherEvent,
} from '../../shared/domain/request-lifecycle.ts';
import type { ListedRequest, Preview, RequestRecord } from '../../shared/domain/request-record.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import type { RequestDraft } from '../../shared/domain/service-request.ts';
import type { RequestKind } from '../../shared/domain/service-terms.ts';
import type { RequestStore, StoredRequest } from '../store/request-store.ts';
import { openDraft, prepareRequest } from './prepare-request.ts';
import { checkFilingClock } from './filing-clock.ts';
import { maskedRecord, recordOf, summaryOf } from './request-records.ts';
import { sealOf } from './seal.ts';
import type { RequestSources } from './surroundings.ts';

/** Requests as people use them: forms, previews, filing, and what happened since. */
export interface Requests {
  draft(about: { run: string | null; check: string | null; kind: RequestKind }): Promise<Result<RequestDraft>>;
  keepDraft(draft: RequestDraft): Promise<Result<RequestDraft>>;
  drafts(): Promise<Result<RequestDraft[]>>;
  discardDraft(id: string): Promise<Result<null>>;
  preview(draft: RequestDraft): Promise<Result<Preview>>;
  /** @returns `preview-outdated` when the message is not the one whose seal was shown. */
  file(draft: RequestDraft, seal: string): Promise<Result<RequestRecord>>;
  /** Last filed first; one that cannot be read with its problem. */
  list(limit: number, before?: string): Promise<Result<ListedRequest[]>>;
  /** Personal fields masked. */
  get(id: string): Promise<Result<RequestRecord>>;
  /** The same, readable. */
  reveal(id: string): Promise<Result<RequestRecord>>;
  previewEvent(id: string, event: TeacherEvent): Promise<Result<Preview>>;
  addEvent(id: string, event: TeacherEvent, seal: string): Promise<Result<RequestRecord>>;
}

export interface RequestParts extends RequestSources {
  readonly store: RequestStore;
  /** Channels that are switched on. */
  channels(): Promise<Result<readonly ChannelSettings[]>>;
  /** Something new waits to be sent. */
  sendSoon(): void;
}

export function createRequests(parts: RequestParts): Requests {
  const { store, publication } = parts;
  const readable = (stored: Result<StoredRequest>): Result<RequestRecord> =>
    stored.ok ? succeed(recordOf(stored.value, publication, parts.now())) : stored;
  const shown = (stored: Result<StoredRequest>): Result<RequestRecord> => {
    const record = readable(stored);
    return record.ok ? succeed(maskedRecord(record.value)) : record;
  };

  /** Filing must not fail for want of a channel, or because their settings cannot be read: then it waits for one. */
  const usableChannels = async (): Promise<readonly ChannelSettings[]> => {
    const channels = await parts.channels();
    return channels.ok ? channels.value : [];
  };
  const channelIds = async (): Promise<string[]> => (await usableChannels()).map(({ id }) => id);

  const previewOf = async (message: ServiceMessage, more: Partial<Preview> = {}): Promise<Result<Preview>> => {
    const clock = await checkFilingClock(parts);
    return succeed({
      message,
      seal: sealOf(message),
      channels: (await usableChannels()).map(({ id, title }) => ({ id, title })),
      urgencyReason: null,
      promises: [],
      ...(clock !== null && { clock }),
      ...more,
    });
  };

  const teacherMessage = async (id: string, done: TeacherEvent): Promise<Result<EventMessage>> => {
    const stored = await store.get(id);
    if (!stored.ok) return stored;
    const { request, state } = stored.value;
    if (stateAfter(state, done.type) === null) return fail('request-event-not-allowed', { state, event: done.type });
    if (done.type === 'noted' && done.text === '') return fail('request-note-empty');
    const event: RequestEvent = {
      id: ulid(),
      request: id,
      type: done.type,
      at: formatInstant(parts.now()),
      author: { role: 'teacher', name: null },
      text: done.text,
      plannedFor: null,
      satisfaction: done.satisfaction,
    };
    const { number, title } = request;
    return succeed({ schema: MESSAGE_SCHEMA, id: event.id, type: 'event', number, title, event });
  };

  return {
    draft: (about) => openDraft(about, parts),
    keepDraft: (draft) => store.keepDraft(draft),
    drafts: () => store.drafts(),
    async discardDraft(id) {
      const removed = await store.removeDraft(id);
      return removed.ok ? succeed(null) : removed;
    },
    async preview(draft) {
      const prepared = await prepareRequest(draft, parts);
      if (!prepared.ok) return prepared;
      const { message, request, urgencyReason } = prepared.value;
      return await previewOf(message, { urgencyReason, promises: request.promises });
    },
    async file(draft, seal) {
      const prepared = await prepareRequest(draft, parts);
      if (!prepared.ok) return prepared;
      const { message, request } = prepared.value;
      if (sealOf(message) !== seal) return fail('preview-outdated');
      const event: RequestEvent = {
        id: ulid(),
        request: request.id,
        type: 'filed',
        at: request.filedAt,
        author: { role: 'teacher', name: null },
        text: '',
        plannedFor: null,
        satisfaction: null,
      };
      const filed = await store.file({ message, event, channels: await channelIds() });
      parts.sendSoon();
      return shown(filed);
    },
    async list(limit, before) {
      const page = await store.list({ limit, ...(before !== undefined && { before }) });
      if (!page.ok) return page;
      const now = parts.now();
      return succeed(page.value.map((kept) => ('problem' in kept ? kept : summaryOf(kept, publication, now))));
    },
    get: async (id) => shown(await store.get(id)),
    reveal: async (id) => readable(await store.get(id)),
    async previewEvent(id, event) {
      const message = await teacherMessage(id, event);
      return message.ok ? await previewOf(message.value) : message;
    },
    async addEvent(id, event, seal) {
      const message = await teacherMessage(id, event);
      if (!message.ok) return message;
      if (sealOf(message.value) !== seal) return fail('preview-outdated');
      const added = await store.addEvent({
        event: message.value.event,
        message: message.value,
        channels: await channelIds(),
      });
      parts.sendSoon();
      return shown(added);
    },
  };
}

type EventMessage = Extract<ServiceMessage, { type: 'event' }>;
