import type { RecognisedDevice } from '../../shared/domain/device.ts';
import type { DriverSetting, ExternalDriver, SteamVrFacts } from '../../shared/domain/software-facts.ts';
import type { UsbDeviceFacts } from '../../shared/domain/usb-facts.ts';
import type { SteamVrDriver } from '../published/matrix-schema.ts';
import type { CheckContext, CheckSituation } from './check.ts';
import type { Recognition } from '../devices/recognise.ts';

/**
 * `on`: SteamVR loads it. `off`: switched off by hand; `blocked`: by SteamVR after a crash. `missing`: registered, its folder
 * was removed; `damaged`: its files are. `unclear`: the settings do not say. `absent`: no trace of it on this PC.
 */
export type DriverState = 'on' | 'off' | 'blocked' | 'missing' | 'damaged' | 'unclear' | 'absent';

/** A driver that brings a headset to SteamVR, as it is on this PC. */
export interface HeadsetDriver {
  /** As SteamVR's settings call it. */
  readonly name: string;
  readonly state: DriverState;
  /** File or folder that says so. */
  readonly source: string | null;
}

/** `driver_lighthouse` and `lighthouse` name one driver. */
const shortName = (name: string): string => name.toLowerCase().replace(/^driver_/, '');

export const isNamed = (driver: string, name: string): boolean => shortName(driver) === shortName(name);

/** A registered folder is this driver by its manifest; where that was not read, by its path. */
function isDriver(external: ExternalDriver, { name, folders = [] }: SteamVrDriver): boolean {
  if (typeof external.name === 'string') return isNamed(external.name, name);
  const place = external.folder.toLowerCase();
  return folders.some((part) => place.includes(part.toLowerCase()));
}

/** `045E.0659` claims one device, `28DE.*` all of a vendor; `*.*` is no claim, every driver of a platform says so. */
const claims = (pattern: string, { vendorId, productId }: UsbDeviceFacts): boolean => {
  const [vendor = '', product = ''] = pattern.toLowerCase().split('.');
  return vendor === vendorId.toLowerCase() && (product === '*' || product === productId.toLowerCase());
};

/** What this PC's settings say about a driver. */
function settingOf(steamVr: SteamVrFacts, name: string): DriverSetting | null {
  const written = steamVr.driverSettings?.find((setting) => isNamed(setting.name, name));
  if (written !== undefined) return written;
  // Facts of 0.3.0 know only this.
  const isBlocked = steamVr.blockedAddOns.some((addOn) => isNamed(addOn, name));
  return isBlocked
    ? { name, enabled: null, unclear: false, blockedBySafeMode: true, source: steamVr.folder.text }
    : null;
}

function switchOf(setting: DriverSetting | null, steamVr: SteamVrFacts): DriverState {
  if (setting?.blockedBySafeMode === true) return 'blocked';
  if (setting?.enabled === false) return 'off';
  return setting?.unclear === true || typeof steamVr.unusableSettings === 'string' ? 'unclear' : 'on';
}

function stateOf(
  name: string,
  registered: readonly ExternalDriver[],
  isBundled: boolean,
  steamVr: SteamVrFacts,
): HeadsetDriver {
  const setting = settingOf(steamVr, name);
  const there = registered.filter(({ exists }) => exists);
  const [usable] = there.filter(({ defect = null }) => defect === null);
  const [place = null] = [usable, ...there, ...registered].filter((one) => one !== undefined);
  const switched = switchOf(setting, steamVr);
  const unusable = switched === 'unclear' ? (steamVr.unusableSettings ?? null) : null;
  const source = unusable ?? setting?.source ?? place?.folder ?? null;
  if (isBundled || usable !== undefined) return { name, state: switched, source };
  if (place !== null) return { name, state: place.exists ? 'damaged' : 'missing', source: place.folder };
  return { name, state: setting === null ? 'absent' : switched, source };
}

/**
 * Drivers that bring a headset to SteamVR: the published ones for its model, and registered ones whose own manifest names a
 * device of it.
 */
export function headsetDrivers(
  device: RecognisedDevice,
  steamVr: SteamVrFacts,
  { topology }: Recognition,
  { platform }: CheckSituation,
  { matrix }: CheckContext,
): HeadsetDriver[] {
  const known = (matrix.matrix.steamVrDrivers ?? []).filter(
    ({ platforms }) => platform !== null && platforms.includes(platform),
  );
  const published = known
    .filter(({ models }) => models.includes(device.model))
    .map((driver) =>
      stateOf(
        driver.name,
        steamVr.drivers.filter((external) => isDriver(external, driver)),
        driver.bundled === true,
        steamVr,
      ),
    );
  const usb = device.members.flatMap((key) => topology.device(key) ?? []);
  const claiming = steamVr.drivers
    .filter((external) => !known.some((driver) => isDriver(external, driver)))
    .filter(({ hmdPresence = [] }) => hmdPresence.some((pattern) => usb.some((one) => claims(pattern, one))))
    .map((external) => stateOf(external.name ?? external.folder, [external], false, steamVr));
  return [...published, ...claiming];
}

/** True when one of them brings the headset. */
export const isServed = (drivers: readonly HeadsetDriver[]): boolean => drivers.some(({ state }) => state === 'on');
