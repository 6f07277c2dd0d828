import { Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { Notice } from '../../components/Notice.tsx';
import { useCallback, useEffect, useState } from 'react';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { Erasure, Retention } from '../../../../shared/domain/retention.ts';
import { entriesOf } from '../../../../shared/locales/text-keys.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { answerLost } from '../../connection/settle-call.ts';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';

/** Personal data and how long it is retained; what is due is listed, then erased by hand. */
export default function PrivacySection() {
  const client = useClient();
  const t = useTexts('privacy');
  const [plan, setPlan] = useState<{ settings: Retention; erasure: Erasure } | null>(null);
  const [erased, setErased] = useState<Erasure | null>(null);
  const [confirming, setConfirming] = useState(false);
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const loadPlan = useCallback(async () => {
    const planned = await client.retention.plan();
    if (planned.ok) setPlan(planned.value);
    else setProblem(planned.problem);
  }, [client]);
  useEffect(() => void loadPlan(), [loadPlan]);

  const erase = async () => {
    setWorking(true);
    const applied = await client.retention.apply().catch(answerLost);
    setProblem(applied.ok ? applied.value.incomplete : applied.problem);
    setErased(applied.ok ? applied.value.erased : null);
    setConfirming(false);
    setWorking(false);
    await loadPlan();
  };
  const due =
    plan !== null && Object.values(plan.erasure).some((part) => (typeof part === 'number' ? part : part.length) > 0);

  return (
    <section aria-labelledby="privacy-heading">
      <Stack gap="sm">
        <Title order={2} id="privacy-heading">
          {t('heading')}
        </Title>
        <Text>{t('noStudents')}</Text>
        <Text>{t('teacher')}</Text>
        <Text>{t('sent')}</Text>
        <ProblemAlert problems={problem === null ? [] : [problem]} />
        {plan !== null && (
          <>
            <Title order={3}>{t('kept')}</Title>
            <List>
              <List.Item>{t('contacts', { days: plan.settings.contactsDaysAfterClosing })}</List.Item>
              <List.Item>{t('people', { years: plan.settings.peopleOfReportsYears })}</List.Item>
              <List.Item>{t('runs', { years: plan.settings.runsYears })}</List.Item>
              <List.Item>{t('log', { months: plan.settings.logsMonths })}</List.Item>
            </List>
            <Text>{t('change')}</Text>
            <details>
              <summary>{t('engineer')}</summary>
              <p className="muted">{t('changeHow')}</p>
            </details>
            <ErasureList heading={t('wouldGo')} erasure={plan.erasure} />
            {due && !confirming && (
              <Group>
                <Button variant="default" onClick={() => setConfirming(true)}>
                  {t('erase')}
                </Button>
              </Group>
            )}
            {confirming && (
              <Notice tone="attention">
                <Stack gap="xs">
                  <Text fw={600}>{t('sure')}</Text>
                  <Group gap="xs">
                    <Button loading={working} onClick={() => void erase()}>
                      {t('eraseNow')}
                    </Button>
                    <Button variant="default" disabled={working} onClick={() => setConfirming(false)}>
                      {t('leave')}
                    </Button>
                  </Group>
                </Stack>
              </Notice>
            )}
          </>
        )}
        <div aria-live="polite">{erased !== null && <ErasureList heading={t('gone')} erasure={erased} />}</div>
      </Stack>
    </section>
  );
}

/** What would be erased, or was erased. */
function ErasureList({ heading, erasure }: { readonly heading: string; readonly erasure: Erasure }) {
  const t = useTexts('privacy');
  const { list } = useWording();
  const lines = entriesOf<keyof Erasure, number | string[]>(erasure).flatMap(([kind, found]) => {
    const number = typeof found === 'number' ? found : found.length;
    const names = typeof found === 'number' ? '' : list(found);
    return number === 0 ? [] : [{ kind, line: t(`erasure.${kind}`, { number, names }) }];
  });
  return (
    <>
      <Title order={3}>{heading}</Title>
      {lines.length === 0 ? (
        <Text>{t('nothing')}</Text>
      ) : (
        <List>
          {lines.map(({ kind, line }) => (
            <List.Item key={kind}>{line}</List.Item>
          ))}
        </List>
      )}
    </>
  );
}
