import { Group, NativeSelect, Textarea } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import type { InspectionProblem, ProblemDecision } from '../../../../../shared/domain/inspection/inspection-session.ts';
import { ownerSchema } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { useLocalized, useTerms, useTexts } from '../../../language/use-texts.ts';
import type { SessionControl } from '../session/use-session.ts';
import { DeadlineField } from './DeadlineField.tsx';
import { SeverityField } from './SeverityField.tsx';

const SETTLED_MS = 500;

interface ProblemFieldsProps {
  readonly control: SessionControl;
  readonly problem: InspectionProblem;
  readonly onFailure: (problem: Problem | null) => void;
}

/** Severity, owner, deadline and action of a problem, saved at every change. */
export function ProblemFields({ control, problem, onFailure }: ProblemFieldsProps) {
  const client = useClient();
  const t = useTexts('inspections');
  const term = useTerms();
  const localized = useLocalized();
  const { id } = control.session.header;
  const { item, owner } = problem;
  const [action, setAction] = useState(localized(problem.action));
  const decide = async (decision: Omit<ProblemDecision, 'item'>) =>
    onFailure(await control.edit(() => client.inspections.decideProblem({ id, decision: { item, ...decision } })));
  const decideAction = useDebouncedCallback((text: string) => void decide({ action: text.trim() }), {
    delay: SETTLED_MS,
    flushOnUnmount: true,
  });
  return (
    <>
      <SeverityField problem={problem} onDecide={(severity) => void decide({ severity })} />
      <Group align="flex-end">
        <NativeSelect
          label={t('problems.owner')}
          size="md"
          value={owner}
          onChange={(event) => {
            const chosen = ownerSchema.options.find((one) => one === event.currentTarget.value);
            if (chosen !== undefined) void decide({ owner: chosen });
          }}
          data={ownerSchema.options.map((one) => ({ value: one, label: term(`owner.${one}`) }))}
        />
        <DeadlineField
          label={t('problems.deadline')}
          deadline={problem.deadline}
          onDecide={(deadline) => void decide({ deadline })}
        />
      </Group>
      <Textarea
        label={t('problems.action')}
        autosize
        minRows={2}
        maxLength={1000}
        value={action}
        onChange={(event) => {
          setAction(event.currentTarget.value);
          decideAction(event.currentTarget.value);
        }}
        onBlur={() => decideAction.flush()}
      />
    </>
  );
}
