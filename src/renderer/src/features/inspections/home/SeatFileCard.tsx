import { Button, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { saveFile } from '../../../connection/files.ts';
import { settleCall } from '../../../connection/settle-call.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { useTexts } from '../../../language/use-texts.ts';

/** Every PC of a lab makes its file for the one that holds the inspection; it needs none of its own for that. */
export function SeatFileCard() {
  const client = useClient();
  const t = useTexts('inspections');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const make = async () => {
    setBusy(true);
    const file = await settleCall(() => client.inspections.bundle());
    setBusy(false);
    setProblem(file.ok ? null : file.problem);
    if (file.ok) saveFile(file.value);
  };
  return (
    <section className="card" aria-label={t('seatFile.heading')}>
      <Title order={3}>{t('seatFile.heading')}</Title>
      <Text>{t('seatFile.help')}</Text>
      <Button variant="default" loading={busy} onClick={() => void make()}>
        {t('intake.own')}
      </Button>
      <ProblemAlert problems={problem === null ? [] : [problem]} />
    </section>
  );
}
