import {
  MESSAGE_SCHEMA,
  type RequestEvent,
  type ServiceMessage,
} from '../../../src/shared/domain/request-lifecycle.ts';
import type { FiledRequest } from '../../../src/shared/domain/service-request.ts';

type RequestMessage = Extract<ServiceMessage, { type: 'request' }>;
type EventMessage = Extract<ServiceMessage, { type: 'event' }>;

const REQUEST: FiledRequest = {
  id: '01KAMTZ5ZG0000000000000001',
  number: 'VR-261122-7KQ3',
  filedAt: '2026-11-22T08:30:00.000+08:00',
  language: 'zh-CN',
  level: null,
  kind: 'technical',
  work: 'simple',
  urgency: 'major',
  scope: 'seat',
  effect: 'hindered',
  title: '3 号机位头显没有画面',
  description: '上课前检测时发现，重新插拔过一次。',
  wantedBy: null,
  place: { school: '示范中学', campusZone: 'urban', lab: 'VR 教室 1', seat: '03' },
  contact: { name: '张三', phone: '13812345678' },
  symptoms: [
    {
      check: 'headset-present',
      outcome: 'fail',
      cause: 'headset-absent',
      title: '没有找到头显',
      faultCode: 'F4K2-9QXR-7M',
    },
  ],
  devices: [{ model: 'valve-index', name: 'Valve Index', serial: 'LHR-00000001' }],
  run: { id: '01KAMTZ5ZG0000000000000002', startedAt: '2026-11-22T08:25:00.000+08:00' },
  publication: { version: 6, date: '2026-11-22', ageDays: 0, demo: true },
  program: '0.1.0',
  promises: [
    {
      promise: 'respond',
      rule: 'major-respond',
      reason: { 'zh-CN': '重要', en: 'major' },
      since: '2026-11-22T08:30:00.000+08:00',
      due: '2026-11-22T10:30:00.000+08:00',
      certainty: 'official',
      overruled: [],
    },
  ],
  demo: false,
};

/** A message that files a request. @param changed fields of the request. */
export const requestMessage = (
  changed: Partial<FiledRequest> = {},
  id = '01KAMTZ5ZG0000000000000003',
): RequestMessage => ({
  schema: MESSAGE_SCHEMA,
  id,
  type: 'request',
  request: { ...REQUEST, ...changed },
});

export const requestEvent = (changed: Partial<RequestEvent> = {}): RequestEvent => ({
  id: '01KAMTZ5ZG0000000000000004',
  request: REQUEST.id,
  type: 'noted',
  at: '2026-11-22T09:00:00.000+08:00',
  author: { role: 'teacher', name: '张三' },
  text: '换了一根线还是不行',
  plannedFor: null,
  satisfaction: null,
  ...changed,
});

/** A message that tells what a teacher did to a request. */
export const eventMessage = (changed: Partial<RequestEvent> = {}, id = '01KAMTZ5ZG0000000000000005'): EventMessage => ({
  schema: MESSAGE_SCHEMA,
  id,
  type: 'event',
  number: REQUEST.number,
  title: REQUEST.title,
  event: requestEvent(changed),
});
