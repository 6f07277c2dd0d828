import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import path from 'node:path';
import { program } from './fake-browser.ts';

/** What a browser of the stand-in did with the address it was started with. */
export interface BrowserVisit {
  readonly args: readonly string[];
  /** Answers to the address itself and to the page behind it. */
  readonly statuses: readonly number[];
  readonly location: string | null;
  readonly page: string;
  /** Arguments of every running program that has the token of the address among them. */
  readonly leaks: readonly string[];
}

const VISIT = `
import { readdirSync, readFileSync, writeFileSync, renameSync } from 'node:fs';
const [file, ...args] = process.argv.slice(2);
const first = await fetch(args.at(-1), { redirect: 'manual' });
const location = first.headers.get('location');
const page = await fetch(new URL(location ?? '/', args.at(-1)));
const token = new URLSearchParams(new URL(location ?? '/', args.at(-1)).hash.slice(1)).get('token');
const leaks = readdirSync('/proc').filter((name) => /^\\d+$/.test(name)).flatMap((pid) => {
  try {
    const line = readFileSync('/proc/' + pid + '/cmdline', 'utf8').replaceAll('\\0', ' ');
    return token !== null && line.includes(token) ? [line] : [];
  } catch {
    return [];
  }
});
writeFileSync(file + '.new', JSON.stringify({ args, statuses: [first.status, page.status], location, page: await page.text(), leaks }));
renameSync(file + '.new', file);
`;

/**
 * A folder for the front of PATH whose xdg-open fetches the address as a browser does.
 * @param script of a shell, in its place.
 */
export function standInBrowser(folder: string, script?: string): { path: string; visit(): Promise<BrowserVisit> } {
  const file = path.join(folder, 'visit.json');
  const visiting = path.join(folder, 'visit.mjs');
  const bin = path.join(folder, 'bin');
  program(bin, 'xdg-open', script ?? `exec '${process.execPath}' '${visiting}' '${file}' "$@"`);
  writeFileSync(visiting, VISIT);
  return {
    path: `${bin}${path.delimiter}${process.env['PATH']}`,
    async visit() {
      while (!existsSync(file)) await pause(20);
      return JSON.parse(readFileSync(file, 'utf8')) as BrowserVisit;
    },
  };
}
