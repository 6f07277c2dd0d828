import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { InspectionProblem, ProblemDecision } from '../../../../../shared/domain/inspection/inspection-session.ts';
import { ownerSchema } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { useTerms, useTexts } from '../../../language/use-texts.ts';
import type { SessionControl } from '../session/use-session.ts';

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
  const [date, setDate] = useState(deadline);
  const decide = (decision: Omit<ProblemDecision, 'item'>) =>
    void control.edit(() => client.inspections.decideProblem({ id, decision: { item, ...decision } }));
  return (
    <div className="owner-deadline">
      <strong className={`severity severity-${severity}`}>{term(`severity.${severity}`)}</strong>
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
      <TextInput
        label={t('problems.deadline')}
        type="date"
        value={date}
        onChange={(event) => {
          const { value } = event.currentTarget;
          setDate(value);
          if (/^20\d\d-\d\d-\d\d$/.test(value)) decide({ deadline: value });
        }}
      />
    </div>
  );
}
