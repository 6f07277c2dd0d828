import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import writeXlsxFile from 'write-excel-file/node';
import { assetRegisterReader } from '../../src/core/inspections/untrusted-readers.ts';
import { startReaderProgram, UntrustedFiles } from '../../src/core/platform/untrusted/read-apart.ts';
import type { ReadAnswer, StartReader } from '../../src/core/platform/untrusted/reader-protocol.ts';
import { ROOT } from '../../tests/support/vrlab.ts';
import { atMost, type Figure, quantile } from './figure.ts';

const ROUNDS = 9;
const PROGRAM = pathToFileURL(path.join(ROOT, 'out/main/reader-process.js'));

/** Starts the built reader process. @param seen gets every answer, with its figures. */
export const startObserved =
  (seen: (answer: ReadAnswer) => void): StartReader =>
  ({ answered, ended }) =>
    startReaderProgram(PROGRAM, {
      answered(answer) {
        seen(answer);
        answered(answer);
      },
      ended,
    });

/** What it costs to read a file apart from the program: everything but the reading itself. */
export async function untrustedFiles(): Promise<Figure[]> {
  let last: ReadAnswer | null = null;
  const start = startObserved((answer) => (last = answer));
  const lines = Array.from({ length: 500 }, (_, at) => [
    { value: '头显' },
    { value: `LHR-${at}` },
    { value: 'VR-301' },
  ]);
  const bytes = await writeXlsxFile([[{ value: '名称' }, { value: '序列号' }, { value: '位置' }], ...lines]).toBuffer();
  const added = async (files: UntrustedFiles): Promise<number> => {
    const began = performance.now();
    const read = await files.read(assetRegisterReader, { file: { name: 'books.xlsx', bytes }, now: new Date() });
    const took = performance.now() - began;
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    return took - last!.milliseconds;
  };
  const cold: number[] = [];
  const warm: number[] = [];
  const memory: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    execFileSync(process.execPath, ['-e', '0']);
    bare.push(performance.now() - began);
    const files = new UntrustedFiles(start);
    cold.push(await added(files));
    warm.push(await added(files));
    memory.push(last!.rss / 2 ** 20);
    files.close();
  }
  return [
    atMost('first untrusted file, added by reading it apart', quantile(cold, 0.5), 100, 'ms'),
    // The same on a machine that is busy with other things.
    atMost('the same in starts of Node alone', quantile(cold, 0.5) / quantile(bare, 0.5), 2, 'times'),
    atMost('next untrusted file, added by reading it apart', quantile(warm, 0.5), 20, 'ms'),
    atMost('resident memory of the reader afterwards', quantile(memory, 0.5), 200, 'MiB', 0),
  ];
}
