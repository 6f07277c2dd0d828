import type { CauseId } from './domain/check-terms.ts';
import type { Finding, Outcome, Verdict } from './domain/finding.ts';
import type { Effect, Scope } from './domain/service-terms.ts';

const SERIOUSNESS: Readonly<Record<Outcome, number>> = { fail: 0, unknown: 1, warn: 2, pass: 3, 'not-applicable': 4 };

/**
 * Causes that explain others, wherever these were found: removing the first removes the rest, unless told otherwise by
 * them. Shown as one problem as long as none of the rest is graver.
 */
const EXPLAINS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['several-headsets', new Set<CauseId>(['controller-shared', 'unexpected-device'])],
  [
    'port-overcurrent',
    new Set<CauseId>([
      'usb2-link',
      'usb2-half-missing',
      'speed-not-told',
      'headset-behind-link-box',
      'headset-behind-cable',
      'companion-missing',
      'radio-missing',
      'part-missing',
      'equipment-incomplete',
      'no-headset-seen',
      'headset-not-seen',
      'headset-gone',
      'device-not-answering',
      'port-without-power',
      'port-without-bandwidth',
      'external-hub',
      'hub-chain-too-long',
      'hub-lacks-power',
    ]),
  ],
] satisfies [CauseId, ReadonlySet<CauseId>][]);

/** What may hurt somebody or break something comes before everything else. */
const DANGERS: ReadonlySet<string> = new Set<CauseId>(['port-overcurrent']);
const isDanger = ({ cause }: Finding): boolean => cause !== null && DANGERS.has(cause);

/** What a known device is in explains only what this device lacks; what is in an unknown port may be anything. */
const mayExplain = (danger: Finding, finding: Finding): boolean =>
  !isDanger(danger) ||
  finding.subject === danger.subject ||
  (danger.subject.startsWith('port@') && !finding.subject.startsWith('port@'));

/** Said of a version of a program, and of no weight once that version must not be used at all. */
const OF_A_VERSION: ReadonlySet<string> = new Set<CauseId>([
  'version-deprecated',
  'version-not-published',
  'version-undecided',
  'requirement-not-met',
  'combination-not-published',
]);
const programOf = ({ evidence: { product, version } }: Finding): string | null =>
  product == null ? null : JSON.stringify([product, version]);

/** The finding by which the program that this one is about must not be used. */
const refusalOf = (finding: Finding, troubles: readonly Finding[]): Finding | undefined =>
  !OF_A_VERSION.has(finding.cause ?? '') || programOf(finding) === null
    ? undefined
    : troubles.find(
        (it) => it.outcome === 'fail' && !OF_A_VERSION.has(it.cause ?? '') && programOf(it) === programOf(finding),
      );

/** Findings that share one cause about one subject, or that it explains: one problem, with the text of the finding that speaks for all. */
export interface ProblemGroup {
  readonly speaking: Finding;
  readonly also: readonly Finding[];
}

const isTrouble = ({ outcome }: Finding): boolean => SERIOUSNESS[outcome] < SERIOUSNESS.pass;

/** What findings have in common that are one problem. */
export const problemKey = ({ cause, check, subject }: Finding): string => `${cause ?? check} ${subject}`;

/** What is not fine, dangers first, then gravest first. Every count of problems is taken from here. */
export function problemsOf(findings: readonly Finding[]): ProblemGroup[] {
  const troubles = findings
    .filter(isTrouble)
    .toSorted((a, b) => Number(isDanger(b)) - Number(isDanger(a)) || SERIOUSNESS[a.outcome] - SERIOUSNESS[b.outcome]);
  const explanations = troubles.filter(({ cause }) => cause !== null && EXPLAINS.has(cause));
  const problemOf = (finding: Finding): string => {
    const explanation = explanations.find(
      (it) =>
        EXPLAINS.get(it.cause!)!.has(finding.cause ?? '') &&
        SERIOUSNESS[it.outcome] <= SERIOUSNESS[finding.outcome] &&
        mayExplain(it, finding),
    );
    return problemKey(explanation ?? refusalOf(finding, troubles) ?? finding);
  };
  const groups = Map.groupBy(troubles, problemOf);
  return [...groups.values()].map((group) => {
    const speaking = group.find((finding) => explanations.includes(finding)) ?? group[0]!;
    return { speaking, also: group.filter((finding) => finding !== speaking) };
  });
}

/** Problems by what they mean for the lesson. Only the first kind has to be dealt with before it. */
export interface ProblemCounts {
  readonly fail: number;
  readonly warn: number;
  readonly unknown: number;
}

export function countProblems(problems: readonly ProblemGroup[]): ProblemCounts {
  const of = (outcome: Outcome) => problems.filter(({ speaking }) => speaking.outcome === outcome).length;
  return { fail: of('fail'), warn: of('warn'), unknown: of('unknown') };
}

const DECIDING = { ready: null, usable: 'warn', 'not-ready': 'fail', unknown: 'unknown' } as const satisfies Record<
  Verdict,
  Outcome | null
>;

/** How many problems a verdict stands on: a warning beside a fault does not keep a lesson from beginning. */
export const countDeciding = (problems: readonly ProblemGroup[], verdict: Verdict): number =>
  problems.filter(({ speaking }) => speaking.outcome === DECIDING[verdict]).length || problems.length;

/**
 * What a verdict most likely does to teaching: one seat out of order hampers a lesson, a lab or a school out of order stops it.
 * Only a proposal; whoever files decides.
 */
export function proposeEffect(verdict: Verdict | null, scope: Scope): Effect {
  if (verdict === null || verdict === 'ready' || verdict === 'usable') return 'none';
  return scope === 'lab' || scope === 'school' ? 'stopped' : 'hindered';
}
