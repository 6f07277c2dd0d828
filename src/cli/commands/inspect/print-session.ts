import { resultOf, soundShareOf } from '../../../shared/domain/inspection/cell.ts';
import type { InspectionSession } from '../../../shared/domain/inspection/inspection-session.ts';
import { type Subject, seatOfSubject } from '../../../shared/domain/inspection/inspection-terms.ts';
import type { Translate } from '../../../shared/wording.ts';
import { type Terminal, plainText } from '../../terminal.ts';

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
      period: header.period.label,
      lab: plainText(header.lab.lab),
      inspectors: notes.inspectors.length === 0 ? '–' : plainText(terminal.wording.list(notes.inspectors)),
    }),
  );
  // As long as something is open nobody knows it.
  const share = counts.open > 0 ? null : soundShareOf(counts);
  print(say('inspect.counts', { ...counts, share: share === null ? '–' : `${(share * 100).toFixed(1)} %` }));
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
