import { Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { useClient } from '../../../connection/context.ts';
import { Trouble } from '../../../shell/Trouble.tsx';
import { resultOfCall } from '../session/result-of-call.ts';
import { useTell } from '../words.ts';

/** Giving an inspection up, with the reason. It stays in the list. */
export function AbandonPart({ id, onEnded }: { readonly id: string; readonly onEnded: () => void }) {
  const client = useClient();
  const tell = useTell();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const giveUp = async () => {
    const result = await resultOfCall(() => client.inspections.abandon({ id, reason: reason.trim() }));
    if (result.ok) onEnded();
    else setProblem(result.problem);
  };
  return (
    <details>
      <summary>{tell('abandon.heading')}</summary>
      <Stack gap="sm" align="flex-start">
        <TextInput
          label={tell('abandon.reason')}
          description={tell('abandon.help')}
          maxLength={400}
          w="100%"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button color="red" variant="outline" disabled={reason.trim() === ''} onClick={() => void giveUp()}>
          {tell('abandon.confirm')}
        </Button>
        <Trouble problems={problem === null ? [] : [problem]} />
      </Stack>
    </details>
  );
}
