import type { RecognisedDevice } from '../../shared/domain/device.ts';
import type { ExpectedDevice } from '../../shared/domain/station.ts';

/**
 * "Take what is connected now as the standard." Devices whose model is open cannot be a standard and are left out.
 */
export function expectedFrom(devices: readonly RecognisedDevice[]): ExpectedDevice[] {
  const counts = Map.groupBy(
    devices.filter((device) => device.model !== 'unknown'),
    (device) => device.model,
  );
  return [...counts].map(([model, same]) => ({ model, count: same.length }));
}
