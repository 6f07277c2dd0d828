import type { DecodedFaultCode } from '../../shared/domain/fault-code.ts';
import { wordFaultCode } from '../../shared/fault-code-words.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';
import { withApp } from '../with-app.ts';
import type { Command } from './command.ts';

/** `vrlab code FAULTCODE`: the groups may come as one word or as several. */
export const code: Command = async (given, terminal) => {
  if (given.files.length === 0) {
    terminal.note(`${terminal.say('code.usage')}\n${terminal.say('help.code')}`);
    return BAD_USAGE;
  }
  return await withApp(given, terminal, async (app) => {
    const read = await app.readFaultCode(given.files.join(' '));
    if (!read.ok) {
      terminal.problem(read.problem);
      return BAD_USAGE;
    }
    if (given.options['json'] === undefined) printFaultCode(read.value, terminal);
    else terminal.print(JSON.stringify({ schema: 'vrlab.fault-code/1', ...read.value }, null, 1));
    return 0;
  });
};

function printFaultCode(decoded: DecodedFaultCode, { print, paint, wording }: Terminal): void {
  const { t, labelled } = wording;
  const { lines, why } = wordFaultCode(decoded, wording);
  if (decoded.demo) print(paint('inverse', t('terms:faultCode.demo')));
  print(paint('bold', labelled(t('terms:faultCode.code'), decoded.code)));
  for (const { name, value } of lines) print(`  ${labelled(name, value)}`);
  if (why !== null) print(`  ${labelled(t('terms:faultCode.why'), why)}`);
  print(t('terms:faultCode.next'));
}
