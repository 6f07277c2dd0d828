import type { Examination } from '../../core/doctor/index.ts';
import { PIN_ROLES } from '../../shared/domain/role.ts';
import { VERSION } from '../../core/platform/version.ts';
import { keyFromData } from '../../shared/locales/text-keys.ts';
import type { Terminal } from '../terminal.ts';
import { withApp } from '../with-app.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import { nameOfRole } from '../role-names.ts';
import type { Command } from './command.ts';

const MARK: Readonly<Record<Examination['state'], string>> = { ok: '✓', attention: '!', problem: '✗' };

/** Exit code 1 when something is a problem. */
export const doctor: Command = (given, terminal) =>
  withApp(given, terminal, async (app) => {
    const file = given.options['field-report'];
    if (typeof file === 'string') {
      const written = await app.writeFieldReport(file);
      if (!written.ok) {
        terminal.problem(written.problem);
        return BAD_USAGE;
      }
      terminal.print(terminal.say('doctor.fieldReport', { file }));
      return 0;
    }
    const examinations = await app.examine();
    if (given.options['json'] === undefined) printExaminations(examinations, terminal);
    else {
      const worded = examinations.map((it) => ({
        ...it,
        says: sentenceOf(it, terminal),
        advice: adviceOf(it, terminal),
      }));
      terminal.print(JSON.stringify({ schema: 'vrlab.doctor/1', tool: VERSION, examinations: worded }, null, 1));
    }
    return examinations.some(({ state }) => state === 'problem') ? 1 : 0;
  });

function sentenceOf({ id, state, params, problem }: Examination, terminal: Terminal): string {
  const { say, wording } = terminal;
  const named = id === 'pins' ? { roles: rolesInWords(String(params['roles'] ?? ''), terminal) } : params;
  const sentence = say(keyFromData(`doctor.${id}.${state}`), named);
  return problem === null ? sentence : wording.labelled(sentence, wording.problem(problem).title);
}

/** @param roles parted by spaces. */
const rolesInWords = (roles: string, terminal: Terminal): string =>
  terminal.wording.list(
    PIN_ROLES.filter((role) => roles.split(' ').includes(role)).map((role) => nameOfRole(role, terminal)),
  );

/** What is not well has a next step: that of its problem, or its own. */
function adviceOf({ id, state, params, problem }: Examination, { say, wording }: Terminal): string | null {
  if (problem !== null) return wording.problem(problem).next;
  return state === 'ok' ? null : say(keyFromData(`doctor.${id}.next`), params);
}

function printExaminations(examinations: readonly Examination[], terminal: Terminal): void {
  terminal.print(`${terminal.say('doctor.heading')} (vrlab ${VERSION})`);
  for (const examination of examinations) {
    const { state } = examination;
    terminal.print(`  ${MARK[state]} [${terminal.say(`doctor.state.${state}`)}] ${sentenceOf(examination, terminal)}`);
    const advice = adviceOf(examination, terminal);
    if (advice !== null) terminal.print(`      ${advice}`);
  }
}
