import type { Check } from './check.ts';
import { combinationUntested } from './combination-untested.ts';
import { controllerFirmware } from './controller-firmware.ts';
import { controllerPresent } from './controller-present.ts';
import { deviceMode } from './device-mode.ts';
import { duplicateHeadset } from './duplicate-headset.ts';
import { equipmentPresent } from './equipment-present.ts';
import { gpuDriverChanged } from './gpu-driver-changed.ts';
import { gpuDriver } from './gpu-driver.ts';
import { headsetComplete } from './headset-complete.ts';
import { headsetFirmware } from './headset-firmware.ts';
import { headsetPresent } from './headset-present.ts';
import { headsetUsbPath } from './headset-usb-path.ts';
import { headsetUsbSpeed } from './headset-usb-speed.ts';
import { hidAccess } from './hid-access.ts';
import { hostDiskSpace } from './host-disk-space.ts';
import { hostMeetsRequirements } from './host-meets-requirements.ts';
import { hostMemory } from './host-memory.ts';
import { matrixAge } from './matrix-age.ts';
import { openXrActiveRuntime } from './openxr-active-runtime.ts';
import { openXrBrokenManifest } from './openxr-broken-manifest.ts';
import { openXrStrayLayer } from './openxr-stray-layer.ts';
import { runtimeMatchesHeadset } from './runtime-matches-headset.ts';
import { steamVrBlockedAddon } from './steamvr-blocked-addon.ts';
import { steamVrVersion } from './steamvr-version.ts';
import { suiteGenuine } from './suite-genuine.ts';
import { suiteVersion } from './suite-version.ts';
import { trackingDongle } from './tracking-dongle.ts';
import { unexpectedVrDevice } from './unexpected-vr-device.ts';
import { usbControllerLoad } from './usb-controller-load.ts';
import { vendorRuntimeInstalled } from './vendor-runtime-installed.ts';
import { windowsBuild } from './windows-build.ts';
import { wmrRetired } from './wmr-retired.ts';

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
  suiteVersion,
  suiteGenuine,
  vendorRuntimeInstalled,
  runtimeMatchesHeadset,
  openXrActiveRuntime,
  openXrBrokenManifest,
  openXrStrayLayer,
  steamVrVersion,
  steamVrBlockedAddon,
  wmrRetired,
  windowsBuild,
  gpuDriver,
  gpuDriverChanged,
  headsetFirmware,
  controllerFirmware,
  hostMeetsRequirements,
  combinationUntested,
  matrixAge,
  hostMemory,
  hostDiskSpace,
] as readonly Check[];
