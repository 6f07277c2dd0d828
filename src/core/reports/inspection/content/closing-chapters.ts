import type { InspectionProblem } from '../../../../shared/domain/inspection/inspection-session.ts';
import type { InspectionRecord, Signature } from '../../../../shared/domain/inspection/inspection-record.ts';
import type { InspectionReport, NotLookedAt } from '../../../../shared/domain/inspection/inspection-report.ts';
import {
  type SignatureRole,
  type Subject,
  signatureRoleSchema,
} from '../../../../shared/domain/inspection/inspection-terms.ts';
import type { TextKeyBelow } from '../../../../shared/locales/text-keys.ts';
import { joinFindings } from './join-findings.ts';
import type { Block, Line, SignaturePlace } from './report-content.ts';
import { type ReportWords, columnsFrom, decidedIn } from './report-words.ts';
import { seatsText } from './summary.ts';

const COLUMNS = { no: 5, severity: 8, problem: 29, impact: 14, action: 17, owner: 8, deadline: 12, recheck: 7 };

/** The problem, where it is, and what was found there; subjects with the same finding share a line. */
function whatOf(problem: InspectionProblem, words: ReportWords): Line[] {
  const { say, own, places, labelled, term, list } = words;
  const alike = new Map<string, Subject[]>();
  for (const [subject, found] of Map.groupBy(problem.found, ({ subject: at }) => at)) {
    const texts = found.map(({ said }) => own(said));
    for (const text of joinFindings(texts, words.language)) alike.set(text, [...(alike.get(text) ?? []), subject]);
  }
  return [
    { text: own(problem.text), strong: true },
    ...(problem.includes === undefined
      ? []
      : [{ text: say('sameCause', { items: list(problem.includes.map(({ text }) => own(text))) }), strong: false }]),
    ...(alike.size === 0 ? [{ text: places(problem.subjects), strong: false }] : []),
    ...[...alike].map(([said, subjects]) => ({ text: labelled(places(subjects), said), strong: false })),
    ...(problem.regraded === undefined ? [] : [{ text: regradedText(problem.regraded, words), strong: false }]),
    ...(problem.since === 'persisting' ? [{ text: term('since.persisting'), strong: true }] : []),
    ...(problem.request === null
      ? []
      : [{ text: say('requestFiled', { number: problem.request.number }), strong: false }]),
  ];
}

const regradedText = (
  { proposed, reason }: NonNullable<InspectionProblem['regraded']>,
  { say, term }: Pick<ReportWords, 'say' | 'term'>,
): string => say('regraded', { proposed: term(`severity.${proposed}`), reason });

export function problemBlocks({ problems }: InspectionReport, words: ReportWords): Block[] {
  const { say, term, own } = words;
  if (problems.length === 0) return [{ type: 'paragraph', look: 'body', text: say('noProblems') }];
  return [
    { type: 'paragraph', look: 'note', text: say('recheckNote') },
    {
      type: 'table',
      small: true,
      columns: columnsFrom(COLUMNS, words, ['no', 'severity']),
      rows: problems.map((problem) => [
        String(problem.no),
        term(`severity.${problem.severity}`),
        whatOf(problem, words),
        own(problem.impact),
        own(problem.action),
        term(`owner.${problem.owner}`),
        problem.deadline,
        // The re-inspection is filled in by hand.
        '',
      ]),
    },
  ];
}

const CHANGES = ['appeared', 'persisting', 'notInspected', 'solved'] as const;

type Compared = NonNullable<InspectionReport['comparison']>;

/** What became of a problem; what had been recorded of it, or why nobody looked, below it. */
function changeLines(
  change: (typeof CHANGES)[number],
  { rectification, ...one }: Compared['solved'][number] & { readonly because?: NotLookedAt },
  { say, term }: ReportWords,
): Line[] {
  const name = say(`change.${change}`);
  const state = rectification === undefined ? null : term(`rectification.${rectification}`);
  return [
    { text: state === null ? name : say('changeTracked', { change: name, state }), strong: change !== 'solved' },
    ...(one.because === undefined ? [] : [{ text: notLookedAt(one.because, { say, term }), strong: false }]),
  ];
}

const notLookedAt = (because: NotLookedAt, { say, term }: Pick<ReportWords, 'say' | 'term'>): string =>
  because === 'open' || because === 'not-listed' || because === 'not-applicable'
    ? say(`notLookedAt.${because}`)
    : term(`reason.${because}`);

/** Changes since the last signed inspection of this lab. */
export function comparisonBlocks({ comparison, counts }: InspectionReport, words: ReportWords): Block[] {
  const { say, term, own, places, share, date, periodName, labelled } = words;
  if (comparison === null) return [{ type: 'paragraph', look: 'body', text: say('firstInspection') }];
  const { previous } = comparison;
  const rows = CHANGES.flatMap((change) =>
    (comparison[change] ?? []).map((one) => [
      changeLines(change, one, words),
      own(one.text),
      term(`severity.${one.severity}`),
      [
        { text: places(one.subjects), strong: false },
        ...(one.elsewhere ?? []).map(({ became, subjects }) => ({
          text: labelled(places(subjects), say(`change.${became}`)),
          strong: false,
        })),
      ],
    ]),
  );
  return [
    {
      type: 'paragraph',
      look: 'body',
      text: say('compared', {
        label: periodName(previous.label),
        number: previous.number,
        date: date(previous.finishedOn),
        before: share(previous.counts),
        now: share(counts),
        decided: term(`conclusion.${previous.decided}`),
        appeared: comparison.appeared.length,
        persisting: comparison.persisting.length,
        solved: comparison.solved.length,
      }),
    },
    ...(comparison.notInspected === undefined
      ? []
      : [
          {
            type: 'paragraph',
            look: 'body',
            text: say('comparedSum', {
              before: comparison.solved.length + comparison.persisting.length + comparison.notInspected.length,
              solved: comparison.solved.length,
              persisting: comparison.persisting.length,
              notInspected: comparison.notInspected.length,
            }),
          } as const,
        ]),
    ...(rows.length === 0
      ? []
      : [
          {
            type: 'table',
            columns: columnsFrom({ change: 14, item: 42, severity: 12, place: 32 }, words, ['change', 'severity']),
            rows,
          } as const,
        ]),
  ];
}

/** Each piece of advice with what it is about; advice that does not say stands by itself. */
export function adviceBlocks({ advice, sections, language }: InspectionReport, words: ReportWords): Block[] {
  const { say, own, places, list } = words;
  if (advice.length === 0) return [{ type: 'paragraph', look: 'body', text: say('noAdvice') }];
  const names = new Map(sections.flatMap(({ items }) => items.map(({ item }) => [item.id, own(item.text)])));
  const entries = advice.map(({ text, said, about }) => {
    // What somebody has changed stays as it was written.
    const sentence = withStop(said !== undefined && said[language] === text ? own(said) : text, words);
    if (about === undefined || about.items.length === 0) return sentence;
    const named = about.items.slice(0, MAX_NAMED).map((id) => names.get(id) ?? id);
    const object = say(about.items.length > MAX_NAMED ? 'adviceAboutMore' : 'adviceAbout', {
      items: list(named),
      count: about.items.length,
      places: places(about.subjects),
    });
    return say('adviceEntry', { object, text: sentence });
  });
  return [{ type: 'list', entries }];
}

/** Items that one piece of advice names. */
const MAX_NAMED = 3;

const withStop = (text: string, { say }: ReportWords): string =>
  /[。！？.!?]$/u.test(text) ? text : `${text}${say('stop')}`;

/** What was decided, what the rules proposed and why; corrections made since. */
export function conclusionBlocks(
  report: InspectionReport,
  record: InspectionRecord | null,
  words: ReportWords,
): Block[] {
  const { conclusion, counts, problems } = report;
  const { say, term, own, share, moment } = words;
  const { decided, undecided, proposed, reason, ruleReason } = conclusion;
  const field = (key: TextKeyBelow<'inspections:report.field.'>, value: string) => ({
    label: say(`field.${key}`),
    value,
    wide: true,
  });
  const supplements = record?.supplements ?? [];
  return [
    { type: 'paragraph', look: 'strong', text: say('concluded', { decided: decidedIn(conclusion, words) }) },
    {
      type: 'fields',
      fields: [
        field('proposed', say('proposedBy', { proposed: term(`conclusion.${proposed}`), reason: own(ruleReason) })),
        field(
          'reason',
          reason === '' ? say(decided === proposed && undecided !== true ? 'asProposed' : 'none') : reason,
        ),
        field('seats', seatsText(report, words)),
        field('figures', say('figures', { ...counts, share: share(counts), problems: problems.length })),
      ],
    },
    ...(supplements.length === 0
      ? []
      : [
          { type: 'heading', level: 3, text: say('supplements') } as const,
          {
            type: 'table',
            columns: columnsFrom({ no: 8, at: 22, author: 16, correction: 54 }, words, ['no']),
            rows: supplements.map(({ position, at, author, text }) => [String(position), moment(at), author, text]),
          } as const,
        ]),
  ];
}

/** Who confirms with a stamp. */
const STAMPED: SignatureRole = 'school';

/** Who is expected to sign an unsigned report, with names as far as they are known. */
function expected(report: InspectionReport): Signature[] {
  const names: Readonly<Record<SignatureRole, string>> = {
    inspector: report.inspectors[0] ?? '',
    reviewer: '',
    // Who was there is not thereby who confirms: the school writes its own name.
    school: '',
  };
  return signatureRoleSchema.options.map((role) => ({ role, name: names[role], method: 'paper', strokes: null }));
}

/** Everybody who has signed, and an empty line for every role that nobody has signed for. */
export function signatureBlock(
  report: InspectionReport,
  record: InspectionRecord | null,
  { say, term, day }: ReportWords,
): Block {
  const given = record?.signatures ?? [];
  const open = expected(report)
    .filter(({ role }) => !given.some((signature) => signature.role === role))
    .map((signature) => (record === null ? signature : { ...signature, name: '' }));
  const order = signatureRoleSchema.options;
  const places = [...given, ...open]
    .toSorted((one, other) => order.indexOf(one.role) - order.indexOf(other.role))
    .map(({ role, name, method, strokes }): SignaturePlace => ({
      role,
      label: term(`role.${role}`),
      name,
      strokes,
      note: method === 'drawn' ? say(strokes === null ? 'drawnErased' : 'drawn') : say('signHere'),
      date: method === 'drawn' && record !== null ? day(record.seal.signedAt) : say('dateBlank'),
      stamp: role === STAMPED ? say('stamp') : '',
    }));
  return { type: 'signatures', heading: say('chapter.signatures'), places, elsewhere: say('drawnElsewhere') };
}
