import { Alert, Button, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { Erasure, Retention } from '../../../../shared/domain/retention.ts';
import { resultOfLost } from '../../connection/result-of-lost.ts';
import { useClient } from '../../connection/context.ts';
import { Trouble } from '../../shell/Trouble.tsx';
import { ErasureList } from './ErasureList.tsx';
import { usePrivacyWords } from './privacy-words.ts';

/** What is kept of people and how long; what is due is shown, then erased by hand. */
export default function PrivacyPart() {
  const client = useClient();
  const explain = usePrivacyWords();
  const [plan, setPlan] = useState<{ settings: Retention; erasure: Erasure } | null>(null);
  const [gone, setGone] = useState<Erasure | null>(null);
  const [asked, setAsked] = useState(false);
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const look = useCallback(async () => {
    const planned = await client.retention.plan();
    if (planned.ok) setPlan(planned.value);
    else setProblem(planned.problem);
  }, [client]);
  useEffect(() => void look(), [look]);

  const erase = async () => {
    setWorking(true);
    const applied = await client.retention.apply().catch(resultOfLost);
    setProblem(applied.ok ? applied.value.incomplete : applied.problem);
    setGone(applied.ok ? applied.value.erased : null);
    setAsked(false);
    setWorking(false);
    await look();
  };
  const due =
    plan !== null && Object.values(plan.erasure).some((part) => (typeof part === 'number' ? part : part.length) > 0);

  return (
    <Paper withBorder p="md" component="section" aria-labelledby="privacy-heading">
      <Stack gap="sm">
        <Title order={2} id="privacy-heading">
          {explain('heading')}
        </Title>
        <Text>{explain('noStudents')}</Text>
        <Text>{explain('teacher')}</Text>
        <Text>{explain('sent')}</Text>
        <Trouble problems={problem === null ? [] : [problem]} />
        {plan !== null && (
          <>
            <Title order={3}>{explain('kept')}</Title>
            <List>
              <List.Item>{explain('contacts', { days: plan.settings.contactsDaysAfterClosing })}</List.Item>
              <List.Item>{explain('people', { years: plan.settings.peopleOfReportsYears })}</List.Item>
              <List.Item>{explain('runs', { years: plan.settings.runsYears })}</List.Item>
              <List.Item>{explain('log', { months: plan.settings.logsMonths })}</List.Item>
            </List>
            <Text>{explain('change')}</Text>
            <ErasureList heading={explain('wouldGo')} erasure={plan.erasure} />
            {due && !asked && (
              <Group>
                <Button variant="default" onClick={() => setAsked(true)}>
                  {explain('erase')}
                </Button>
              </Group>
            )}
            {asked && (
              <Alert variant="outline" bg="white" color="orange">
                <Stack gap="xs">
                  <Text fw={600}>{explain('sure')}</Text>
                  <Group gap="xs">
                    <Button loading={working} onClick={() => void erase()}>
                      {explain('eraseNow')}
                    </Button>
                    <Button variant="default" disabled={working} onClick={() => setAsked(false)}>
                      {explain('leave')}
                    </Button>
                  </Group>
                </Stack>
              </Alert>
            )}
          </>
        )}
        <div aria-live="polite">{gone !== null && <ErasureList heading={explain('gone')} erasure={gone} />}</div>
      </Stack>
    </Paper>
  );
}
