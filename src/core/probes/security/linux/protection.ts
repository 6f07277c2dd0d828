import { civilDateOf } from '../../../../shared/beijing-time.ts';
import type { SecurityFacts } from '../../../../shared/domain/security-facts.ts';
import { iniValues, isTrueValue, type LinuxPc } from './linux-pc.ts';

const DEFINITIONS = ['daily.cld', 'daily.cvd'].map((name) => `var/lib/clamav/${name}`);

/**
 * Reads ClamAV by its definitions and its daemon. Null where it is not installed: Linux has no list of other antivirus programs.
 */
export async function readAntivirus(pc: LinuxPc): Promise<SecurityFacts['antivirus']> {
  const dates = (await Promise.all(DEFINITIONS.map((file) => pc.modified(file)))).filter((date) => date !== null);
  const newest = dates.toSorted((a, b) => b.getTime() - a.getTime())[0];
  const running = pc.processes?.includes('clamd') ?? null;
  if (newest === undefined && running !== true) return null;
  const definitionsDate = newest === undefined ? null : civilDateOf(newest);
  return [{ name: 'ClamAV', enabled: running, upToDate: null, definitionsDate, source: pc.at('var/lib/clamav') }];
}

/** Reads whether ufw, firewalld or nftables is started; the rules themselves are readable only by root. */
export async function readFirewall(pc: LinuxPc): Promise<SecurityFacts['firewall']> {
  const ufw = await pc.text('etc/ufw/ufw.conf');
  const answers: { enabled: boolean; source: string }[] = [];
  if (ufw !== null)
    answers.push({ enabled: isTrueValue(iniValues(ufw).get('.enabled')), source: pc.at('etc/ufw/ufw.conf') });
  const firewalld = await pc.names('etc/firewalld');
  if (firewalld.length > 0)
    answers.push({ enabled: await pc.starts(/^firewalld\.service$/), source: pc.at('etc/firewalld') });
  if ((await pc.text('etc/nftables.conf')) !== null)
    answers.push({ enabled: await pc.starts(/^nftables\.service$/), source: pc.at('etc/nftables.conf') });
  const first = answers.find(({ enabled }) => enabled) ?? answers[0];
  return first === undefined ? null : { profiles: [{ profile: 'all', ...first }], products: [] };
}

/** Finds the device of `/` in proc_pid_mountinfo(5); null for file systems without a block device. */
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

/** Whether the device, or every device below it, as under LVM, uses dm-crypt; null where the kernel does not list it. */
async function isEncrypted(pc: LinuxPc, name: string): Promise<boolean | null> {
  if (!(await pc.names('sys/class/block')).includes(name)) return null;
  // Prefix of LUKS 1, LUKS 2 and plain dm-crypt (cryptsetup, DM_UUID_PREFIX).
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
