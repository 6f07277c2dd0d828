import type { Language } from '../../shared/domain/language.ts';
import { PIN_ROLES } from '../../shared/domain/role.ts';
import { channelColumn, type SchoolColumn } from '../../shared/domain/school-file.ts';
import { schoolHeading } from '../../shared/school-headings.ts';
import { csvOf } from '../platform/csv.ts';
import { hashPin } from '../roles/pin.ts';
import type { SchoolRow } from './judge-school-rows.ts';
import type { SchoolTable } from './read-school-file.ts';
import { createSealer } from '../signing/sealing.ts';

/** Whether a file has secrets of channels, for which a pass phrase is needed. */
export const hasSecrets = (rows: readonly SchoolRow[]): boolean =>
  rows.some(({ channels }) => channels.some(({ plain }) => Object.keys(plain).length > 0));

/**
 * The file as it goes to the PCs: hashes in the place of PINs, and secrets sealed with the pass phrase.
 * @param rows judged as plain; every line of the table has one. @returns CSV.
 */
export async function sealSchoolFile(
  { columns, lines }: SchoolTable,
  rows: readonly SchoolRow[],
  passPhrase: string | null,
  language: Language,
): Promise<Uint8Array> {
  const seal = passPhrase === null ? null : await createSealer(passPhrase);
  // The same digits get the same hash: the PINs of a lab are the same anyway, and hashing takes its time.
  const hashes = new Map<string, Promise<string>>();
  const hashed = (pin: string): Promise<string> => {
    if (!hashes.has(pin)) hashes.set(pin, /^\d+$/.test(pin) ? hashPin(pin) : Promise.resolve(pin));
    return hashes.get(pin)!;
  };
  const rowOf = new Map(rows.map((row) => [row.line, row]));
  const written = [...withSecretColumns(columns, rows)];
  const table: string[][] = [];
  for (const { line, cells } of lines) {
    const row = rowOf.get(line)!;
    const now: Partial<Record<SchoolColumn, string>> = { ...cells };
    for (const role of PIN_ROLES) {
      const pin = row.pins[role];
      if (pin !== undefined) now[`${role}Pin`] = await hashed(pin);
    }
    for (const { number, place, plain } of row.channels) {
      if (Object.keys(plain).length === 0) continue;
      now[channelColumn(number, 'Address')] = place.address;
      now[channelColumn(number, 'Secret')] = seal!(plain, place);
    }
    table.push(written.map((column) => now[column] ?? ''));
  }
  return csvOf([written.map((column) => schoolHeading(column, language)), ...table]);
}

/** The secret of a robot comes with its address: in the sealed file it has a column of its own. */
function withSecretColumns(columns: readonly SchoolColumn[], rows: readonly SchoolRow[]): ReadonlySet<SchoolColumn> {
  const numbers = rows.flatMap(({ channels }) =>
    channels.filter(({ plain }) => Object.keys(plain).length > 0).map(({ number }) => number),
  );
  return new Set([...columns, ...numbers.map((number) => channelColumn(number, 'Secret'))]);
}
