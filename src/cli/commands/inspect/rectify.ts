import { formatInstant } from '../../../shared/beijing-time.ts';
import type { Rectification, TrackedProblem } from '../../../shared/domain/inspection/rectification.ts';
import { rectificationEntrySchema } from '../../../shared/domain/inspection/rectification.ts';
import { isReadable } from '../../../shared/domain/problem.ts';
import { rectificationState } from '../../../shared/rectification-words.ts';
import { type Result, fail } from '../../../shared/domain/result.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import { plainText } from '../../terminal.ts';
import { textOption } from '../../with-app.ts';
import type { InspectCall, InspectSubcommand } from '../command.ts';
import { isNumber } from './named-inspection.ts';
import { subjectName } from './show-inspections.ts';

/**
 * `rectify [NUMBER]`: what has become of every problem of a signed report; without a number, of the newest one.
 * `rectify [NUMBER] NO STEP --person NAME [--on DAY] [--note TEXT]` records a step. Exit 1 while anything is to be done.
 */
export const rectify: InspectSubcommand = async (call) => {
  const { given, places, terminal } = call;
  const [first] = places;
  const named = first !== undefined && isNumber(first) ? first : undefined;
  const [no, step] = named === undefined ? places : places.slice(1);
  const tracked = await trackedIn(named, call);
  const shown = no === undefined || !tracked.ok ? tracked : await record(tracked.value, no, step, call);
  if (shown === null) return usage(call);
  if (!shown.ok) {
    terminal.problem(shown.problem);
    return BAD_USAGE;
  }
  if (given.options['json'] === undefined) print(shown.value, call);
  else terminal.print(JSON.stringify(shown.value, null, 1));
  return shown.value.state === 'done' ? 0 : 1;
};

function usage({ terminal }: InspectCall): number {
  terminal.note(terminal.say('help.inspect'));
  return BAD_USAGE;
}

async function trackedIn(
  named: string | undefined,
  { inspections }: Pick<InspectCall, 'inspections'>,
): Promise<Result<Rectification>> {
  if (named !== undefined) {
    const found = await inspections.find(named);
    return found.ok ? await inspections.rectification(found.value.id) : found;
  }
  const listed = await inspections.list();
  if (!listed.ok) return listed;
  const newest = listed.value.find((one) => isReadable(one) && one.state === 'signed');
  return newest === undefined ? fail('inspection-none-signed') : await inspections.rectification(newest.id);
}

/** @returns null where the words make no sense. */
async function record(
  { inspection, problems }: Rectification,
  no: string,
  step: string | undefined,
  { inspections, given }: InspectCall,
): Promise<Result<Rectification> | null> {
  const problem = problems.find((one) => String(one.no) === no);
  const entry = rectificationEntrySchema.safeParse({
    step,
    on: textOption(given, 'on') ?? formatInstant(new Date()).slice(0, 10),
    person: textOption(given, 'person') ?? '',
    note: textOption(given, 'note') ?? '',
  });
  if (!entry.success) return null;
  if (problem === undefined) return fail('inspection-no-such-problem', { item: no });
  return await inspections.recordRectification(inspection.id, problem.item, entry.data, []);
}

function print({ inspection, counts, problems, followedBy }: Rectification, { terminal, t }: InspectCall): void {
  const { say, print: line, wording, paint } = terminal;
  line(paint('bold', say('inspect.rectification', { number: inspection.number, ...counts })));
  if (followedBy !== null) line(say('inspect.followedBy', { number: followedBy }));
  const whereOf = ({ subjects }: TrackedProblem) => wording.list(subjects.map((subject) => subjectName(subject, t)));
  for (const problem of problems) {
    const { no, text, severity, deadline, owner, overdue, events } = problem;
    const { uninspected } = problem;
    const heading = `${no}. [${t(`inspections:terms.severity.${severity}`)}] ${plainText(text[wording.language])}`;
    line(`  ${heading}  ${whereOf(problem)}`);
    const due = say('inspect.due', { owner: t(`inspections:terms.owner.${owner}`), deadline });
    const late = overdue ? `  ${say('inspect.overdue')}` : '';
    line(`     ${rectificationState(problem, t)}  ${due}${late}`);
    for (const [reason, at] of Map.groupBy(uninspected ?? [], (place) => place.reason))
      line(
        `     ${wording.list(at.map(({ subject }) => subjectName(subject, t)))}: ${t(`inspections:terms.reason.${reason}`)}`,
      );
    for (const { step, on, person, note, photos } of events) {
      const parts = [on, t(`inspections:terms.rectificationStep.${step}`), plainText(person), plainText(note)];
      const pictures = photos.length === 0 ? [] : [say('inspect.photos', { count: photos.length })];
      line(`     ${[...parts.filter((part) => part !== ''), ...pictures].join('  ')}`);
    }
  }
}
