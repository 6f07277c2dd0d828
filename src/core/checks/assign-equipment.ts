import type { RecognisedDevice } from '../../shared/domain/device.ts';
import type { ExpectedDevice } from '../../shared/domain/station.ts';
import type { DeviceCatalogue } from '../published/catalogue.ts';
import type { CheckContext } from './check.ts';
import { hasHeadsetPiece, isHeadset, mayBe } from './headsets.ts';

/** Room for one device of a model. */
interface Place {
  readonly model: string;
  taken: RecognisedDevice | null;
}

/**
 * Which connected device stands for which expected one. Each device counts once: a Quest whose model USB does not show
 * may be any of three expected Quests, but not all of them. As many places are filled as can be; devices whose model is
 * settled come first and take a place of exactly their model where there is one.
 * @returns the devices by expected model; a model that nothing stands for has an empty list.
 */
export function assignEquipment(
  devices: readonly RecognisedDevice[],
  expected: readonly ExpectedDevice[],
  catalogue: DeviceCatalogue,
): ReadonlyMap<string, readonly RecognisedDevice[]> {
  const places = expected.flatMap(({ model, count }) =>
    Array.from({ length: count }, (): Place => ({ model, taken: null })),
  );
  const findOpenPlaces = (device: RecognisedDevice, tried: ReadonlySet<Place>) =>
    places
      .filter((place) => !tried.has(place) && mayBe(device, place.model, catalogue))
      .toSorted(
        (a, b) =>
          Number(b.model === device.model) - Number(a.model === device.model) ||
          Number(a.taken !== null) - Number(b.taken !== null),
      );

  /** Takes a place, if necessary one whose device finds another place. */
  const seat = (device: RecognisedDevice, tried: Set<Place>): boolean => {
    for (const place of findOpenPlaces(device, tried)) {
      tried.add(place);
      if (place.taken !== null && !seat(place.taken, tried)) continue;
      place.taken = device;
      return true;
    }
    return false;
  };
  for (const device of devices.toSorted((a, b) => openness(a, catalogue) - openness(b, catalogue)))
    seat(device, new Set());

  const seated = new Map<string, RecognisedDevice[]>(expected.map(({ model }) => [model, []]));
  for (const { model, taken } of places) if (taken !== null) seated.get(model)!.push(taken);
  return seated;
}

/** How many models a device may be: the settled ones are the least open. */
const openness = (device: RecognisedDevice, catalogue: DeviceCatalogue): number =>
  device.candidates.length + (catalogue.models.get(device.model)?.covers.length ?? 0);

/**
 * The station's expected equipment and what stands for it. Pieces around a headset, a link box for one, stand for nothing
 * while nothing of the headset itself is there.
 */
export const equipmentSeen = (
  devices: readonly RecognisedDevice[],
  { station, catalogue }: CheckContext,
): ReadonlyMap<string, readonly RecognisedDevice[]> => {
  const maybeHeadset = ({ model, candidates }: RecognisedDevice) =>
    [model, ...candidates].some((id) => isHeadset(catalogue.models.get(id) ?? { kind: 'unknown' }));
  const standing = devices.filter((device) => hasHeadsetPiece(device) || !maybeHeadset(device));
  return assignEquipment(standing, station?.expected ?? [], catalogue);
};
