import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { RunDispute } from '../../../../shared/domain/run-dispute.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { answerLost } from '../../connection/settle-call.ts';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts } from '../../language/use-texts.ts';
import { formatTime } from './assessment.ts';

/** What people say against the verdict of a run; one sentence is enough, and stays with the run. */
export function DisputeForm({ run }: { readonly run: string }) {
  const t = useTexts('screen');
  const client = useClient();
  const [disputes, setDisputes] = useState<readonly RunDispute[]>([]);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    let isCurrent = true;
    client.runs
      .disputes({ run })
      .then((said) => isCurrent && said.ok && setDisputes(said.value))
      .catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [client, run]);
  const send = async (submitted: FormEvent) => {
    submitted.preventDefault();
    const said = await client.runs.dispute({ run, text }).catch(answerLost);
    setProblem(said.ok ? null : said.problem);
    if (!said.ok) return;
    setDisputes(said.value);
    setText('');
  };
  return (
    <form className="dispute" noValidate onSubmit={(submitted) => void send(submitted)}>
      {disputes.length > 0 && (
        <ul aria-label={t('dispute.said')}>
          {disputes.map((dispute) => (
            <li key={`${dispute.at} ${dispute.text}`}>
              {dispute.text} <span className="muted">{formatTime(dispute.at).slice(0, 16)}</span>
            </li>
          ))}
        </ul>
      )}
      <ProblemAlert problems={problem === null ? [] : [problem]} />
      <Textarea
        label={t('dispute.label')}
        description={t('dispute.help')}
        value={text}
        maxLength={1000}
        autosize
        minRows={2}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={text.trim() === ''}>
        {t('dispute.keep')}
      </Button>
    </form>
  );
}
