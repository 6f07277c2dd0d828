import type { CheckId } from '../../shared/domain/check-terms.ts';
import type { Check } from './check.ts';
import { combinationUntested } from './combination-untested.ts';
import { controllerFirmware } from './controller-firmware.ts';
import { controllerPresent } from './controller-present.ts';
import { deviceDriverChanged } from './device-driver-changed.ts';
import { deviceMode } from './device-mode.ts';
import { deviceProblem } from './device-problem.ts';
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
import { portProblem } from './port-problem.ts';
import { runtimeMatchesHeadset } from './runtime-matches-headset.ts';
import { steamVrBlockedAddon } from './steamvr-blocked-addon.ts';
import { steamVrVersion } from './steamvr-version.ts';
import { suiteGenuine } from './suite-genuine.ts';
import { suiteVersion } from './suite-version.ts';
import { trackingDongle } from './tracking-dongle.ts';
import { unexpectedVrDevice } from './unexpected-vr-device.ts';
import { usbControllerKnown } from './usb-controller-known.ts';
import { usbControllerLoad } from './usb-controller-load.ts';
import { usbFlapping } from './usb-flapping.ts';
import { usbPowerSaving } from './usb-power-saving.ts';
import { vendorRuntimeInstalled } from './vendor-runtime-installed.ts';
import { windowsBuild } from './windows-build.ts';
import { wmrRetired } from './wmr-retired.ts';
import { antivirusCurrent } from './security/antivirus-current.ts';
import { antivirusPresent } from './security/antivirus-present.ts';
import { automaticLogon } from './security/automatic-logon.ts';
import { dataFolderPermissions } from './security/data-folder-permissions.ts';
import { diskEncryption } from './security/disk-encryption.ts';
import { firewallOn } from './security/firewall-on.ts';
import { lessonAccountRights } from './security/lesson-account-rights.ts';
import { logRetention } from './security/log-retention.ts';
import { remoteAccess } from './security/remote-access.ts';
import { screenLock } from './security/screen-lock.ts';
import { systemUpdates } from './security/system-updates.ts';
import { timeSynchronised } from './security/time-synchronised.ts';

/** Every check of a lesson's run, in the order findings are shown; of several with one cause the first speaks for all. */
export const CHECKS = [
  headsetPresent,
  headsetUsbSpeed,
  headsetComplete,
  deviceMode,
  deviceProblem,
  hidAccess,
  portProblem,
  trackingDongle,
  controllerPresent,
  equipmentPresent,
  headsetUsbPath,
  deviceDriverChanged,
  usbControllerLoad,
  usbControllerKnown,
  usbPowerSaving,
  usbFlapping,
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
] as const satisfies readonly Check[];

/** Checks of inspections only, in the order findings are shown; see security/README.md. */
export const SECURITY_CHECKS = [
  diskEncryption,
  antivirusPresent,
  antivirusCurrent,
  firewallOn,
  automaticLogon,
  lessonAccountRights,
  systemUpdates,
  screenLock,
  remoteAccess,
  timeSynchronised,
  logRetention,
  dataFolderPermissions,
] as const satisfies readonly Check[];

export const ALL_CHECKS: readonly Check[] = [...CHECKS, ...SECURITY_CHECKS];

/** Numbers of checks that were removed, with their ids: never given to another check. A new check takes the next free one. */
export const RETIRED_NUMBERS: Readonly<Record<number, string>> = {};

/** The number of a check in fault codes; undefined for a check of another release. */
export const checkNumber = (id: string): number | undefined => ALL_CHECKS.find((check) => check.id === id)?.number;

/** Ids of the causes that a check can find; none of a check of another release. */
export const causesOf = (id: string): readonly string[] => ALL_CHECKS.find((check) => check.id === id)?.causes ?? [];

/** The check with that number in fault codes; null where a later release has it, or an earlier one had it. */
export const numberedCheck = (number: number): CheckId | null =>
  ALL_CHECKS.find((check) => check.number === number)?.id ?? null;
