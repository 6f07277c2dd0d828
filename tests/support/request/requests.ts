import type { FiledRequest, RequestDraft } from '../../../src/shared/domain/service-request.ts';
import {
  MESSAGE_SCHEMA,
  type RequestEvent,
  type ServiceMessage,
} from '../../../src/shared/domain/request-lifecycle.ts';

/** Ends of ids that are told apart by a number. */
export const ulidOf = (number: number): string => `01KAMNZ000${String(number).padStart(16, '0')}`;

export const draft = (changes: Partial<RequestDraft> = {}): RequestDraft => ({
  id: ulidOf(1),
  kind: 'technical',
  work: 'simple',
  scope: 'seat',
  effect: 'hindered',
  title: 'Valve Index 的头显没有连接',
  description: '开机后头显一直黑屏。',
  wantedBy: null,
  contact: { name: '张三', phone: '13812345678' },
  run: null,
  checks: [],
  ...changes,
});

export const filed = (changes: Partial<FiledRequest> = {}): FiledRequest => ({
  id: ulidOf(1),
  number: 'VR-261122-000001',
  filedAt: '2026-11-22T09:00:00.000+08:00',
  language: 'zh-CN',
  kind: 'technical',
  work: 'simple',
  urgency: 'major',
  scope: 'lab',
  effect: 'stopped',
  level: 'key',
  title: 'Valve Index 的头显没有连接',
  description: '开机后头显一直黑屏。',
  wantedBy: null,
  place: { school: '第一中学', campusZone: 'urban', lab: 'VR 教室 1', seat: '12' },
  contact: { name: '张三', phone: '13812345678' },
  symptoms: [
    {
      check: 'headset-present',
      outcome: 'fail',
      cause: 'headset-not-connected',
      title: 'Valve Index 没有连接',
      faultCode: null,
    },
  ],
  devices: [{ model: 'valve-index', name: 'Valve Index', serial: 'LHR-0000ABCD' }],
  run: null,
  publication: { version: 5, date: '2026-11-22', ageDays: 0, demo: true },
  program: '0.1.0',
  promises: [],
  demo: false,
  ...changes,
});

export const requestMessage = (changes: Partial<FiledRequest> = {}): ServiceMessage => {
  const request = filed(changes);
  return { schema: MESSAGE_SCHEMA, id: request.id, type: 'request', request };
};

export const requestEvent = (changes: Partial<RequestEvent> = {}): RequestEvent => ({
  id: ulidOf(2),
  request: ulidOf(1),
  type: 'noted',
  at: '2026-11-22T10:00:00.000+08:00',
  author: { role: 'teacher', name: '张三' },
  text: '换过线，还是不行。',
  plannedFor: null,
  satisfaction: null,
  ...changes,
});

export const eventMessage = (changes: Partial<RequestEvent> = {}): ServiceMessage => {
  const event = requestEvent(changes);
  const { number, title } = filed();
  return { schema: MESSAGE_SCHEMA, id: event.id, type: 'event', number, title, event };
};
