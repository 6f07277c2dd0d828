// Runs under Windows' own Node in the tests: looks with one of the real probes and writes its outcome into a file.
// Arguments: probe, file with the matrix, file for the outcome. Wine gives no working pipe for the standard output.
import { readFileSync, writeFileSync } from 'node:fs';
import { matrixSchema } from '../../../src/core/matrix/matrix-schema.ts';
import { createHostProbe } from '../../../src/core/probes/host/host-probe.ts';
import { runProbe } from '../../../src/core/probes/run-probe.ts';
import { createRuntimesProbe } from '../../../src/core/probes/runtimes/runtimes-probe.ts';
import { createSoftwareProbe } from '../../../src/core/probes/software/software-probe.ts';

const [probe = '', matrixFile = '', answerFile = ''] = process.argv.slice(2);
const matrix = matrixSchema.parse(JSON.parse(readFileSync(matrixFile, 'utf8')));
const { signal } = new AbortController();
const looks: Readonly<Record<string, () => Promise<unknown>>> = {
  host: () => runProbe(createHostProbe('C:\\'), signal),
  runtimes: () => runProbe(createRuntimesProbe(matrix.products), signal),
  software: () => runProbe(createSoftwareProbe(matrix), signal),
};
writeFileSync(answerFile, JSON.stringify(await looks[probe]?.()));
