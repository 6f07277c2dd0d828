import { Button, FileButton, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Verification } from '../../../../../shared/domain/inspection/inspection-record.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { MAX_REPORT_BYTES, readUpload } from '../../../connection/files.ts';
import { settleCall } from '../../../connection/settle-call.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { useTerms, useTexts } from '../../../language/use-texts.ts';
import { formatTime } from '../../assessment/assessment.ts';

/** Verifies a report file: whether it is what was signed. */
export function VerifyFile() {
  const client = useClient();
  const t = useTexts('inspections');
  const term = useTerms();
  const [checked, setChecked] = useState<{ readonly name: string; readonly verification: Verification } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const check = async (file: File | null) => {
    if (file === null) return;
    setBusy(true);
    const upload = await readUpload(file, MAX_REPORT_BYTES);
    const result = upload.ok ? await settleCall(() => client.inspections.verify(upload.value)) : upload;
    setBusy(false);
    setProblem(result.ok ? null : result.problem);
    setChecked(result.ok ? { name: file.name, verification: result.value } : null);
  };
  return (
    <section className="card" aria-label={t('verify.heading')}>
      <Stack gap="sm" align="flex-start">
        <Title order={3}>{t('verify.heading')}</Title>
        <Text>{t('verify.help')}</Text>
        <FileButton onChange={(file) => void check(file)} accept=".pdf,.docx,.xlsx,.json">
          {(props) => (
            <Button variant="default" loading={busy} {...props}>
              {t('verify.choose')}
            </Button>
          )}
        </FileButton>
        <ProblemAlert problems={problem === null ? [] : [problem]} />
        <output>
          {checked !== null && (
            <div className="verification" data-verification={checked.verification.outcome}>
              <Text fz="lg" fw={700} className={`verification-${checked.verification.outcome}`}>
                {t(`verify.${checked.verification.outcome}`)}
              </Text>
              <Text style={{ overflowWrap: 'anywhere' }}>{checked.name}</Text>
              {checked.verification.seal !== null && (
                <>
                  <Text>
                    {t('verify.seal', {
                      number: checked.verification.seal.number,
                      time: formatTime(checked.verification.seal.signedAt),
                    })}
                  </Text>
                  <Text>{term(`database.${checked.verification.database}`)}</Text>
                  <Text>{t(checked.verification.signedHere ? 'verify.here' : 'verify.elsewhere')}</Text>
                </>
              )}
              {checked.verification.demo === true && <Text fw={700}>{t('verify.demo')}</Text>}
            </div>
          )}
        </output>
      </Stack>
    </section>
  );
}
