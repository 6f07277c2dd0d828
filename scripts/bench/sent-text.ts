import { textReportReader } from '../../src/core/check-run/untrusted-readers.ts';
import { UntrustedFiles } from '../../src/core/platform/untrusted/read-apart.ts';
import type { ReadAnswer } from '../../src/core/platform/untrusted/reader-protocol.ts';
import { largeTexts } from '../../tests/support/reports/large-texts.ts';
import { type Figure, atMost } from './figure.ts';
import { startObserved } from './untrusted-files.ts';

const ROUNDS = 7;
/** What it takes to read a text of 5 MB that somebody sent, in the process that reads such files. */
export async function sentText(): Promise<Figure[]> {
  let last: ReadAnswer | null = null;
  const start = startObserved((answer) => (last = answer));
  const figures: Figure[] = [];
  for (const [kind, text] of Object.entries(largeTexts())) {
    const files = new UntrustedFiles(start);
    const took: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const read = await files.read(textReportReader, { file: 't.txt', bytes: Buffer.from(text), now: new Date() });
      if (!read.ok) throw new Error(`${kind}: ${JSON.stringify(read.problem)}`);
      took.push(last!.milliseconds);
    }
    files.close();
    // The quickest round: whatever else the machine does only adds to it.
    figures.push(atMost(`reading 5 MB of ${kind}`, Math.min(...took), 300, 'ms', 0));
  }
  return figures;
}
