import type { Check } from './check.ts';
import { controllerPresent } from './controller-present.ts';
import { deviceMode } from './device-mode.ts';
import { duplicateHeadset } from './duplicate-headset.ts';
import { equipmentPresent } from './equipment-present.ts';
import { headsetComplete } from './headset-complete.ts';
import { headsetPresent } from './headset-present.ts';
import { headsetUsbPath } from './headset-usb-path.ts';
import { headsetUsbSpeed } from './headset-usb-speed.ts';
import { hidAccess } from './hid-access.ts';
import { hostDiskSpace } from './host-disk-space.ts';
import { hostMemory } from './host-memory.ts';
import { trackingDongle } from './tracking-dongle.ts';
import { unexpectedVrDevice } from './unexpected-vr-device.ts';
import { usbControllerLoad } from './usb-controller-load.ts';

/** Every check, in the order findings are shown; of several with one cause the first speaks. */
export const CHECKS: readonly Check[] = [
  headsetPresent,
  headsetUsbSpeed,
  headsetComplete,
  deviceMode,
  hidAccess,
  trackingDongle,
  controllerPresent,
  equipmentPresent,
  headsetUsbPath,
  usbControllerLoad,
  duplicateHeadset,
  unexpectedVrDevice,
  hostMemory,
  hostDiskSpace,
] as readonly Check[];
