import { readFile } from 'node:fs/promises';
import type { PcIdentity } from '../../../shared/domain/pc-sockets.ts';
import { cleanIdentity } from '../../../shared/pc-identity.ts';
import { openRegistry } from '../../platform/registry.ts';

const DMI = '/sys/class/dmi/id';
const BIOS = 'HKLM\\HARDWARE\\DESCRIPTION\\System\\BIOS';

/** Names that the firmware gives the PC and its mainboard. Serial numbers are not read. */
export async function readPcIdentity(): Promise<PcIdentity> {
  if (process.platform === 'win32') {
    const registry = await openRegistry();
    const text = (name: string) => {
      const value = registry.value(BIOS, name);
      return value.kind === 'text' ? value.text : null;
    };
    return cleanIdentity({
      vendor: text('SystemManufacturer'),
      model: text('SystemProductName'),
      boardVendor: text('BaseBoardManufacturer'),
      board: text('BaseBoardProduct'),
    });
  }
  const read = async (name: string) => await readFile(`${DMI}/${name}`, 'utf8').catch(() => null);
  const [vendor = null, model = null, boardVendor = null, board = null] = await Promise.all(
    ['sys_vendor', 'product_name', 'board_vendor', 'board_name'].map(read),
  );
  return cleanIdentity({ vendor, model, boardVendor, board });
}
