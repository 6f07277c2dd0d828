import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface FileCounts {
  readonly files: number;
  readonly lines: number;
  readonly median: number;
  readonly longest: { readonly file: string; readonly lines: number };
  /** Files under 20 lines. */
  readonly short: number;
}

/** Counts code files of a folder. */
export function countFiles(root: string, folder: string): FileCounts {
  const counted = globSync(`${folder}/**/*.{ts,tsx,css}`, { cwd: root })
    .map((file) => ({ file, lines: readFileSync(path.join(root, file), 'utf8').split('\n').length - 1 }))
    .toSorted((a, b) => a.lines - b.lines);
  return {
    files: counted.length,
    lines: counted.reduce((sum, { lines }) => sum + lines, 0),
    median: counted[Math.floor(counted.length / 2)]?.lines ?? 0,
    longest: counted.at(-1) ?? { file: '', lines: 0 },
    short: counted.filter(({ lines }) => lines < 20).length,
  };
}
