import type { RecognisedDevice } from '../../../shared/domain/device.ts';
import type { FaultCodeSubject } from '../../../shared/domain/fault-code.ts';
import type { Finding } from '../../../shared/domain/finding.ts';
import type { DeviceCatalogue } from '../../published/catalogue.ts';
import { rangeOf } from './fields.ts';
import { hashedNumber } from './hashed-number.ts';

/** Everything that is no model. */
const SEAT = 0;
const HOST = 1;
const UNKNOWN_DEVICE = 2;
/** Numbers below stay free for more of that kind. */
const FIRST_MODEL = 16;

const EXPECTED_MODEL = /^(.+)@station$/;

/** @param id of the catalogue. Two models share a number now and then; `vrlab-publish check` says so. */
export const modelNumberOf = (id: string): number => hashedNumber(id, FIRST_MODEL, rangeOf('subject'));

const numberOfModel = (model: string): number => (model === 'unknown' ? UNKNOWN_DEVICE : modelNumberOf(model));

/** What the finding is about; software counts as the PC it runs on. */
export function subjectNumberOf(
  { subject }: Pick<Finding, 'subject'>,
  devices: readonly Pick<RecognisedDevice, 'subject' | 'model'>[],
): number {
  const model = devices.find((device) => device.subject === subject)?.model ?? EXPECTED_MODEL.exec(subject)?.[1];
  if (model !== undefined) return numberOfModel(model);
  return subject === 'station' ? SEAT : HOST;
}

export function subjectOf(number: number, catalogue: Pick<DeviceCatalogue, 'models'>): FaultCodeSubject {
  if (number === SEAT) return { kind: 'seat' };
  if (number === HOST) return { kind: 'host' };
  if (number === UNKNOWN_DEVICE) return { kind: 'unknown-device' };
  const models = [...catalogue.models.values()].filter(({ id }) => modelNumberOf(id) === number);
  return { kind: 'model', number, models: models.map(({ id, name }) => ({ id, name })) };
}
