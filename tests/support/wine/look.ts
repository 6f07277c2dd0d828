// Runs under Windows' own Node in the tests: looks with the real probes, for a browser or for the names of the PC, and writes what came of it into a file.
// Arguments: file with the matrix, file for the outcomes, probes. Wine gives no working pipe for the standard output.
import { readFileSync, writeFileSync } from 'node:fs';
import { matrixSchema } from '../../../src/core/published/matrix-schema.ts';
import { readPcIdentity } from '../../../src/core/probes/host/pc-identity.ts';
import { createHostProbe } from '../../../src/core/probes/host/host-probe.ts';
import { runProbe } from '../../../src/core/probes/run-probe.ts';
import { createRuntimesProbe } from '../../../src/core/probes/runtimes/runtimes-probe.ts';
import { createSecurityProbe } from '../../../src/core/probes/security/security-probe.ts';
import { createSoftwareProbe } from '../../../src/core/probes/software/software-probe.ts';
import { hostEnvironment } from '../../../src/core/platform/host-environment.ts';
import { autostartOf } from '../../../src/core/kiosk/autostart.ts';
import { readWindowsLockdown } from '../../../src/core/probes/lockdown/windows-lockdown.ts';
import { findBrowser } from '../../../src/core/reports/chromium/find-browser.ts';

const [matrixFile = '', answerFile = '', ...probes] = process.argv.slice(2);
const matrix = matrixSchema.parse(JSON.parse(readFileSync(matrixFile, 'utf8')));
const REMOTE_ACCESS = [
  { id: 'todesk', name: 'ToDesk', installedAs: ['ToDesk'], processes: ['ToDesk.exe'], paths: [] },
  { id: 'sunlogin', name: '向日葵', installedAs: ['向日葵'], processes: [], paths: [] },
];
const { signal } = new AbortController();
const looks: Readonly<Record<string, () => Promise<unknown>>> = {
  host: () => runProbe(createHostProbe('C:\\'), signal),
  runtimes: () => runProbe(createRuntimesProbe(matrix.products), signal),
  identity: () => readPcIdentity(),
  kiosk: lookAtKiosk,
  browser: () => findBrowser(hostEnvironment()),
  security: () => runProbe(createSecurityProbe(REMOTE_ACCESS, 'C:\\ProgramData\\VR Lab Check'), signal),
  software: () =>
    runProbe(createSoftwareProbe({ ...matrix, programs: matrix.conflicts.map(({ program }) => program) }), signal),
};
/** Starting at sign-in is turned on, read and turned off again; the rest is only read. */
async function lookAtKiosk(): Promise<unknown> {
  const environment = hostEnvironment();
  const autostart = autostartOf(environment);
  const on = await autostart.turnOn('C:\\程序 一\\VR Lab Check.exe');
  const started = await autostart.read();
  const off = await autostart.turnOff();
  return {
    lockdown: readWindowsLockdown(await environment.registry(), null),
    autostart: [on.ok, started, off.ok, await autostart.read()],
  };
}
const outcomes: Record<string, unknown> = {};
for (const probe of probes) outcomes[probe] = await looks[probe]?.();
writeFileSync(answerFile, JSON.stringify(outcomes));
