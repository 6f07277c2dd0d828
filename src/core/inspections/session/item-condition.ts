import type { CheckRun } from '../../../shared/domain/check-run.ts';
import type { RecognisedDevice } from '../../../shared/domain/device.ts';
import type { AppliesWhen } from '../../../shared/domain/inspection/checklist.ts';
import type { DeviceCatalogue, Model } from '../../published/catalogue.ts';

/** Whether an item applies: `unknown` leaves it to the inspector. */
export type Applies = 'yes' | 'no' | 'unknown';

type Equipment = AppliesWhen['equipment'];
type Traits = Pick<Model, 'kind' | 'connection'>;

const isHeadset = ({ kind }: Traits): boolean => kind === 'headset' || kind === 'glasses';

const FITS: Readonly<Record<Equipment, (model: Traits) => boolean>> = {
  headset: isHeadset,
  'tethered-headset': (model) => isHeadset(model) && model.connection === 'tethered',
  'standalone-headset': (model) => isHeadset(model) && model.connection === 'standalone',
  // Controllers by radio cannot be seen from the PC: every headset is taken to have some.
  controllers: ({ kind }) => kind === 'controller' || kind === 'headset',
};

/**
 * Whether a seat has that equipment: connected now, yes; neither connected nor registered for the seat, no. Registered and not
 * connected, never registered, not recognised, or not looked at is unknown.
 */
export function appliesAtSeat(
  { equipment }: AppliesWhen,
  { devices, station, snapshot }: Pick<CheckRun, 'devices' | 'station' | 'snapshot'>,
  { models }: Pick<DeviceCatalogue, 'models'>,
): Applies {
  const fits = (id: string): boolean | null => {
    const model = models.get(id);
    return model === undefined || model.kind === 'unknown' ? null : FITS[equipment](model);
  };
  const connected = devices.map((device) => fits(device.model) ?? fitsUnnamed(device, equipment));
  if (connected.includes(true)) return 'yes';
  const registered = station?.expected?.map(({ model }) => fits(model)) ?? null;
  const isKnown = snapshot.probes.usb.status === 'ok' && registered !== null;
  return isKnown && [...connected, ...registered].every((one) => one === false) ? 'no' : 'unknown';
}

/** A device whose model stays open is judged by its kind, as far as the kind decides it. */
function fitsUnnamed({ kind, connection }: RecognisedDevice, equipment: Equipment): boolean | null {
  if (kind === 'unknown') return null;
  if (connection !== null && connection !== 'unknown') return FITS[equipment]({ kind, connection });
  const [one, other] = ['tethered', 'standalone'].map((assumed) => FITS[equipment]({ kind, connection: assumed }));
  return one === other ? one! : null;
}

/** An item asked of the whole room applies where any seat has the equipment. */
export const appliesToLab = (seats: readonly Applies[]): Applies =>
  seats.includes('yes') ? 'yes' : seats.length > 0 && seats.every((one) => one === 'no') ? 'no' : 'unknown';
