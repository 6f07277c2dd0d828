import { civilDateOf } from '../../../../shared/beijing-time.ts';
import type { SecurityFacts } from '../../../../shared/domain/security-facts.ts';
import { iniValues, saysYes } from './ini.ts';
import type { LinuxPc } from './linux-pc.ts';

const DEFINITIONS = ['daily.cld', 'daily.cvd'].map((name) => `var/lib/clamav/${name}`);

/**
 * ClamAV by its definitions and its daemon. Null where it is not installed: no place on Linux says whether some other one is.
 */
export async function readAntivirus(pc: LinuxPc): Promise<SecurityFacts['antivirus']> {
  const dates = (await Promise.all(DEFINITIONS.map((file) => pc.modified(file)))).filter((date) => date !== null);
  const newest = dates.toSorted((a, b) => b.getTime() - a.getTime())[0];
  const running = pc.processes?.includes('clamd') ?? null;
  if (newest === undefined && running !== true) return null;
  const definitionsDate = newest === undefined ? null : civilDateOf(newest);
  return [{ name: 'ClamAV', enabled: running, upToDate: null, definitionsDate, source: pc.at('var/lib/clamav') }];
}

/** ufw, firewalld or nftables by what starts them; the rules themselves can only be read by root. */
export async function readFirewall(pc: LinuxPc): Promise<SecurityFacts['firewall']> {
  const ufw = await pc.text('etc/ufw/ufw.conf');
  const answers: { enabled: boolean; source: string }[] = [];
  if (ufw !== null)
    answers.push({ enabled: saysYes(iniValues(ufw).get('.enabled')), source: pc.at('etc/ufw/ufw.conf') });
  const firewalld = await pc.names('etc/firewalld');
  if (firewalld.length > 0)
    answers.push({ enabled: await pc.starts(/^firewalld\.service$/), source: pc.at('etc/firewalld') });
  if ((await pc.text('etc/nftables.conf')) !== null)
    answers.push({ enabled: await pc.starts(/^nftables\.service$/), source: pc.at('etc/nftables.conf') });
  const told = answers.find(({ enabled }) => enabled) ?? answers[0];
  return told === undefined ? null : { profiles: [{ profile: 'all', ...told }], products: [] };
}
