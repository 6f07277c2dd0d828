import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { readAssetRegister } from '../../../src/core/inspections/lab/asset-register/read-asset-register.ts';
import type { AssetRegister } from '../../../src/shared/domain/inspection/lab-equipment.ts';

const NOW = new Date('2026-11-22T01:00:00Z');
const read = (bytes: string | Uint8Array, name = '台账.csv') =>
  readAssetRegister({ name, bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes }, NOW);

/** What is read of a file that can be. */
export async function readRegister(bytes: string | Uint8Array): Promise<AssetRegister> {
  const books = await read(bytes);
  if (!books.ok) throw new Error(JSON.stringify(books.problem));
  return books.value;
}
/** The problem's code, or how many rows there are. */
export async function codeOf(bytes: string | Uint8Array): Promise<string> {
  const books = await read(bytes);
  return books.ok ? `${books.value.rows.length} rows` : books.problem.code;
}
export const xlsx = (data: SheetData): Promise<Buffer> => writeXlsxFile(data).toBuffer();

/** The device most tests list, as it is read in the second line. */
export const ROW = {
  line: 2,
  category: 'VR头显',
  model: 'HTC VIVE Pro 2',
  serial: 'FA123',
  assetNumber: 'ZC-1',
  place: 'VR-301 01',
  quantity: 1,
};
