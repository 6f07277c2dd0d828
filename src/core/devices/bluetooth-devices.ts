import type { RecognisedDevice } from '../../shared/domain/device.ts';
import type { HidDeviceFacts } from '../../shared/domain/hid-facts.ts';
import { strongestAnchors } from './anchors.ts';
import type { DeviceCatalogue } from '../published/catalogue.ts';
import { describeBluetoothDevice } from './describe-device.ts';

/** Controllers that only show as Bluetooth HID devices. */
export function bluetoothDevices(devices: readonly HidDeviceFacts[], catalogue: DeviceCatalogue): RecognisedDevice[] {
  const seen = new Map<string, RecognisedDevice>();
  for (const device of devices) {
    const [candidacy] = strongestAnchors(catalogue.candidaciesOf({ ...device, release: null, speed: null }));
    if (candidacy === undefined) continue;
    const described = describeBluetoothDevice(device, candidacy);
    seen.set(described.subject, described);
  }
  return [...seen.values()];
}
