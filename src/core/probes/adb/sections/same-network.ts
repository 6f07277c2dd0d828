import { forEachLine } from './lines.ts';

function numberOf(address: string): number | null {
  const bytes = address.split('.');
  if (bytes.length !== 4 || !bytes.every((byte) => /^\d{1,3}$/.test(byte) && Number(byte) < 256)) return null;
  return bytes.reduce((sum, byte) => sum * 256 + Number(byte), 0);
}

/** `192.168.1.10/24` as numbers; null for anything else. */
function networkOf(text: string): { readonly address: number; readonly bits: number } | null {
  const [address, bits, ...more] = text.split('/');
  const number = numberOf(address ?? '');
  if (number === null || more.length > 0 || bits === undefined || !/^\d{1,2}$/.test(bits) || Number(bits) > 32)
    return null;
  return { address: number, bits: Number(bits) };
}

/** Whether an address of `ip addr` lies in one of the networks; null where either is not known. Addresses are not kept. */
export function isInNetwork(ipAddr: string, networks: readonly string[] | null): boolean | null {
  const own: number[] = [];
  forEachLine(ipAddr, (line) => {
    const [, address] = /^inet (\d+\.\d+\.\d+\.\d+)/.exec(line) ?? [];
    const number = address === undefined ? null : numberOf(address);
    if (number !== null) own.push(number);
  });
  const known = (networks ?? []).flatMap((network) => networkOf(network) ?? []);
  if (own.length === 0 || known.length === 0) return null;
  return known.some(({ address, bits }) => {
    const size = 2 ** (32 - bits);
    return own.some((one) => Math.floor(one / size) === Math.floor(address / size));
  });
}
