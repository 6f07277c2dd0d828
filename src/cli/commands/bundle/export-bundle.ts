import { stat } from 'node:fs/promises';
import { problemParam } from '../../../shared/domain/problem.ts';
import path from 'node:path';
import { BUNDLE_LIMIT } from '../../../core/inspections/lab/bundle/station-bundle.ts';
import { messageOf } from '../../../core/platform/message-of.ts';
import { writeDurably } from '../../../core/platform/write-durably.ts';
import { readApart } from '../../../core/platform/untrusted/read-apart.ts';
import { bundleReader } from '../../../core/inspections/untrusted-readers.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import { plainText } from '../../plain-text.ts';
import { readHandedFile } from '../../read-handed-file.ts';
import { untilInterrupted } from '../../until-interrupted.ts';
import type { Subcommand } from '../with-subcommands.ts';

/** `export [FILE|FOLDER]`: this station, checked now, as a signed file for the PC that holds the inspection. */
export const exportBundle: Subcommand = async ({ app, given, places: [place = '.'], terminal }) => {
  const made = await (await app.inspections()).bundle(untilInterrupted());
  const file = made.ok ? await fileFor(place, made.value.fileName) : '';
  const written = made.ok ? await write(file, Buffer.from(made.value.base64, 'base64')) : made;
  if (!written.ok) {
    terminal.problem(written.problem);
    return BAD_USAGE;
  }
  if (given.options['json'] === undefined) terminal.print(terminal.say('bundle.exported', { file: plainText(file) }));
  else terminal.print(JSON.stringify({ schema: 'vrlab.bundle-export/1', file }, null, 1));
  return 0;
};

async function fileFor(place: string, name: string): Promise<string> {
  const isFolder = await stat(place).then(
    (about) => about.isDirectory(),
    () => false,
  );
  return isFolder ? path.join(place, name) : place;
}

/** There is something under the name, and it is no bundle. */
const TAKEN: ReadonlySet<string> = new Set(['file-not-regular', BUNDLE_LIMIT.code]);

/** In a folder that many PCs share: whole or not at all, and only in the place of what this PC put there for this seat. */
async function write(file: string, bytes: Buffer): Promise<Result<null>> {
  const before = await readHandedFile(file, BUNDLE_LIMIT);
  const detail = before.ok ? '' : String(problemParam(before.problem, 'detail') ?? '');
  if (before.ok || TAKEN.has(before.problem.code)) {
    if (!before.ok || !(await isOurs(before.value.bytes, bytes))) return fail('bundle-file-taken', { file });
  } else if (!detail.startsWith('ENOENT')) return fail('file-not-written', { file, detail });
  try {
    writeDurably(file, bytes);
    return succeed(null);
  } catch (cause) {
    return fail('file-not-written', { file, detail: messageOf(cause) });
  }
}

async function isOurs(before: Uint8Array, now: Uint8Array): Promise<boolean> {
  const [old, made] = await Promise.all(
    [before, now].map((bytes) => readApart(bundleReader, { file: { name: '', bytes } })),
  );
  return (
    old?.ok === true &&
    made?.ok === true &&
    old.value.keyId === made.value.keyId &&
    old.value.station.lab === made.value.station.lab &&
    old.value.station.seat === made.value.station.seat
  );
}
