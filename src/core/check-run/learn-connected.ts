import { type Result, succeed } from '../../shared/domain/result.ts';
import { foreignProblem } from '../../shared/domain/problem.ts';
import type { ExpectedDevice } from '../../shared/domain/station.ts';
import { recogniseDevices } from '../devices/recognise.ts';
import type { Probes } from '../probes/probe.ts';
import { runProbe } from '../probes/run-probe.ts';
import type { Publication } from '../published/publication.ts';
import { expectedFrom } from './learn-equipment.ts';

/** What is connected now, as it would be expected from now on. Saves nothing. */
export async function learnConnected(
  { usb, hid }: Pick<Probes, 'usb' | 'hid'>,
  { catalogue }: Pick<Publication, 'catalogue'>,
): Promise<Result<ExpectedDevice[]>> {
  const never = new AbortController().signal;
  const [seen, opened] = await Promise.all([runProbe(usb, never), runProbe(hid, never)]);
  if (seen.status !== 'ok')
    return { ok: false, problem: foreignProblem(seen.error.code, { detail: seen.error.detail }) };
  const { devices } = recogniseDevices(seen.facts, opened.status === 'ok' ? opened.facts : null, catalogue);
  return succeed(expectedFrom(devices));
}
