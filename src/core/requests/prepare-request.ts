import type { BothLanguages } from '../../shared/domain/both-languages.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import { MESSAGE_SCHEMA, type ServiceMessage } from '../../shared/domain/request-lifecycle.ts';
import type { FiledRequest, RequestDraft } from '../../shared/domain/service-request.ts';
import { composeRequest } from './compose-request.ts';
import { draftRequest } from './draft-request.ts';
import { promisesAtFiling } from './promises/promises.ts';
import { serviceLevelOf } from './promises/service-level.ts';
import { decideUrgency } from '../published/urgency.ts';
import type { RequestSources } from './surroundings.ts';
import type { RequestKind } from '../../shared/domain/service-terms.ts';

/** What a draft becomes when it is filed now, and why it is that urgent. */
export interface PreparedRequest {
  readonly request: FiledRequest;
  readonly message: ServiceMessage & { readonly type: 'request' };
  readonly urgencyReason: BothLanguages;
}

/** The form for a problem of a run, or for a request by hand. */
export async function openDraft(
  about: { readonly run: string | null; readonly check: string | null; readonly kind: RequestKind },
  sources: RequestSources,
): Promise<Result<RequestDraft>> {
  const run = about.run === null ? null : await sources.run(about.run);
  if (run?.ok === false) return run;
  const teacher = await sources.teacher();
  const contact = teacher.ok ? (teacher.value?.contact ?? null) : null;
  const wording = await sources.wording();
  const from = run === null ? null : { run: run.value, check: about.check };
  return succeed(draftRequest(about.kind, from, contact, wording));
}

/**
 * The request as it would leave the PC at this instant. Its id is the one of the draft, and the message has the same: however often
 * it is prepared and sent, it stays one.
 */
export async function prepareRequest(draft: RequestDraft, sources: RequestSources): Promise<Result<PreparedRequest>> {
  const run = draft.run === null ? null : await sources.run(draft.run);
  if (run?.ok === false) return run;
  const station = await sources.station();
  if (!station.ok) return station;
  const teacher = await sources.teacher();
  const { publication } = sources;
  const now = sources.now();
  const urgency = decideUrgency(draft, publication.service);
  // Unreadable is said on the screen; the urgency alone decides then.
  const { level } = serviceLevelOf(teacher.ok ? teacher.value : null, publication.service.levels, now);
  const facts = { ...draft, urgency: urgency.urgency, zone: station.value?.campusZone ?? null, level };
  const request = composeRequest(
    draft,
    { urgency: urgency.urgency, promises: promisesAtFiling(facts, now.getTime(), publication) },
    {
      run: run?.value ?? null,
      station: station.value,
      level,
      publication,
      program: sources.program,
      demo: sources.demo,
      wording: await sources.wording(),
      now,
      faultCodeOf: sources.faultCodeOf,
    },
  );
  const message = { schema: MESSAGE_SCHEMA, id: request.id, type: 'request', request } as const;
  return succeed({ request, message, urgencyReason: urgency.reason });
}
