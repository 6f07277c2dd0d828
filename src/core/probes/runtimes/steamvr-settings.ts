import path from 'node:path';
import type { SteamVrFacts } from '../../../shared/domain/software-facts.ts';
import { isJsonObject, JsonDocument } from '../files/json-fields.ts';
import { readJsonIfThere } from '../files/read-text.ts';
import type { Note } from '../note.ts';

type SettingsFacts = Pick<SteamVrFacts, 'lastHeadset' | 'lastGpuDriver' | 'blockedAddOns'>;

/** What steamvr.vrsettings remembers: the last headset, the graphics driver it last measured, blocked add-ons. */
export async function readSteamVrSettings(configFolder: string | null, note: Note): Promise<SettingsFacts> {
  if (configFolder === null) return { lastHeadset: null, lastGpuDriver: null, blockedAddOns: [] };
  const file = path.join(configFolder, 'steamvr.vrsettings');
  const settings = new JsonDocument(await readJsonIfThere(file, note), file, note);
  const cite = (text: string) => (text === '' ? null : { text, source: file });
  const headset = ['LastKnown.HMDManufacturer', 'LastKnown.HMDModel'].map((field) => settings.text(field) ?? '');
  return {
    lastHeadset: cite(headset.join(' ').trim()),
    lastGpuDriver: cite(settings.text('GpuSpeed.gpuSpeedDriver') ?? ''),
    blockedAddOns: settings
      .entries()
      .filter(
        ([name, value]) => name.startsWith('driver_') && isJsonObject(value) && value['blocked_by_safe_mode'] === true,
      )
      .map(([name]) => name.slice('driver_'.length))
      .toSorted(),
  };
}
