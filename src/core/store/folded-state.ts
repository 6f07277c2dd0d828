import {
  type RequestEventType,
  requestEventTypeSchema,
  type RequestState,
  stateAfter,
} from '../../shared/domain/request-lifecycle.ts';

/** The state of a request after these events, in their order; null where they do not begin with its filing. */
export function foldedState(types: readonly string[]): RequestState | null {
  const [first, ...later] = types;
  if (first !== 'filed') return null;
  let state: RequestState = 'filed';
  for (const type of later) if (isEventType(type)) state = stateAfter(state, type) ?? state;
  return state;
}

const isEventType = (text: string): text is RequestEventType => requestEventTypeSchema.safeParse(text).success;
