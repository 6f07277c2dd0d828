import { periodName } from '../../../shared/beijing-time.ts';
import { isReadable } from '../../../shared/domain/problem.ts';
import { noteDemoData } from '../../note-demo-data.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import { plainText, type Terminal } from '../../terminal.ts';
import type { InspectSubcommand } from '../command.ts';
import { namedInspection } from './named-inspection.ts';
import { resultOf, soundText } from '../../../shared/domain/inspection/cell.ts';
import type { InspectionSession } from '../../../shared/domain/inspection/inspection-session.ts';
import { type Subject, seatOfSubject } from '../../../shared/domain/inspection/inspection-terms.ts';
import type { Translate } from '../../../shared/wording.ts';

/** Every inspection on this PC, newest first. */
export const listInspections: InspectSubcommand = async ({ app, inspections, given, terminal, t }) => {
  const listed = await inspections.list();
  if (!listed.ok) {
    terminal.problem(listed.problem);
    return BAD_USAGE;
  }
  const { print, say } = terminal;
  if (given.options['json'] !== undefined) {
    print(JSON.stringify({ schema: 'vrlab.inspections/1', inspections: listed.value }, null, 1));
    return 0;
  }
  if (listed.value.length === 0) {
    print(say('inspect.none'));
    noteDemoData(app, given, terminal);
  }
  for (const one of listed.value) if (!isReadable(one)) terminal.problem(one.problem);
  for (const { number, state, period, lab, counts, decided, demo } of listed.value.filter(isReadable))
    print(
      [
        number,
        t(`inspections:terms.state.${state}`),
        t(`inspections:terms.kind.${period.kind}`),
        periodName(period.label, t),
        plainText(lab.lab),
        say('inspect.brief', { abnormal: counts.abnormal, open: counts.open }),
        ...(decided === null ? [] : [t(`inspections:terms.conclusion.${decided}`)]),
        ...(demo ? [say('inspect.demo')] : []),
      ].join('  '),
    );
  return 0;
};

/** `status [NUMBER]`: what is done, open and wrong. */
export const inspectionStatus: InspectSubcommand = async (call) => {
  const { inspections, given, places, terminal, t } = call;
  const found = await namedInspection(call, places[0]);
  const session = found.ok ? await inspections.get(found.value.id) : found;
  if (!session.ok) {
    terminal.problem(session.problem);
    noteDemoData(call.app, given, terminal);
    return BAD_USAGE;
  }
  if (given.options['json'] !== undefined) terminal.print(JSON.stringify(session.value, null, 1));
  else printSession(session.value, terminal, t);
  return 0;
};

export function subjectName(subject: Subject, t: Translate): string {
  const seat = seatOfSubject(subject);
  return seat === null
    ? t('inspections:terms.subject.lab')
    : t('inspections:terms.subject.seat', { seat: plainText(seat) });
}

/** Counts first, then what is open by section and seat, then every problem. */
export function printSession(session: InspectionSession, terminal: Terminal, t: Translate): void {
  const { say, print, paint } = terminal;
  const { header, notes, counts, stations, newerChecklist } = session;
  if (header.demo) print(paint('inverse', say('inspect.demo')));
  print(paint('bold', `${header.number}  ${t(`inspections:terms.state.${header.state}`)}`));
  print(
    say('inspect.heading', {
      kind: t(`inspections:terms.kind.${header.period.kind}`),
      period: periodName(header.period.label, t),
      lab: plainText(header.lab.lab),
      inspectors: notes.inspectors.length === 0 ? '–' : plainText(terminal.wording.list(notes.inspectors)),
    }),
  );
  // As long as something is open nobody knows it.
  const share = counts.open > 0 ? null : soundText(counts);
  print(say('inspect.counts', { ...counts, share: share ?? '–' }));
  if (newerChecklist !== null) print(say('inspect.newerChecklist', { version: newerChecklist }));
  const unread = stations.filter(({ reading }) => reading === null).map(({ seat }) => plainText(seat));
  if (unread.length > 0) print(say('inspect.unread', { seats: terminal.wording.list(unread) }));
  if (counts.open > 0) printOpen(session, terminal, t);
  printProblems(session, terminal, t);
}

/** What nobody has said anything about yet, by section and seat. */
export function printOpen({ checklist, cells }: InspectionSession, terminal: Terminal, t: Translate): void {
  const { say, print, wording } = terminal;
  const open = cells.filter((cell) => resultOf(cell) === null);
  print(`\n${say('inspect.open')}`);
  for (const { title, items } of checklist.sections) {
    const ids = new Set(items.map(({ id }) => id));
    const bySubject = Map.groupBy(
      open.filter(({ item }) => ids.has(item)),
      ({ subject }) => subject,
    );
    if (bySubject.size === 0) continue;
    const subjects = [...bySubject].map(([subject, those]) => `${subjectName(subject, t)} ${those.length}`);
    print(`  ${plainText(title[wording.language])}: ${wording.list(subjects)}`);
  }
}

function printProblems({ problems }: InspectionSession, { say, print, wording }: Terminal, t: Translate): void {
  const { language } = wording;
  print(`\n${say(problems.length === 0 ? 'inspect.noProblems' : 'inspect.problems')}`);
  for (const { no, text, severity, subjects, owner, deadline, found, request } of problems) {
    const where = wording.list(subjects.map((subject) => subjectName(subject, t)));
    print(`  ${no}. [${t(`inspections:terms.severity.${severity}`)}] ${plainText(text[language])}  ${where}`);
    for (const { said } of found) print(`     ${plainText(said[language])}`);
    const whose = { owner: t(`inspections:terms.owner.${owner}`), deadline };
    print(`     ${say('inspect.due', whose)}${request === null ? '' : `  ${request.number}`}`);
  }
}
