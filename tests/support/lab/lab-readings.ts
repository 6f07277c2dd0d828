import type { AssetRegister, AssetRow } from '../../../src/shared/domain/inspection/lab-equipment.ts';
import type { RecognisedDevice } from '../../../src/shared/domain/device.ts';
import type { StationReading } from '../../../src/core/records/material.ts';
import { station } from '../pc/facts.ts';
import { publication } from '../pc/judge.ts';
import { run } from '../pc/runs.ts';

/** What a catalogue model is called on screen. */
export const catalogueNames = (model: string, name: string): string =>
  publication.catalogue.models.get(model)?.name ?? name;

/** A recognised device of a catalogue model; null: its serial number cannot be read. */
export function deviceOf(model: string, serial: string | null): RecognisedDevice {
  const known = publication.catalogue.models.get(model);
  return {
    ...run().devices[0]!,
    subject: `${model}@${serial}`,
    model,
    kind: known?.kind ?? 'headset',
    vendor: known?.vendor ?? null,
    name: known?.name ?? null,
    candidates: [],
    serial,
  };
}

/** What came from a seat of lab VR-301. */
export function readingAt(seat: string, devices: readonly RecognisedDevice[]): StationReading {
  const at = { ...station(null), lab: 'VR-301', seat };
  return {
    seat,
    run: { ...run(), station: at, devices: [...devices] },
    source: 'bundle',
    keyId: 'k',
    marks: [],
    takenInAt: '2026-11-22T09:00:00.000+08:00',
  };
}

/** Asset register of these lines; what is left out is empty. */
export const registerOf = (...rows: Partial<AssetRow>[]): AssetRegister => ({
  fileName: '台账.xlsx',
  sha256: '0'.repeat(64),
  importedAt: '2026-11-22T09:00:00.000+08:00',
  rows: rows.map((row, at) => ({
    line: at + 2,
    category: '',
    model: '',
    serial: '',
    assetNumber: '',
    place: '',
    quantity: 1,
    ...row,
  })),
  skipped: [],
});
