import type { Evidence } from '../../../shared/domain/finding.ts';
import type { SecurityFacts } from '../../../shared/domain/security-facts.ts';
import { type Check, type CheckContext, defineCheck, type Judgement } from '../check.ts';
import type { Deviation, SecurityPolicy } from '../../published/security-policy.ts';

const subject = 'host';
const NOT_TOLD = 'security-not-told';
const NOT_PUBLISHED = 'security-rules-not-published';

/** What a security check answers with: the published weight of each deviation is put in here. */
export interface Answers {
  readonly pass: (evidence?: Evidence) => Judgement[];
  /** The PC did not say, often for want of rights. */
  readonly notTold: (evidence?: Evidence) => Judgement[];
  readonly deviation: (cause: Deviation, evidence?: Evidence) => Judgement;
}

const answersBy = ({ deviations }: SecurityPolicy): Answers => ({
  pass: (evidence = {}) => [{ outcome: 'pass', subject, evidence }],
  notTold: (evidence = {}) => [{ outcome: 'unknown', subject, evidence, cause: NOT_TOLD }],
  deviation: (cause, evidence = {}) => ({ outcome: deviations[cause], subject, evidence, cause }),
});

interface SecurityRule {
  readonly id: string;
  readonly causes: readonly Deviation[];
  readonly judge: (
    facts: SecurityFacts,
    answers: Answers,
    given: { readonly limits: SecurityPolicy['limits']; readonly policy: SecurityPolicy } & Pick<CheckContext, 'today'>,
  ) => Judgement[];
}

/** A rule on the facts of the security probe. A publication without rules for it leaves it open. */
export const defineSecurityCheck = ({ id, causes, judge }: SecurityRule): Check<'security'> =>
  defineCheck({
    id,
    needs: ['security'],
    causes: [...causes, NOT_TOLD, NOT_PUBLISHED],
    judge: ({ security }, { security: policy, today }) =>
      policy === null
        ? [{ outcome: 'unknown', subject, cause: NOT_PUBLISHED }]
        : judge(security, answersBy(policy), { limits: policy.limits, policy, today }),
  });
