import type { CodedFinding } from '../../core/requests/fault-code/find-finding.ts';
import type { DecodedFaultCode } from '../../shared/domain/fault-code.ts';
import { wordFaultCode } from '../../shared/fault-code-words.ts';
import type { WordedCause } from '../../shared/wording.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import { printSteps } from '../print-run.ts';
import type { Terminal } from '../terminal.ts';
import { withApp } from '../with-app.ts';
import type { Command } from './command.ts';

/** `vrlab code FAULTCODE`: the groups may come as one word or as several. */
export const code: Command = (given, terminal) =>
  withApp(given, terminal, async (app) => {
    const read = await app.readFaultCode(given.files.join(' '));
    if (!read.ok) {
      terminal.problem(read.problem);
      return BAD_USAGE;
    }
    const guided = terminal.guidedBy(app.guide());
    // What the code says stands on its own: a database that cannot be used is no reason to say nothing.
    const recorded = await app.findCodedFinding(read.value);
    if (!recorded.ok) terminal.problem(recorded.problem);
    const finding = recorded.ok ? recorded.value : null;
    if (given.options['json'] === undefined) printFaultCode(read.value, finding, guided);
    else terminal.print(JSON.stringify(faultCodeAsJson(read.value, finding, guided), null, 1));
    return 0;
  });

function faultCodeAsJson(decoded: DecodedFaultCode, recorded: CodedFinding | null, { wording }: Terminal) {
  const { causes } = wordFaultCode(decoded, wording);
  const remedyOf = ({ cause, teacher, engineer }: WordedCause) => ({ cause, remedy: { teacher, engineer } });
  const own = recorded === null ? null : wording.finding(recorded.finding, recorded.run.devices);
  return {
    schema: 'vrlab.fault-code/1',
    ...decoded,
    possibleCauses: causes.map((one, at) => ({ id: decoded.causes[at], ...remedyOf(one) })),
    record:
      own === null || recorded === null
        ? null
        : {
            run: recorded.run.id,
            title: own.title,
            causeId: recorded.finding.cause,
            cause: own.cause,
            remedy: { teacher: own.teacher, engineer: own.engineer },
          },
  };
}

function printFaultCode(decoded: DecodedFaultCode, recorded: CodedFinding | null, terminal: Terminal): void {
  const { print, paint, wording, say } = terminal;
  const { t, labelled } = wording;
  const { lines, why, causes } = wordFaultCode(decoded, wording);
  if (decoded.demo) print(paint('inverse', t('terms:faultCode.demo')));
  print(paint('bold', labelled(t('terms:faultCode.code'), decoded.code)));
  for (const { name, value } of lines) print(`  ${labelled(name, value)}`);
  if (why !== null) print(`  ${labelled(t('terms:faultCode.why'), why)}`);
  if (recorded !== null) {
    const own = wording.finding(recorded.finding, recorded.run.devices);
    print(`\n${paint('bold', say('code.recorded', { run: recorded.run.id }))}`);
    print(`  ${own.title}`);
    if (own.cause !== null) print(`  ${own.cause}`);
    printSteps(own, terminal);
    return;
  }
  if (causes.length > 0) print(`\n${paint('bold', say('code.causes', { count: causes.length }))}`);
  for (const cause of causes) {
    print(`\n● ${cause.cause}`);
    printSteps(cause, terminal);
  }
  print(`\n${t('terms:faultCode.next')}`);
}
