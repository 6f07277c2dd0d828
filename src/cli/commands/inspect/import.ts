import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../../../core/probes/probe.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import type { IntakeReport } from '../../../shared/inspection-contract.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import { plainText } from '../../plain-text.ts';
import { isNumber, namedInspection } from './named-inspection.ts';
import type { InspectSubcommand } from './subcommands.ts';

const ENDING = '.vrlab-station';
/** What the contract takes in one piece, before base64; a larger file is not one of ours. */
const MOST_BYTES = 3_000_000;

/** `import [NUMBER] FILE|FOLDER…`: readings brought from other stations. Exit 1 when one was refused. */
export const importReadings: InspectSubcommand = async (call) => {
  const { inspections, given, places, terminal, t } = call;
  const [first = '', ...rest] = places;
  const sources = isNumber(first) ? rest : places;
  const found = await namedInspection(call, isNumber(first) ? first : undefined);
  if (!found.ok || sources.length === 0) {
    if (found.ok) terminal.note(`${terminal.say('inspect.usage')}\n${terminal.say('help.inspect')}`);
    else terminal.problem(found.problem);
    return BAD_USAGE;
  }
  const results: { file: string; outcome: Result<Omit<IntakeReport, 'session'>> }[] = [];
  for (const file of await filesIn(sources)) {
    const read = await readBundle(file);
    const taken = read.ok
      ? await inspections.takeBundle(found.value.id, { name: path.basename(file), bytes: read.value })
      : read;
    const outcome = taken.ok ? succeed(withoutSession(taken.value)) : taken;
    results.push({ file, outcome });
    if (given.options['json'] === undefined) say(file, outcome);
  }
  if (given.options['json'] !== undefined)
    terminal.print(JSON.stringify({ number: found.value.number, results }, null, 1));
  if (results.length === 0) terminal.note(terminal.say('inspect.noFiles'));
  return results.length > 0 && results.every(({ outcome }) => outcome.ok) ? 0 : 1;

  function say(file: string, outcome: Result<Omit<IntakeReport, 'session'>>): void {
    const name = plainText(file);
    if (!outcome.ok) {
      terminal.print(terminal.say('inspect.refused', { file: name }));
      terminal.problem(outcome.problem);
      return;
    }
    const { result, seat, marks } = outcome.value;
    const marked = marks.map((mark) => t(`inspections:terms.mark.${mark}`));
    const line = terminal.say(`inspect.${result}`, { file: name, seat: plainText(seat) });
    terminal.print(marked.length === 0 ? line : `${line}  ${terminal.wording.list(marked)}`);
  }
};

const withoutSession = ({ result, seat, marks }: IntakeReport) => ({ result, seat, marks });

/** Files as they were named, and those of ours in folders. */
async function filesIn(places: readonly string[]): Promise<string[]> {
  const files = places.map(async (place) => {
    const names = await readdir(place).catch(() => null);
    if (names === null) return [place];
    const ours = names.filter((name) => name.toLowerCase().endsWith(ENDING));
    return ours.toSorted().map((name) => path.join(place, name));
  });
  return (await Promise.all(files)).flat();
}

async function readBundle(file: string): Promise<Result<Uint8Array>> {
  try {
    const { size } = await stat(file);
    if (size > MOST_BYTES) return fail('signed-file-too-large', { file, kilobytes: Math.round(size / 1000) });
    return succeed(await readFile(file));
  } catch (cause) {
    return fail('file-unreadable', { file, detail: messageOf(cause) });
  }
}
