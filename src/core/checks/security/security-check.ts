import type { CauseId, CheckEvidence, CheckId } from '../../../shared/domain/check-terms.ts';
import type { SecurityFacts } from '../../../shared/domain/security-facts.ts';
import { type DeclaredLimits, type LimitValues, resolveLimits } from '../../published/limits.ts';
import type { SecurityPolicy } from '../../published/security-policy.ts';
import { type Check, type CheckContext, defineCheck, type Judgement } from '../check.ts';

const subject = 'host';
const NOT_REPORTED = 'security-not-told';
const NOT_PUBLISHED = 'security-rules-not-published';

/** What a security check answers with; the published weight of each deviation is put in here. */
interface Answers<Deviation extends CauseId> {
  readonly pass: (evidence?: CheckEvidence) => Judgement<Deviation>[];
  /** The PC does not report it, often because rights are missing. */
  readonly notReported: (evidence?: CheckEvidence) => Judgement<typeof NOT_REPORTED>[];
  readonly deviation: (cause: Deviation, evidence?: CheckEvidence) => Judgement<Deviation>;
}

interface SecurityRule<Id extends CheckId, Deviation extends CauseId, Limit extends string> {
  readonly id: Id;
  /** As in `CheckRule`. */
  readonly number: number;
  /** Causes, each with a weight in `security.deviations` of the published policy. */
  readonly deviations: readonly Deviation[];
  /** As in `CheckRule`, in `security.limits` of the published policy. */
  readonly limits?: DeclaredLimits<Limit>;
  readonly judge: (
    facts: SecurityFacts,
    answers: Answers<NoInfer<Deviation>>,
    published: {
      readonly limits: LimitValues<Limit>;
      readonly policy: SecurityPolicy;
    } & Pick<CheckContext, 'today'>,
  ) => Judgement<NoInfer<Deviation> | typeof NOT_REPORTED>[];
}

export interface SecurityCheck<Id extends CheckId = CheckId> extends Check<Id> {
  /** What has to be published in `security` of the policy for this check. */
  readonly published: { readonly deviations: readonly CauseId[]; readonly limits: DeclaredLimits };
}

/** A rule on the facts of the security probe. A publication that lacks a limit or a weight of the rule leaves it open. */
export const defineSecurityCheck = <
  const Id extends CheckId,
  const Deviation extends CauseId,
  const Limit extends string = never,
>({
  id,
  number,
  deviations,
  limits: declared = {} as DeclaredLimits<Limit>,
  judge,
}: SecurityRule<Id, Deviation, Limit>): SecurityCheck<Id> => ({
  ...defineCheck({
    id,
    number,
    needs: ['security'],
    causes: [...deviations, NOT_REPORTED, NOT_PUBLISHED],
    judge(
      { security },
      { security: policy, today },
    ): Judgement<Deviation | typeof NOT_REPORTED | typeof NOT_PUBLISHED>[] {
      const limits = policy === null ? null : resolveLimits(declared, policy.limits);
      if (policy === null || limits === null || deviations.some((cause) => !Object.hasOwn(policy.deviations, cause)))
        return [{ outcome: 'unknown', subject, cause: NOT_PUBLISHED }];
      const answers: Answers<Deviation> = {
        pass: (evidence = {}) => [{ outcome: 'pass', subject, evidence }],
        notReported: (evidence = {}) => [{ outcome: 'unknown', subject, evidence, cause: NOT_REPORTED }],
        deviation: (cause, evidence = {}) => ({ outcome: policy.deviations[cause]!, subject, evidence, cause }),
      };
      return judge(security, answers, { limits, policy, today });
    },
  }),
  published: { deviations, limits: declared },
});
