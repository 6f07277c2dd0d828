import path from 'node:path';

/** `ask` leaves it to the system's dialog. */
export type DownloadAnswer =
  | { readonly action: 'refuse' }
  | { readonly action: 'ask' }
  | { readonly action: 'keep'; readonly file: string };

const LONGEST_NAME = 120;
/** Names that Windows keeps for devices, with whatever ending. */
const OF_DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** A name that every file system of a lab PC and of a stick takes, and that leads nowhere else. */
export function plainFileName(name: string): string {
  const plain = name
    // oxlint-disable-next-line no-control-regex -- those are what is taken out
    .replaceAll(/[<>:"/\\|?*\u0000-\u001F\u007F\u202A-\u202E\u2066-\u2069]/g, '_')
    .replaceAll(/^[. ]+|[. ]+$/g, '');
  const { name: stem, ext } = path.parse(plain);
  const short = `${stem.slice(0, LONGEST_NAME)}${ext.slice(0, 10)}`;
  if (short === '') return 'file';
  return OF_DEVICES.test(short) ? `_${short}` : short;
}

/** The first of `name`, `name (2)`, … that is free. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  const { name: stem, ext } = path.parse(name);
  let free = name;
  for (let count = 2; isTaken(free); count += 1) free = `${stem} (${count})${ext}`;
  return free;
}

/**
 * What becomes of a file that a page wants to keep. Only what our page made itself is kept: nothing is fetched.
 * @param folder where files go without asking, because the system's dialog is a way out of a kiosk; null where people are asked.
 */
export function decideDownload(
  { url, name }: { readonly url: string; readonly name: string },
  { origin, folder, isTaken }: { origin: string; folder: string | null; isTaken: (file: string) => boolean },
): DownloadAnswer {
  if (!url.startsWith(`blob:${origin}/`)) return { action: 'refuse' };
  if (folder === null) return { action: 'ask' };
  const file = freeName(plainFileName(name), (candidate) => isTaken(path.join(folder, candidate)));
  return { action: 'keep', file: path.join(folder, file) };
}
