import { bundlesIn, readHandedFile } from '../../../core/app/handed-files.ts';
import { type Result, succeed } from '../../../shared/domain/result.ts';
import type { IntakeReport } from '../../../shared/inspection-contract.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import { plainText } from '../../terminal.ts';
import { isNumber, namedInspection } from './named-inspection.ts';
import type { InspectSubcommand } from '../command.ts';

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
  for (const file of await bundlesIn(sources)) {
    const handed = await readHandedFile(file, 'bundle');
    const taken = handed.ok ? await inspections.takeBundle(found.value.id, handed.value) : handed;
    const outcome = taken.ok ? succeed(withoutSession(taken.value)) : taken;
    results.push({ file, outcome });
    if (given.options['json'] === undefined) say(file, outcome);
  }
  if (given.options['json'] !== undefined)
    terminal.print(
      JSON.stringify({ schema: 'vrlab.inspection-import/1', number: found.value.number, results }, null, 1),
    );
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
