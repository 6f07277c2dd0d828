import { Button } from '@mantine/core';
import IconPrinter from '@tabler/icons-react/icons/IconPrinter';
import { useEffect, useState } from 'react';
import type { CheckRun } from '../../../../shared/domain/check-run.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts } from '../../language/use-texts.ts';
import { AssessmentView } from '../assessment/AssessmentView.tsx';
import { assessmentOfRun } from '../assessment/assessment.ts';
import { RecordPaper } from './RecordPaper.tsx';

/** A stored run, shown as it was found, and on paper. */
export function RunRecord({ id, onBack }: { readonly id: string; readonly onBack: () => void }) {
  const client = useClient();
  const t = useTexts('records');
  const [run, setRun] = useState<CheckRun | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    const read = async () => {
      const answer = await client.runs.get({ id });
      if (answer.ok) setRun(answer.value);
      else setProblem(answer.problem);
    };
    void read();
  }, [client, id]);
  const back = (
    <Button variant="default" onClick={onBack}>
      {t('history.back')}
    </Button>
  );
  if (run === null)
    return (
      <div className="page">
        {problem === null ? <p>{t('screen:history.loading')}</p> : back}
        <ProblemAlert problems={problem === null ? [] : [problem]} />
      </div>
    );
  const assessment = assessmentOfRun(run, 'record');
  return (
    <>
      <AssessmentView
        assessment={assessment}
        onCheck={null}
        actions={
          <>
            <Button
              variant="default"
              leftSection={<IconPrinter size={18} aria-hidden />}
              onClick={() => window.print()}
            >
              {t('list.print')}
            </Button>
            {back}
          </>
        }
      />
      <RecordPaper run={run} />
    </>
  );
}
