import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { judgeSchoolRows } from '../../src/core/setup/judge-school-rows.ts';
import { schoolFileReader } from '../../src/core/setup/untrusted-readers.ts';
import { UntrustedFiles } from '../../src/core/platform/untrusted/read-apart.ts';
import { atMost, type Figure, quantile } from './figure.ts';
import { startObserved } from './untrusted-files.ts';

const PCS = 500;
const ROUNDS = 5;

const rowOf = (number: number): string =>
  [
    `PC-${number}`,
    '第一中学',
    '市区',
    `VR 教室 ${Math.ceil(number / 50)}`,
    number % 50,
    'Valve Index × 1',
    '400-800-1234',
  ].join(',');

/** A school of 500 PCs, read apart by a process that is started for it, and judged. */
export async function schoolFile(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vrlab-bench-'));
  const file = path.join(folder, 'school.csv');
  const rows = Array.from({ length: PCS }, (_, at) => rowOf(at + 1));
  writeFileSync(file, ['计算机名,学校,校区位置,教室,机位号,标准配置,客服电话', ...rows].join('\r\n'));
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const files = new UntrustedFiles(startObserved(() => undefined));
    const began = performance.now();
    const read = await files.read(schoolFileReader, { file: { name: 'school.csv', bytes: readFileSync(file) } });
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    const judged = judgeSchoolRows(read.value.lines, [{ id: 'valve-index', names: ['Valve Index'] }]);
    times.push(performance.now() - began);
    files.close();
    if (judged.rows.length !== PCS) throw new Error(JSON.stringify(judged.refusals.slice(0, 3)));
  }
  rmSync(folder, { recursive: true, force: true });
  return [atMost(`school file of ${PCS} PCs read and judged`, quantile(times, 0.5), 1000, 'ms')];
}
