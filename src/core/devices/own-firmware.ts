import type { OwnFirmware } from '../../shared/domain/device.ts';
import type { HidFacts } from '../../shared/domain/hid-facts.ts';
import type { HidFirmware } from '../../shared/domain/hid-firmware.ts';
import { isHub } from './topology.ts';
import type { Unit } from './unit.ts';

/** Firmware that USB devices report over HID, by their USB key: what was read, or else why not. */
export type FirmwareByKey = ReadonlyMap<string, HidFirmware>;

export function firmwareByKey(hid: HidFacts | null): FirmwareByKey {
  const found = new Map<string, HidFirmware>();
  for (const { usbKey, firmware } of hid?.devices ?? [])
    if (usbKey !== null && firmware !== undefined && found.get(usbKey)?.status !== 'read') found.set(usbKey, firmware);
  return found;
}

/** Of the parts inside the device itself: no hub, no cable, and nothing of a chip that stopped in its bootloader. */
export function findOwnFirmware(
  { claims }: Unit,
  isInBootloader: boolean,
  reported: FirmwareByKey,
): { ownFirmware?: OwnFirmware[] } {
  if (isInBootloader) return {};
  const own = claims.flatMap(({ part, device }): OwnFirmware[] => {
    const firmware = reported.get(device.key);
    if (firmware === undefined || part.piece !== 'headset' || part.hub || isHub(device)) return [];
    const { layout } = firmware;
    return firmware.status === 'read'
      ? [{ role: part.role, layout, version: firmware.version, report: firmware.report, gap: null }]
      : [{ role: part.role, layout, version: null, report: null, gap: firmware.reason }];
  });
  return own.length === 0 ? {} : { ownFirmware: own };
}
