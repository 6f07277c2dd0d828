import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CoveringRequest } from '../../../../shared/domain/request-record.ts';
import { Notice } from '../../components/Notice.tsx';
import { UndoToast, useUndo } from '../../components/UndoToast.tsx';
import { answerLost } from '../../connection/settle-call.ts';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts } from '../../language/use-texts.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import type { Problem } from '../../../../shared/domain/problem.ts';

const WITHDRAWN = { type: 'withdrawn', text: '', satisfaction: null } as const;

/** Open requests whose checks pass again, with the offer to withdraw them. */
export default function RecoveredNotice({ requests }: { readonly requests: readonly CoveringRequest[] }) {
  const t = useTexts('screen');
  const client = useClient();
  const undo = useUndo();
  const [problem, setProblem] = useState<Problem | null>(null);
  /** Withdrawn just now, unless that is taken back. */
  const [withdrawn, setWithdrawn] = useState<ReadonlySet<string>>(new Set());
  const [acting, setActing] = useState<string | null>(null);
  const isGone = (id: string) => withdrawn.has(id) || (undo.pending !== null && acting === id);
  const withdraw = ({ id, number }: CoveringRequest) => {
    setActing(id);
    undo.act({
      label: t('requests.action.withdrawnNow', { number }),
      commit: async () => {
        setWithdrawn((now) => new Set([...now, id]));
        const shown = await client.requests.previewEvent({ id, event: WITHDRAWN }).catch(answerLost);
        const added = shown.ok
          ? await client.requests.addEvent({ id, event: WITHDRAWN, seal: shown.value.seal }).catch(answerLost)
          : shown;
        if (!added.ok) setProblem(added.problem);
      },
    });
  };
  return (
    <>
      <ProblemAlert problems={problem === null ? [] : [problem]} />
      {requests
        .filter(({ id }) => !isGone(id))
        .map((request) => (
          <Notice
            key={request.id}
            tone="done"
            title={t('requests.recovered', { number: request.number })}
            action={
              <Button variant="default" onClick={() => withdraw(request)}>
                {t('requests.recoveredWithdraw')}
              </Button>
            }
          >
            <span>{request.title}</span>
          </Notice>
        ))}
      <UndoToast undo={undo} />
    </>
  );
}
