import { canonicalize } from '@tufjs/canonical-json';
import { createHash } from 'node:crypto';
import { formatInstant } from '../../shared/beijing-time.ts';
import type { BothLanguages } from '../../shared/domain/both-languages.ts';
import type { CheckRun } from '../../shared/domain/check-run.ts';
import { MESSAGE_SCHEMA, type ServiceMessage } from '../../shared/domain/request-lifecycle.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import type { ServicePromise, ServiceLevel, Urgency } from '../../shared/domain/service-terms.ts';
import type { FiledRequest, RequestDraft, RequestNeeds } from '../../shared/domain/service-request.ts';
import type { Station } from '../../shared/domain/station.ts';
import type { Wording } from '../../shared/wording.ts';
import type { Dependencies } from '../dependencies/dependencies.ts';
import type { Publication } from '../published/publication.ts';
import { decideUrgency } from '../published/urgency.ts';
import { requestNumberOf } from '../records/record-numbers.ts';
import { problemsOfInterest } from './draft-request.ts';
import { faultCodeOf } from './fault-code/fault-code.ts';
import { promisesAtFiling } from './promises/promises.ts';
import { serviceLevelOf } from './promises/service-level.ts';
import { firstCharacters } from './whole-characters.ts';

type RequestMessage = Extract<ServiceMessage, { type: 'request' }>;

/**
 * The request as it would leave the PC at this instant. Its id is the one of the draft, and the message has the same: however often
 * it is prepared and sent, it stays one.
 */
export async function prepareRequest(
  draft: RequestDraft,
  deps: Pick<Dependencies, 'run' | 'station' | 'teacher' | 'publication' | 'version' | 'demo' | 'now'> & {
    readonly wording: () => Promise<Wording>;
  },
): Promise<Result<{ readonly message: RequestMessage; readonly urgencyReason: BothLanguages }>> {
  const run = draft.run === null ? null : await deps.run(draft.run);
  if (run?.ok === false) return run;
  const station = await deps.station();
  if (!station.ok) return station;
  const teacher = await deps.teacher();
  const { publication, version, demo } = deps;
  const now = deps.now();
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
      version,
      demo,
      wording: await deps.wording(),
      now,
    },
  );
  const message = { schema: MESSAGE_SCHEMA, id: request.id, type: 'request', request } as const;
  return succeed({ message, urgencyReason: urgency.reason });
}

/** What a draft does not hold itself. */
interface FilingFacts {
  /** The run the draft names; null for a request by hand. */
  readonly run: CheckRun | null;
  readonly station: Station | null;
  readonly level: ServiceLevel | null;
  readonly publication: Publication;
  /** Of the program. */
  readonly version: string;
  readonly demo: boolean;
  readonly wording: Wording;
  readonly now: Date;
}

const MAX_SYMPTOM_LENGTH = 400;
const MAX_SYMPTOMS = 64;

/** The request as it will leave the PC: the draft, what the run proves, where it is, and what is promised. */
export function composeRequest(
  draft: RequestDraft,
  decided: { readonly urgency: Urgency; readonly promises: ServicePromise[] },
  facts: FilingFacts,
): FiledRequest {
  const { run, station, publication, wording, now } = facts;
  const problems = run === null ? [] : problemsOfInterest(run, draft.checks).slice(0, MAX_SYMPTOMS);
  const subjects = new Set(problems.map(({ subject }) => subject));
  const involved = run === null ? [] : run.devices.filter(({ subject }) => subjects.has(subject));
  const needs = filledIn(draft.needs);
  return {
    id: draft.id,
    number: requestNumberOf(draft.id),
    filedAt: formatInstant(now),
    language: wording.language,
    kind: draft.kind,
    work: draft.work,
    urgency: decided.urgency,
    scope: draft.scope,
    effect: draft.effect,
    level: facts.level,
    title: draft.title,
    description: draft.description,
    wantedBy: draft.wantedBy,
    ...(draft.since !== undefined && { since: draft.since }),
    ...(needs !== undefined && { needs }),
    place:
      station === null
        ? null
        : { school: station.school, campusZone: station.campusZone, lab: station.lab, seat: station.seat },
    contact: draft.contact,
    symptoms: problems.map((finding) => ({
      check: finding.check,
      outcome: finding.outcome,
      cause: finding.cause,
      title: firstCharacters(wording.finding(finding, run!.devices).title, MAX_SYMPTOM_LENGTH),
      faultCode: faultCodeOf(finding, run!, publication.faultCodes),
    })),
    devices: involved.slice(0, MAX_SYMPTOMS).map((device) => ({
      model: device.model,
      name: firstCharacters(wording.deviceName(device), 200),
      serial: device.serial === null ? null : firstCharacters(device.serial, 200),
    })),
    run: run === null ? null : { id: run.id, startedAt: run.startedAt },
    publication: publication.stampAt(now),
    program: facts.version,
    promises: decided.promises,
    promisesFrom: 'receipt',
    demo: facts.demo || run?.demo === true,
  };
}

/** What was filled in of it; undefined where nothing was. */
function filledIn(needs: RequestNeeds | undefined): RequestNeeds | undefined {
  const filled = Object.entries(needs ?? {}).filter(([, value]) => value !== '');
  return filled.length === 0 ? undefined : Object.fromEntries(filled);
}

/**
 * SHA-256 in hex of what a preview showed; the contract calls it `seal`. Time goes on between looking and sending: the instants, what
 * is promised from them and the age of the publication are left out, everything a person wrote or a device reported is in.
 */
export function previewDigest(message: ServiceMessage): string {
  return createHash('sha256')
    .update(canonicalize(shownPart(message)))
    .digest('hex');
}

function shownPart(message: ServiceMessage): object {
  if (message.type === 'event') {
    const { at, id: _id, ...shown } = message.event;
    const told = message.event.type === 'told-by-phone' ? { at } : {};
    return { type: message.type, number: message.number, title: message.title, event: { ...shown, ...told } };
  }
  const { filedAt: _filedAt, promises: _promises, publication, ...shown } = message.request;
  return { type: message.type, request: { ...shown, publication: publication.version } };
}

/** Whether both ask for the same: what a person wrote and chose, or the record that is handed in. */
export const isSameRequest = (one: FiledRequest, other: FiledRequest): boolean =>
  (['kind', 'scope', 'effect', 'title', 'description', 'wantedBy'] as const).every(
    (field) => one[field] === other[field],
  ) && one.report?.sha256 === other.report?.sha256;
