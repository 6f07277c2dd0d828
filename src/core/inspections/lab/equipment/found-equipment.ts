import type { DeviceKind } from '../../../../shared/domain/device.ts';
import type { StationReading } from '../../../records/material.ts';
import { CLASS_OF_KIND } from './same-model.ts';

/** A device of the lab, at whatever seats it was read. */
export interface FoundDevice {
  readonly kind: DeviceKind;
  readonly vendor: string | null;
  /** What it is called in a list. */
  readonly title: string;
  /** Names it may have in the register. */
  readonly called: readonly string[];
  /** It may be one of several models. */
  readonly open: boolean;
  readonly serial: string | null;
  readonly serialKey: string | null;
  /** More than one: the same serial number was read at several seats. */
  readonly seats: readonly string[];
}

/** A reading as far as equipment goes. */
export type EquipmentReading = Pick<StationReading, 'seat' | 'run'>;

/** A serial number without case, spaces and dashes. @returns null where it does not identify a device (empty, `00000000`, `123456789`). */
export function serialKeyOf(serial: string | null): string | null {
  const key = (serial ?? '')
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-_\u2010-\u2015\u2212]/gu, '');
  return key.length < 4 || /^(.)\1*$/u.test(key) || '0123456789ABCDEF'.includes(key) || '1234567890'.includes(key)
    ? null
    : key;
}

/** Whether the devices at a seat are known: without its USB facts none can be reported as missing. */
export const hasEquipment = ({ run }: EquipmentReading): boolean => run.snapshot.probes.usb.status === 'ok';

/** All devices a register may list; those of one model with the same serial number are one. */
export function findEquipment(
  readings: readonly EquipmentReading[],
  names: (model: string, name: string) => string,
): FoundDevice[] {
  const found: (FoundDevice & { seats: string[]; model: string })[] = [];
  for (const { seat, run } of readings)
    for (const { kind, model, name, vendor, candidates, serial } of run.devices) {
      if (CLASS_OF_KIND[kind] === undefined) continue;
      const serialKey = serialKeyOf(serial);
      const known = found.find((one) => serialKey !== null && one.model === model && one.serialKey === serialKey);
      if (known !== undefined) {
        if (!known.seats.includes(seat)) known.seats.push(seat);
        continue;
      }
      const title = names(model, name ?? model);
      const called = new Set([...(name === null ? [] : [name, title]), ...candidates.map((id) => names(id, id))]);
      const open = name === null || candidates.length > 0;
      found.push({ kind, model, vendor, title, called: [...called], open, serial, serialKey, seats: [seat] });
    }
  return found;
}
