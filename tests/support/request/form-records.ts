import type { FormRecord } from '../../../src/core/reports/forms/form-content.ts';
import type { RequestEvent } from '../../../src/shared/domain/request-lifecycle.ts';
import { type FiledRequest, filedRequestSchema } from '../../../src/shared/domain/service-request.ts';
import type { WatchedPromise } from '../../../src/shared/domain/service-terms.ts';

/** Names with characters beyond GBK: they have to come out of every document. */
export const RARE_NAME = '𬭎㛃䶮';

const promise = (
  kind: WatchedPromise['promise'],
  due: string,
  reason: string,
  more: Partial<WatchedPromise> = {},
): WatchedPromise => ({
  promise: kind,
  rule: `policy.${kind}`,
  reason: { 'zh-CN': reason, en: `Rule for ${kind}` },
  since: '2026-11-23T08:10:00+08:00',
  due,
  certainty: 'official',
  overruled: [],
  state: 'open',
  doneAt: null,
  ...more,
});

const PROMISES: readonly WatchedPromise[] = [
  promise('respond', '2026-11-23T09:10:00+08:00', '核心级教师：1 小时内响应', {
    state: 'kept',
    doneAt: '2026-11-23T08:35:00+08:00',
  }),
  promise('on-site', '2026-11-23T12:10:00+08:00', '重要需求，市区：4 小时内到达现场', {
    state: 'kept-late',
    doneAt: '2026-11-23T13:40:00+08:00',
  }),
  promise('resolve', '2026-11-23T16:10:00+08:00', '核心级教师：2 小时内解决', { state: 'missed' }),
  promise('delivery', '2027-02-18T20:00:00+08:00', '定制资源：15 个工作日内交付', { certainty: 'unknown' }),
];

/** A request as a lab with a broken headset files it. */
export const filedRequest = (more: Partial<FiledRequest> = {}): FiledRequest =>
  filedRequestSchema.parse({
    id: '01KAQJ5T9P3M4Q8R7S6T5V4W3X',
    number: 'VR-261123-7KQ3',
    filedAt: '2026-11-23T08:10:00+08:00',
    language: 'zh-CN',
    level: null,
    kind: 'technical',
    work: 'simple',
    urgency: 'major',
    scope: 'several-seats',
    effect: 'hindered',
    title: '3 号机位头显连接不上，画面全黑',
    description:
      '今天第二节课前检测，3 号机位的头显没有画面，重新插拔后仍然不亮。\n同组 4 号机位时好时坏。\n下午第一节还要用这间实验室。',
    wantedBy: '2026-11-23T13:30:00+08:00',
    place: { school: '某市第一中学', campusZone: 'urban', lab: '虚拟仿真实验室（二）', seat: '3 号' },
    contact: { name: `张${RARE_NAME}`, phone: '138 0000 0000' },
    symptoms: [
      {
        check: 'headset-complete',
        outcome: 'fail',
        cause: 'usb3-missing',
        title: 'Valve Index 不完整，缺少：USB 3 集线器',
        faultCode: '7KQ3-M2XA-9PDT-4',
      },
      {
        check: 'controller-present',
        outcome: 'unknown',
        cause: null,
        title: '手柄：没有读到，无法判断',
        faultCode: null,
      },
    ],
    devices: [
      { model: 'valve-index', name: 'Valve Index', serial: 'LHR-1A2B3C4D' },
      { model: 'unknown', name: '未知 VR 设备', serial: null },
    ],
    run: { id: '01KAQJ0000000000000000RVNS', startedAt: '2026-11-23T08:02:11+08:00' },
    publication: { version: 7, date: '2026-11-01', ageDays: 22, demo: false },
    program: '0.1.0',
    promises: PROMISES.map(({ state: _state, doneAt: _doneAt, ...rest }) => rest),
    demo: false,
    ...more,
  });

let made = 0;
export const requestEvent = (
  type: RequestEvent['type'],
  at: string,
  text: string,
  more: Partial<RequestEvent> = {},
): RequestEvent => ({
  id: `01KAQJ${String(++made).padStart(20, '0')}`,
  request: '01KAQJ5T9P3M4Q8R7S6T5V4W3X',
  type,
  at,
  author: { role: 'engineer', name: '李工' },
  text,
  plannedFor: null,
  satisfaction: null,
  ...more,
});

/** From filing to the follow-up call. */
export const WHOLE_STORY: readonly RequestEvent[] = [
  requestEvent('filed', '2026-11-23T08:10:00+08:00', '', { author: { role: 'teacher', name: null } }),
  requestEvent('acknowledged', '2026-11-23T08:35:00+08:00', '已收到，1 小时内反馈处理方案。', {
    author: { role: 'desk', name: '客服王' },
  }),
  requestEvent('remote-failed', '2026-11-23T09:20:00+08:00', '远程重装驱动后仍无画面，判断为线缆或串流盒故障。'),
  requestEvent('scheduled', '2026-11-23T09:30:00+08:00', '带备用线缆和串流盒上门。', {
    plannedFor: '2026-11-23T13:00:00+08:00',
  }),
  requestEvent('started', '2026-11-23T13:40:00+08:00', '到达现场。'),
  requestEvent('resolved', '2026-11-23T15:05:00+08:00', '更换串流盒和 DisplayPort 线缆，复检全部通过。'),
  requestEvent('rated', '2026-11-23T16:00:00+08:00', '处理及时。', {
    author: { role: 'teacher', name: `张${RARE_NAME}` },
    satisfaction: 96,
  }),
  requestEvent('followed-up', '2026-11-24T10:00:00+08:00', '回访时设备正常，教师满意。', {
    author: { role: 'desk', name: '客服王' },
    satisfaction: 95,
  }),
  requestEvent('closed', '2026-11-24T10:05:00+08:00', '', { author: { role: 'desk', name: '客服王' } }),
];

export const formRecord = (
  request: Partial<FiledRequest> = {},
  events: readonly RequestEvent[] = WHOLE_STORY,
): FormRecord => ({
  request: filedRequest(request),
  events,
  promises: PROMISES,
});
