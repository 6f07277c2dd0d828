import path from 'node:path';
import type { DriverSetting, SteamVrFacts } from '../../../shared/domain/software-facts.ts';
import { isJsonObject, JsonDocument, type JsonObject, readLenientJson } from '../files/json-document.ts';
import type { ReportTrouble } from '../../platform/reading-troubles.ts';

type SettingsFacts = Pick<
  SteamVrFacts,
  'lastHeadset' | 'lastGpuDriver' | 'blockedAddOns' | 'driverSettings' | 'forcedDriver' | 'unusableSettings'
>;

const SECTION = 'driver_';

/** A settings file; `root` is null where it is missing or unusable. */
interface SettingsFile {
  readonly file: string;
  readonly root: JsonObject | null;
  readonly unusable: boolean;
}

async function readSettings(file: string, report: ReportTrouble): Promise<SettingsFile> {
  const read = await readLenientJson(file);
  if (read.ok && isJsonObject(read.value)) return { file, root: read.value, unusable: false };
  if (!read.ok && read.code === 'missing') return { file, root: null, unusable: false };
  report(
    read.ok
      ? { place: file, code: 'wrong-type', detail: 'no object' }
      : { place: file, code: read.code, detail: read.detail },
  );
  return { file, root: null, unusable: true };
}

const sectionOf = ({ root }: SettingsFile, name: string): JsonObject | null => {
  const section = root !== null && Object.hasOwn(root, name) ? root[name] : undefined;
  return isJsonObject(section) ? section : null;
};

/** The value of a field of a section in the first file that has it. */
function decided(files: readonly SettingsFile[], section: string, field: string) {
  for (const file of files) {
    const found = sectionOf(file, section);
    if (found !== null && Object.hasOwn(found, field)) return { value: found[field], source: file.file };
  }
  return null;
}

/** Settings of each driver with a section; of each field the first file that has it counts. */
function driverSettings(files: readonly SettingsFile[]): DriverSetting[] {
  const sections = new Set(files.flatMap(({ root }) => Object.keys(root ?? {})));
  return [...sections]
    .filter((section) => section.startsWith(SECTION) && files.some((file) => sectionOf(file, section) !== null))
    .toSorted()
    .map((section) => {
      const enable = decided(files, section, 'enable');
      const blocked = decided(files, section, 'blocked_by_safe_mode');
      const isBlocked = blocked?.value === true;
      return {
        name: section.slice(SECTION.length),
        enabled: typeof enable?.value === 'boolean' ? enable.value : null,
        unclear: enable !== null && typeof enable.value !== 'boolean',
        blockedBySafeMode: isBlocked,
        source: (isBlocked ? blocked.source : enable?.source) ?? files[0]!.file,
      };
    });
}

const defaultsIn = (folder: string) => path.join(folder, 'resources', 'settings', 'default.vrsettings');

/**
 * Reads steamvr.vrsettings: the last headset, the graphics driver last measured, and which drivers are disabled. What the user has
 * not set comes from the defaults of the driver, then of SteamVR.
 * @param configFolder folder of the user's settings. @param folders SteamVR's own folder and those of the drivers.
 */
export async function readSteamVrSettings(
  configFolder: string | null,
  folders: { readonly runtime: string; readonly drivers: readonly string[] },
  report: ReportTrouble,
): Promise<SettingsFacts> {
  const users = configFolder === null ? [] : [path.join(configFolder, 'steamvr.vrsettings')];
  const [files, defaults] = await Promise.all([
    Promise.all(users.map((file) => readSettings(file, report))),
    Promise.all([...folders.drivers, folders.runtime].map((folder) => readSettings(defaultsIn(folder), report))),
  ]);
  const [user] = files;
  const settings = new JsonDocument(user?.root, user?.file ?? '', report);
  const cite = (text: string, source = user?.file ?? '') => (text === '' ? null : { text, source });
  const headset = ['LastKnown.HMDManufacturer', 'LastKnown.HMDModel'].map((field) => settings.text(field) ?? '');
  const all = [...files, ...defaults];
  const drivers = all.length === 0 ? [] : driverSettings(all);
  const forced = decided(all, 'steamvr', 'forcedDriver');
  return {
    lastHeadset: cite(headset.join(' ').trim()),
    lastGpuDriver: cite(settings.text('GpuSpeed.gpuSpeedDriver') ?? ''),
    blockedAddOns: drivers.filter(({ blockedBySafeMode }) => blockedBySafeMode).map(({ name }) => name),
    driverSettings: drivers,
    forcedDriver: typeof forced?.value === 'string' ? cite(forced.value.trim(), forced.source) : null,
    unusableSettings: files.find(({ unusable }) => unusable)?.file ?? null,
  };
}
