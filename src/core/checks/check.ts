import type { CauseId, CheckEvidence, CheckId } from '../../shared/domain/check-terms.ts';
import type { CheckRun, PublicationStamp } from '../../shared/domain/check-run.ts';
import type { Outcome } from '../../shared/domain/finding.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import type { ProbeId } from '../../shared/domain/probe-ids.ts';
import type { ProbeFacts } from '../../shared/domain/snapshot.ts';
import type { Station } from '../../shared/domain/station.ts';
import type { Recognition } from '../devices/recognise.ts';
import type { Situation } from '../matrix/situation.ts';
import type { DeviceCatalogue } from '../published/catalogue.ts';
import { type DeclaredLimits, type LimitTree, type LimitValues, resolveLimits } from '../published/limits.ts';
import type { MatrixIndex } from '../published/matrix-index.ts';
import type { SecurityPolicy } from '../published/security-policy.ts';

/** What the matrix is asked about: versions found, headsets connected, system and day. */
export type CheckSituation = Situation;

/** Facts of the probes that succeeded. */
export type SucceededFacts = { readonly [Id in ProbeId]?: ProbeFacts<Id> };

/** What recognition and the matrix made of the facts of all probes. */
export interface Recognised {
  readonly recognition: Recognition;
  /** Versions of probes that a check does not declare may be missing here. */
  readonly situation: CheckSituation;
  /** Programs of published lists that run now; null where nobody could tell. */
  readonly running: readonly string[] | null;
}

/** Facts of the probes a check declares, and what recognition and the matrix made of all facts. */
export type CheckInputs<Need extends ProbeId> = { readonly [Id in Need]: ProbeFacts<Id> } & Recognised;

/** What a check may compare with: the newest run of this station with which a lesson could be taught. */
export type LastGoodRun = Pick<CheckRun, 'startedAt' | 'snapshot'>;

/** The station a check compares with. */
export interface StationContext {
  readonly station: Station | null;
  /** Why there is a station file that cannot be used: then nobody knows what should be connected. */
  readonly stationProblem?: Problem | null;
}

/** What every check may know besides facts: published data and the station. */
export interface CheckContext extends StationContext {
  readonly catalogue: DeviceCatalogue;
  /** Null: the publication has no rules for data security yet. */
  readonly security: SecurityPolicy | null;
  readonly matrix: MatrixIndex;
  /** Which publication judges. */
  readonly stamp: PublicationStamp;
  /** Civil date in UTC+8 on which is judged, YYYY-MM-DD. */
  readonly today: string;
  readonly lastGood: LastGoodRun | null;
}

/** What the runner knows: also every published limit, of which each check is given those it declares. */
export interface RunContext extends CheckContext {
  readonly limits: LimitTree;
}

/** The context of a check that compares with published limits, each by its path. */
export type LimitedContext<Limit extends string> = CheckContext & {
  readonly limits: LimitValues<Limit>;
};

/** A finding before the runner has put the check's name on it. */
export interface Judgement<Cause extends CauseId = CauseId> {
  readonly outcome: Outcome;
  /** Device subject, `<model>@station`, `host`, `controller@…`, a product or `station`. */
  readonly subject: string;
  readonly evidence?: CheckEvidence;
  readonly cause?: Cause;
}

/** One rule, as it is written. Its texts are `checks.<id>` and `causes.<cause>` in `shared/locales/<language>/checks.json`. */
export interface CheckRule<Id extends CheckId, Need extends ProbeId, Cause extends CauseId, Limit extends string> {
  /** Kebab-case, never reused for another rule. */
  readonly id: Id;
  /** Identifies the check in fault codes, 1 to 127. Codes on paper live long: never changed, never given to another check. */
  readonly number: number;
  /** Probes without which the rule cannot be judged; recognition needs `usb`. */
  readonly needs: readonly Need[];
  /** Every cause it may name. */
  readonly causes: readonly Cause[];
  /** Thresholds, by their path in `limits` of the published policy. Where one has no value the finding is `unknown`. */
  readonly limits?: DeclaredLimits<Limit>;
  /** Pure. No judgement at all means: does not apply here. */
  readonly judge: (inputs: CheckInputs<Need>, context: LimitedContext<Limit>) => Judgement<NoInfer<Cause>>[];
}

/** One rule, as the runner uses it. */
export interface Check<Id extends CheckId = CheckId> {
  readonly id: Id;
  readonly number: number;
  readonly needs: readonly ProbeId[];
  readonly causes: readonly CauseId[];
  readonly limits: DeclaredLimits;
  /**
   * Gives the rule the facts and limits it declares, and no others.
   * @throws whatever the rule throws, and where a declared limit has no value.
   */
  readonly judge: (facts: SucceededFacts, recognised: Recognised, context: RunContext) => Judgement[];
}

/** @param rule names its probes, causes and limits exactly: nothing else reaches it, and no other cause compiles. */
export const defineCheck = <
  const Id extends CheckId,
  const Need extends ProbeId = never,
  const Cause extends CauseId = never,
  const Limit extends string = never,
>({
  id,
  number,
  needs,
  causes,
  limits: declared = {} as DeclaredLimits<Limit>,
  judge,
}: CheckRule<Id, Need, Cause, Limit>): Check<Id> => ({
  id,
  number,
  needs,
  causes,
  limits: declared,
  judge(facts, recognised, context) {
    const limits = resolveLimits(declared, context.limits);
    if (limits === null) throw new Error('a limit has no value');
    return judge({ ...pickFacts(facts, needs), ...recognised }, { ...context, limits });
  },
});

/** @throws when a probe is missing: the runner asks only where all of them succeeded. */
function pickFacts<Need extends ProbeId>(facts: SucceededFacts, needs: readonly Need[]) {
  const missing = needs.find((probe) => facts[probe] === undefined);
  if (missing !== undefined) throw new Error(`no facts of ${missing}`);
  return Object.fromEntries(needs.map((probe) => [probe, facts[probe]])) as { [Id in Need]: ProbeFacts<Id> };
}
