import { formatInstant } from '../../shared/beijing-time.ts';
import type { CheckRun } from '../../shared/domain/check-run.ts';
import type { Finding } from '../../shared/domain/finding.ts';
import type { FiledRequest, RequestDraft } from '../../shared/domain/service-request.ts';
import type { ServiceLevel, ServicePromise, Urgency } from '../../shared/domain/service-terms.ts';
import type { Station } from '../../shared/domain/station.ts';
import type { Wording } from '../../shared/wording.ts';
import type { Publication } from '../published/publication.ts';
import { problemsOfInterest } from './problems-of-interest.ts';
import { requestNumberOf } from '../records/request-number.ts';
import { firstCharacters } from './whole-characters.ts';

/** What a draft does not hold itself. */
export interface RequestSurroundings {
  /** The run the draft names; null for a request by hand. */
  readonly run: CheckRun | null;
  readonly station: Station | null;
  readonly level: ServiceLevel | null;
  readonly publication: Publication;
  readonly program: string;
  readonly demo: boolean;
  readonly wording: Wording;
  readonly now: Date;
  readonly faultCodeOf: (finding: Finding, run: CheckRun) => string | null;
}

const LONGEST_SYMPTOM = 400;
const MOST_SYMPTOMS = 64;

/** The request as it will leave the PC: the draft, what the run proves, where it is, and what is promised. */
export function composeRequest(
  draft: RequestDraft,
  decided: { readonly urgency: Urgency; readonly promises: ServicePromise[] },
  surroundings: RequestSurroundings,
): FiledRequest {
  const { run, station, publication, wording, now } = surroundings;
  const problems = run === null ? [] : problemsOfInterest(run, draft.checks).slice(0, MOST_SYMPTOMS);
  const subjects = new Set(problems.map(({ subject }) => subject));
  const involved = run === null ? [] : run.devices.filter(({ subject }) => subjects.has(subject));
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
    level: surroundings.level,
    title: draft.title,
    description: draft.description,
    wantedBy: draft.wantedBy,
    place:
      station === null
        ? null
        : { school: station.school, campusZone: station.campusZone, lab: station.lab, seat: station.seat },
    contact: draft.contact,
    symptoms: problems.map((finding) => ({
      check: finding.check,
      outcome: finding.outcome,
      cause: finding.cause,
      title: firstCharacters(wording.finding(finding, run!.devices).title, LONGEST_SYMPTOM),
      faultCode: surroundings.faultCodeOf(finding, run!),
    })),
    devices: involved.slice(0, MOST_SYMPTOMS).map((device) => ({
      model: device.model,
      name: firstCharacters(wording.deviceName(device), 200),
      serial: device.serial === null ? null : firstCharacters(device.serial, 200),
    })),
    run: run === null ? null : { id: run.id, startedAt: run.startedAt },
    publication: publication.stampAt(now),
    program: surroundings.program,
    promises: decided.promises,
    demo: surroundings.demo || run?.demo === true,
  };
}
