import { foreignProblem } from '../../shared/domain/problem.ts';
import type { RecognisedDevice } from '../../shared/domain/device.ts';
import type { ExpectedDevice } from '../../shared/domain/station.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import { recogniseDevices } from '../devices/recognise.ts';
import type { Probes } from '../probes/probe.ts';
import { runProbe } from '../probes/run-probe.ts';
import type { Publication } from '../published/publication.ts';

/**
 * "Take what is connected now as the standard." Devices whose model is open cannot be a standard and are left out.
 */
export function deriveExpected(devices: readonly RecognisedDevice[]): ExpectedDevice[] {
  const counts = Map.groupBy(
    devices.filter((device) => device.model !== 'unknown'),
    (device) => device.model,
  );
  return [...counts].map(([model, same]) => ({ model, count: same.length }));
}

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
  return succeed(deriveExpected(devices));
}
