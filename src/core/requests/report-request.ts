import { formatInstant } from '../../shared/beijing-time.ts';
import { MESSAGE_SCHEMA, type ServiceMessage } from '../../shared/domain/request-lifecycle.ts';
import { type FiledRequest, type HandedInReport, MOST_OF_A_TITLE } from '../../shared/domain/service-request.ts';
import type { Effect } from '../../shared/domain/service-terms.ts';
import type { Station } from '../../shared/domain/station.ts';
import type { Wording } from '../../shared/wording.ts';
import type { Publication } from '../published/publication.ts';
import { requestNumberOf } from '../records/record-numbers.ts';
import { firstCharacters } from './whole-characters.ts';

/** What a conclusion does to teaching. */
const EFFECTS: Readonly<Record<HandedInReport['decided'], Effect>> = {
  passed: 'none',
  rectify: 'hindered',
  'out-of-use': 'stopped',
};

interface ReportFacts {
  /** ULID, made before the first preview: handing in the same one twice is handing it in once. */
  readonly id: string;
  readonly report: HandedInReport;
  /** Signed in a demonstration world. */
  readonly demo: boolean;
  readonly station: Station | null;
  readonly publication: Publication;
  /** Of the program. */
  readonly version: string;
  readonly wording: Wording;
  readonly now: Date;
}

/** A signed report on its way to the service desk. It travels as a request does, and asks for nothing: no promise begins with it. */
export function reportMessage({
  id,
  report,
  demo,
  station,
  publication,
  version,
  wording,
  now,
}: ReportFacts): Extract<ServiceMessage, { type: 'request' }> {
  const title = wording.t('outgoing:message.reportTitle', { number: report.number, period: report.period });
  const request: FiledRequest = {
    id,
    number: requestNumberOf(id),
    filedAt: formatInstant(now),
    language: wording.language,
    kind: 'inspection-report',
    work: 'simple',
    urgency: 'normal',
    scope: 'lab',
    effect: EFFECTS[report.decided],
    level: null,
    title: firstCharacters(title, MOST_OF_A_TITLE),
    description: '',
    wantedBy: null,
    place:
      station === null
        ? null
        : { school: station.school, campusZone: station.campusZone, lab: station.lab, seat: station.seat },
    contact: null,
    symptoms: [],
    devices: [],
    report,
    run: null,
    publication: publication.stampAt(now),
    program: version,
    promises: [],
    promisesFrom: 'receipt',
    demo,
  };
  return { schema: MESSAGE_SCHEMA, id, type: 'request', request };
}
