import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { InspectionProblem, ProblemDecision } from '../../../../../shared/domain/inspection/inspection-session.ts';
import { type Owner, ownerSchema } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { useTerms, useTexts } from '../../../language/use-texts.ts';
import type { SessionControl } from '../session/use-session.ts';
import { DeadlineField } from './DeadlineField.tsx';
import { useReportRequest } from './use-report-request.ts';

interface SelectedProblemsProps {
  readonly control: SessionControl;
  readonly problems: readonly InspectionProblem[];
  readonly onFailure: (problem: Problem | null) => void;
  readonly onNone: () => void;
}

/** Decides the owner and the deadline of all that is chosen, or reports it as one request. */
export function SelectedProblems({ control, problems, onFailure, onNone }: SelectedProblemsProps) {
  const client = useClient();
  const t = useTexts('inspections');
  const term = useTerms();
  const { id } = control.session.header;
  const report = useReportRequest(control, onFailure);
  const [owner, setOwner] = useState<Owner | ''>('');
  const unreported = problems.filter(({ request }) => request === null).map(({ item }) => item);
  const decide = async (decision: Omit<ProblemDecision, 'item'>) => {
    for (const { item } of problems) {
      const failed = await control.edit(() =>
        client.inspections.decideProblem({ id, decision: { item, ...decision } }),
      );
      if (failed !== null) return onFailure(failed);
    }
    return onFailure(null);
  };
  return (
    <section className="problems-selected" aria-label={t('problems.selected', { count: problems.length })}>
      <strong>{t('problems.selected', { count: problems.length })}</strong>
      <NativeSelect
        label={t('problems.ownerOfAll')}
        size="md"
        value={problems.every((problem) => problem.owner === owner) ? owner : ''}
        onChange={(event) => {
          const chosen = ownerSchema.options.find((one) => one === event.currentTarget.value);
          setOwner(chosen ?? '');
          if (chosen !== undefined) void decide({ owner: chosen });
        }}
        data={[
          { value: '', label: t('problems.asItIs') },
          ...ownerSchema.options.map((one) => ({ value: one as string, label: term(`owner.${one}`) })),
        ]}
      />
      <DeadlineField
        label={t('problems.deadlineOfAll')}
        deadline={null}
        onDecide={(deadline) => void decide({ deadline })}
      />
      {report !== null && (
        <Button variant="default" disabled={unreported.length === 0} onClick={() => void report(unreported)}>
          {t('problems.reportAll', { count: unreported.length })}
        </Button>
      )}
      <Button variant="subtle" onClick={onNone}>
        {t('problems.selectNone')}
      </Button>
    </section>
  );
}
