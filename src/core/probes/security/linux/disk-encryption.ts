import type { SecurityFacts } from '../../../../shared/domain/security-facts.ts';
import type { LinuxPc } from './linux-pc.ts';

/** Device of `/` by proc_pid_mountinfo(5); null for file systems that lie on no block device. */
function rootDevice(mountInfo: string): string | null {
  const mounts = mountInfo.split('\n').map((line) => line.split(' '));
  const source = mounts.findLast((fields) => fields[4] === '/')?.at(-2);
  return source?.startsWith('/dev/') === true ? source : null;
}

async function blockName(pc: LinuxPc, device: string): Promise<string | null> {
  const name = device.split('/').at(-1)!;
  if (!device.startsWith('/dev/mapper/')) return name;
  for (const mapped of (await pc.names('sys/class/block')).filter((one) => one.startsWith('dm-')))
    if ((await pc.text(`sys/class/block/${mapped}/dm/name`))?.trim() === name) return mapped;
  return null;
}

/** Itself or everything below it goes through dm-crypt, as under LVM; null when the kernel does not list it. */
async function isEncrypted(pc: LinuxPc, name: string): Promise<boolean | null> {
  if (!(await pc.names('sys/class/block')).includes(name)) return null;
  // Both LUKS versions and plain dm-crypt begin so (cryptsetup, DM_UUID_PREFIX).
  if ((await pc.text(`sys/class/block/${name}/dm/uuid`))?.startsWith('CRYPT-') === true) return true;
  const below = await Promise.all(
    (await pc.names(`sys/class/block/${name}/slaves`)).map((slave) => isEncrypted(pc, slave)),
  );
  if (below.includes(null)) return null;
  return below.length > 0 && below.every((one) => one === true);
}

export async function readDiskEncryption(pc: LinuxPc): Promise<SecurityFacts['diskEncryption']> {
  const device = rootDevice((await pc.text('proc/self/mountinfo')) ?? '');
  const name = device === null ? null : await blockName(pc, device);
  const encrypted = name === null ? null : await isEncrypted(pc, name);
  if (encrypted === null) return null;
  const source = pc.at(`sys/class/block/${name}`);
  return { volume: '/', state: encrypted ? 'on' : 'off', method: encrypted ? 'dm-crypt' : null, source };
}
