import { z } from 'zod';
import { instantSchema } from './instant.ts';
import { OPEN_STATES } from './open-requests.ts';
import { personal } from './personal.ts';
import { filedRequestSchema, ulidSchema } from './service-request.ts';
import { longText } from './unseen-characters.ts';

export const requestStateSchema = z.enum([
  'filed',
  'acknowledged',
  'scheduled',
  'in-progress',
  'resolved',
  'followed-up',
  'closed',
  'rejected',
  'withdrawn',
]);
export type RequestState = z.infer<typeof requestStateSchema>;

export const requestEventTypeSchema = z.enum([
  'filed',
  'acknowledged',
  'scheduled',
  'started',
  'progress',
  'remote-failed',
  'resolved',
  'followed-up',
  'closed',
  'rejected',
  'withdrawn',
  'reopened',
  'rated',
  'noted',
  'told-by-phone',
]);
export type RequestEventType = z.infer<typeof requestEventTypeSchema>;

/** Who did it: this seat's teacher, the school's engineer, the service desk, or the program by itself. */
export const authorSchema = z.strictObject({
  role: z.enum(['teacher', 'engineer', 'desk', 'program']),
  name: personal(z.string().trim().max(40), 'name').nullable(),
});
export type Author = z.infer<typeof authorSchema>;

/** Something that happened to a request. Events are only ever added. */
export const requestEventSchema = z.strictObject({
  /** ULID: the same event imported twice is one. */
  id: ulidSchema,
  request: ulidSchema,
  type: requestEventTypeSchema,
  at: instantSchema,
  author: authorSchema,
  text: longText(z.string().max(4000)),
  /** `scheduled`: when somebody comes or calls. */
  plannedFor: instantSchema.nullable(),
  /** `rated` and `followed-up`: satisfaction, 0-100. */
  satisfaction: z.int().min(0).max(100).nullable(),
});
export type RequestEvent = z.infer<typeof requestEventSchema>;

const DONE: readonly RequestState[] = ['resolved', 'followed-up', 'closed'];
const ENDED: readonly RequestState[] = ['rejected', 'withdrawn'];

/** From which states an event may come, and to which it leads; null: the state stays. */
export const TRANSITIONS: Readonly<
  Record<Exclude<RequestEventType, 'filed'>, { from: readonly RequestState[]; to: RequestState | null }>
> = {
  acknowledged: { from: ['filed'], to: 'acknowledged' },
  scheduled: { from: OPEN_STATES, to: 'scheduled' },
  started: { from: OPEN_STATES, to: 'in-progress' },
  progress: { from: OPEN_STATES, to: null },
  'remote-failed': { from: OPEN_STATES, to: null },
  resolved: { from: OPEN_STATES, to: 'resolved' },
  'followed-up': { from: ['resolved', 'closed'], to: 'followed-up' },
  closed: { from: ['resolved', 'followed-up'], to: 'closed' },
  rejected: { from: OPEN_STATES, to: 'rejected' },
  withdrawn: { from: OPEN_STATES, to: 'withdrawn' },
  reopened: { from: [...DONE, ...ENDED], to: 'in-progress' },
  rated: { from: DONE, to: null },
  noted: { from: requestStateSchema.options, to: null },
  /** At the instant somebody at the service desk was told. */
  'told-by-phone': { from: OPEN_STATES, to: null },
};

/** @returns the state after the event, null where the event is not allowed in that state. */
export function stateAfter(state: RequestState, type: RequestEventType): RequestState | null {
  if (type === 'filed') return null;
  const { from, to } = TRANSITIONS[type];
  // The call that is promised after closing does not open what is closed.
  if (state === 'closed' && type === 'followed-up') return state;
  return from.includes(state) ? (to ?? state) : null;
}

/** What this PC's people may do themselves. */
export const teacherEventSchema = z.strictObject({
  type: z.enum(['withdrawn', 'reopened', 'rated', 'noted', 'told-by-phone']),
  text: longText(z.string().trim().max(4000)),
  satisfaction: z.int().min(0).max(100).nullable(),
  /** `told-by-phone`: when; absent: now. */
  at: instantSchema.optional(),
});
export type TeacherEvent = z.infer<typeof teacherEventSchema>;

export const MESSAGE_SCHEMA = 'vrlab.service-message/1';

/**
 * What goes through a channel, and what a signed file holds: a request, or something its teacher did to it. `id` is the
 * idempotency key: it is made before the first try and the same at every repetition.
 */
export const serviceMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({
    schema: z.literal(MESSAGE_SCHEMA),
    id: ulidSchema,
    type: z.literal('request'),
    request: filedRequestSchema,
  }),
  z.strictObject({
    schema: z.literal(MESSAGE_SCHEMA),
    id: ulidSchema,
    type: z.literal('event'),
    /** The number of the request, so that people can find it. */
    number: z.string().max(40),
    title: z.string(),
    event: requestEventSchema,
  }),
]);
export type ServiceMessage = z.infer<typeof serviceMessageSchema>;
