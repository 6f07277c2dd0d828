import { NativeSelect } from '@mantine/core';
import type { InspectionProblem, ProblemDecision } from '../../../../../shared/domain/inspection/inspection-session.ts';
import { ownerSchema } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { useTerms, useTexts } from '../../../language/use-texts.ts';
import type { SessionControl } from '../session/use-session.ts';
import { DeadlineField } from './DeadlineField.tsx';
import { SeverityChip } from './SeverityChip.tsx';

interface OwnerAndDeadlineProps {
  readonly control: SessionControl;
  readonly problem: InspectionProblem;
}

/** How bad a problem is, who acts on it and until when; saved at every change. */
export function OwnerAndDeadline({ control, problem: { item, severity, owner, deadline } }: OwnerAndDeadlineProps) {
  const client = useClient();
  const t = useTexts('inspections');
  const term = useTerms();
  const { id } = control.session.header;
  const decide = (decision: Omit<ProblemDecision, 'item'>) =>
    void control.edit(() => client.inspections.decideProblem({ id, decision: { item, ...decision } }));
  return (
    <div className="owner-deadline">
      <SeverityChip severity={severity} />
      <NativeSelect
        label={t('problems.owner')}
        size="md"
        value={owner}
        onChange={(event) => {
          const chosen = ownerSchema.options.find((one) => one === event.currentTarget.value);
          if (chosen !== undefined) decide({ owner: chosen });
        }}
        data={ownerSchema.options.map((one) => ({ value: one, label: term(`owner.${one}`) }))}
      />
      <DeadlineField
        label={t('problems.deadline')}
        deadline={deadline}
        onDecide={(chosen) => decide({ deadline: chosen })}
      />
    </div>
  );
}
