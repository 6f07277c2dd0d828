// npm run bench: the speed and size goals, as ratios or counts measured in one run. Exit code 1 when one is missed.
// npm run bench -- checks idle   runs only the named parts.
import { coldCheck } from './bench/cold-check.ts';
import type { Figure } from './bench/figure.ts';
import { checksAlone } from './bench/checks-alone.ts';
import { deadlines } from './bench/deadlines.ts';
import { fileCarriers } from './bench/file-carriers.ts';
import { filing } from './bench/filing.ts';
import { headsetAnswers } from './bench/headset-answers.ts';
import { hotPlugLatency } from './bench/hot-plug-latency.ts';
import { idleHost } from './bench/idle-host.ts';
import { inspectionReportSpeed } from './bench/inspection-report.ts';
import { inspectionGrid } from './bench/inspection-grid.ts';
import { inspectionAutosave } from './bench/inspection-autosave.ts';
import { matrixJudging } from './bench/matrix-judging.ts';
import { outboxSize } from './bench/outbox-size.ts';
import { publicationLoad } from './bench/publication-load.ts';
import { screenSize } from './bench/screen-size.ts';
import { standAloneHeadsets } from './bench/stand-alone-headsets.ts';
import { tableComparison } from './bench/table-comparison.ts';
import { schoolFile } from './bench/school-file.ts';
import { sentText } from './bench/sent-text.ts';
import { softwareProbes } from './bench/software-probes.ts';
import { touchesAnswered } from './bench/touches.ts';
import { untrustedFiles } from './bench/untrusted-files.ts';
import { windowsDevices } from './bench/windows-devices.ts';
import { buildIfNeeded } from './build-if-needed.mjs';
import { ensurePackages, TEST_PACKAGES } from './system-packages.mjs';

const PARTS: Readonly<Record<string, () => Figure[] | Promise<Figure[]>>> = {
  cold: coldCheck,
  checks: checksAlone,
  matrix: matrixJudging,
  deadlines,
  idle: idleHost,
  'hot-plug': hotPlugLatency,
  publication: publicationLoad,
  probes: softwareProbes,
  headsets: standAloneHeadsets,
  screen: screenSize,
  grid: inspectionGrid,
  touches: touchesAnswered,
  filing,
  comparison: tableComparison,
  outbox: outboxSize,
  'inspection-report': inspectionReportSpeed,
  autosave: inspectionAutosave,
  untrusted: untrustedFiles,
  'sent-text': sentText,
  'school-file': schoolFile,
  carriers: fileCarriers,
  'headset-answers': headsetAnswers,
  windows: windowsDevices,
};

const command = ensurePackages([...TEST_PACKAGES, 'inxi']);
if (command !== null) {
  process.stderr.write(`npm run bench needs system packages. Please run:\n  ${command}\n`);
  process.exit(1);
}
if (!(await buildIfNeeded())) process.exit(1);
const wanted = process.argv.slice(2);
for (const [name, part] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const { what, value, unit, goal, met } of await part()) {
    process.stdout.write(`${met ? 'ok  ' : 'MISS'} ${what}: ${value} ${unit} (goal ${goal})\n`);
    if (!met) process.exitCode = 1;
  }
}
