import { Button, FileButton, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Verification } from '../../../../../shared/domain/inspection/inspection-record.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { useClient } from '../../../connection/context.ts';
import { Trouble } from '../../../shell/Trouble.tsx';
import { readableTime } from '../../assessment/assessment.ts';
import { handedFile, MOST_OF_A_REPORT } from '../handed-file.ts';
import { resultOfCall } from '../session/result-of-call.ts';
import { useTell, useTerm } from '../words.ts';

/** Whether a report is what was signed: for a file somebody brings. */
export function VerifyFile() {
  const client = useClient();
  const tell = useTell();
  const term = useTerm();
  const [checked, setChecked] = useState<{ readonly name: string; readonly verification: Verification } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const check = async (file: File | null) => {
    if (file === null) return;
    setBusy(true);
    const handed = await handedFile(file, MOST_OF_A_REPORT);
    const result = handed.ok ? await resultOfCall(() => client.inspections.verify(handed.value)) : handed;
    setBusy(false);
    setProblem(result.ok ? null : result.problem);
    setChecked(result.ok ? { name: file.name, verification: result.value } : null);
  };
  return (
    <section aria-label={tell('verify.heading')}>
      <Stack gap="sm" align="flex-start">
        <Title order={3}>{tell('verify.heading')}</Title>
        <Text>{tell('verify.help')}</Text>
        <FileButton onChange={(file) => void check(file)} accept=".pdf,.docx,.xlsx,.json">
          {(props) => (
            <Button variant="default" loading={busy} {...props}>
              {tell('verify.choose')}
            </Button>
          )}
        </FileButton>
        <Trouble problems={problem === null ? [] : [problem]} />
        <output>
          {checked !== null && (
            <Paper withBorder p="md" data-verification={checked.verification.outcome}>
              <Text fz={28} fw={700} className={`verification-${checked.verification.outcome}`}>
                {tell(`verify.${checked.verification.outcome}`)}
              </Text>
              <Text style={{ overflowWrap: 'anywhere' }}>{checked.name}</Text>
              {checked.verification.seal !== null && (
                <>
                  <Text>
                    {tell('verify.seal', {
                      number: checked.verification.seal.number,
                      time: readableTime(checked.verification.seal.signedAt),
                    })}
                  </Text>
                  <Text>{term(`database.${checked.verification.database}`)}</Text>
                  <Text>{tell(checked.verification.signedHere ? 'verify.here' : 'verify.elsewhere')}</Text>
                </>
              )}
              {checked.verification.demo === true && <Text fw={700}>{tell('verify.demo')}</Text>}
            </Paper>
          )}
        </output>
      </Stack>
    </section>
  );
}
