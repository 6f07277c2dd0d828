import { Button, Group, Paper, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { RunSummary } from '../../../../shared/contract.ts';
import type { CheckRun } from '../../../../shared/domain/check-run.ts';
import type { Outcome, Verdict } from '../../../../shared/domain/finding.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import { OutcomeIcon } from '../../components/OutcomeIcon.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { AssessmentView } from '../assessment/AssessmentView.tsx';
import { assessmentOfRun, formatTime } from '../assessment/assessment.ts';
import { FaultCodeScreen } from '../fault-codes/FaultCodeScreen.tsx';
import { SentTextDrop, SentTextResult, useSentText } from './SentText.tsx';

const PAGE = 20;
const ICON: Readonly<Record<Verdict, Outcome>> = {
  ready: 'pass',
  usable: 'warn',
  'not-ready': 'fail',
  unknown: 'unknown',
};

/** Stored runs, newest first; an opened one is shown as it was found. */
export default function HistoryScreen() {
  const client = useClient();
  const t = useTexts('screen');
  const [runs, setRuns] = useState<readonly RunSummary[] | null>(null);
  const [more, setMore] = useState(false);
  const [opened, setOpened] = useState<CheckRun | null>(null);
  const [readingCode, setReadingCode] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const sent = useSentText();

  const load = useCallback(
    async (before?: string) => {
      const page = await client.runs.list({ limit: PAGE, ...(before !== undefined && { before }) });
      if (!page.ok) return setProblem(page.problem);
      setRuns((known) => [...(before === undefined ? [] : (known ?? [])), ...page.value]);
      setMore(page.value.length === PAGE);
    },
    [client],
  );
  useEffect(() => void load(), [load]);

  const open = async (id: string) => {
    const run = await client.runs.get({ id });
    if (run.ok) setOpened(run.value);
    else setProblem(run.problem);
  };

  if (opened !== null)
    return (
      <AssessmentView
        assessment={assessmentOfRun(opened, 'record')}
        action={
          <Button variant="default" onClick={() => setOpened(null)}>
            {t('history.back')}
          </Button>
        }
      />
    );
  if (sent.run !== null) return <SentTextResult run={sent.run} onClose={sent.close} />;
  if (readingCode) return <FaultCodeScreen onBack={() => setReadingCode(false)} />;
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={2}>{t('history.heading')}</Title>
        <Button variant="default" onClick={() => setReadingCode(true)}>
          {t('faultCode.open')}
        </Button>
      </Group>
      <ProblemAlert problems={problem === null ? [] : [problem]} />
      {runs === null && problem === null && <Text component="output">{t('history.loading')}</Text>}
      {runs?.length === 0 && <Text>{t('history.empty')}</Text>}
      <Stack gap="xs" component="ul" pl={0} m={0}>
        {runs?.map((run) => (
          <RunItem key={run.id} run={run} onOpen={() => void open(run.id)} />
        ))}
      </Stack>
      {more && (
        <Button variant="default" onClick={() => void load(runs?.at(-1)?.id)}>
          {t('history.more')}
        </Button>
      )}
      <SentTextDrop sent={sent} />
    </Stack>
  );
}

function RunItem({ run, onOpen }: { readonly run: RunSummary; readonly onOpen: () => void }) {
  const t = useTexts('screen');
  const { list, deviceName } = useWording();
  const time = formatTime(run.startedAt);
  return (
    <Paper component="li" withBorder style={{ listStyle: 'none' }}>
      <UnstyledButton w="100%" px="md" py="sm" mih={56} onClick={onOpen}>
        <Group gap="md" c="#1a2233" style={{ overflowWrap: 'anywhere' }}>
          <OutcomeIcon outcome={ICON[run.verdict]} size={32} />
          <Text fw={700}>{t(`terms:verdict.${run.verdict}`)}</Text>
          <Text>{time}</Text>
          <Text>{run.devices.length === 0 ? t('devices.none') : list(run.devices.map(deviceName))}</Text>
          <Text c="#44506a">{t('history.counts', { fail: run.fail, warn: run.warn, unknown: run.unknown })}</Text>
          {run.demo && (
            <Text fw={700} c="#5c4400">
              {t('history.demo')}
            </Text>
          )}
        </Group>
      </UnstyledButton>
    </Paper>
  );
}
