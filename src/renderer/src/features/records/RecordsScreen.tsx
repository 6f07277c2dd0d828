import { Button, Group, Paper, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { RunSummary } from '../../../../shared/contract.ts';
import type { CheckRun } from '../../../../shared/domain/check-run.ts';
import type { Outcome, Verdict } from '../../../../shared/domain/finding.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import { OutcomeIcon } from '../../components/OutcomeIcon.tsx';
import { PageTabs } from '../../components/PageTabs.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { AssessmentView } from '../assessment/AssessmentView.tsx';
import { assessmentOfRun, formatTime } from '../assessment/assessment.ts';
import { type GoTo, type Place, TABS } from '../../shell/place.ts';
import { FaultCodeTab } from './FaultCodeTab.tsx';
import { VersionsTab } from './VersionsTab.tsx';
import { SentTextDrop, SentTextResult, useSentText } from './SentText.tsx';

const PAGE = 20;
const ICON: Readonly<Record<Verdict, Outcome>> = {
  ready: 'pass',
  usable: 'warn',
  'not-ready': 'fail',
  unknown: 'unknown',
};

interface RecordsScreenProps {
  readonly place: Place;
  readonly onPlace: GoTo;
}

/** Stored checks, versions of what is installed, and what a fault code says. */
export default function RecordsScreen({ place, onPlace }: RecordsScreenProps) {
  const t = useTexts('screen');
  const tab = TABS.records.find((name) => name === place.tab) ?? 'runs';
  if (place.opened !== null) return <Run id={place.opened} onBack={() => onPlace({ opened: null })} />;
  return (
    <div className="page">
      <PageTabs
        label={t('nav.records')}
        tabs={TABS.records}
        current={tab}
        nameOf={(name) => t(`records.${name}`)}
        onTab={(name) => onPlace({ tab: name })}
      />
      <section className="page-card">
        {tab === 'runs' && <Runs onOpen={(id) => onPlace({ opened: id })} />}
        {tab === 'versions' && <VersionsTab />}
        {tab === 'fault-codes' && <FaultCodeTab />}
      </section>
    </div>
  );
}

/** A stored run, shown as it was found. */
function Run({ id, onBack }: { readonly id: string; readonly onBack: () => void }) {
  const client = useClient();
  const t = useTexts('screen');
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
  if (run !== null) return <AssessmentView assessment={assessmentOfRun(run, 'record')} onCheck={null} actions={back} />;
  return (
    <div className="page">
      {problem === null ? <Text component="output">{t('history.loading')}</Text> : back}
      <ProblemAlert problems={problem === null ? [] : [problem]} />
    </div>
  );
}

/** Stored runs, newest first. */
function Runs({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const client = useClient();
  const t = useTexts('screen');
  const [runs, setRuns] = useState<readonly RunSummary[] | null>(null);
  const [more, setMore] = useState(false);
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

  if (sent.run !== null) return <SentTextResult run={sent.run} onClose={sent.close} />;
  return (
    <Stack gap="sm">
      <Title order={2}>{t('history.heading')}</Title>
      <ProblemAlert problems={problem === null ? [] : [problem]} />
      {runs === null && problem === null && <Text component="output">{t('history.loading')}</Text>}
      {runs?.length === 0 && <Text>{t('history.empty')}</Text>}
      <Stack gap="xs" component="ul" pl={0} m={0}>
        {runs?.map((run) => (
          <RunItem key={run.id} run={run} onOpen={() => onOpen(run.id)} />
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
        <Group gap="md" c="var(--color-text)" style={{ overflowWrap: 'anywhere' }}>
          <OutcomeIcon outcome={ICON[run.verdict]} size={32} />
          <Text fw={700}>{t(`terms:verdict.${run.verdict}`)}</Text>
          <Text>{time}</Text>
          <Text>{run.devices.length === 0 ? t('devices.none') : list(run.devices.map(deviceName))}</Text>
          <Text c="var(--color-text-secondary)">
            {t('history.counts', { fail: run.fail, warn: run.warn, unknown: run.unknown })}
          </Text>
          {run.demo && (
            <Text fw={700} c="var(--color-usable)">
              {t('history.demo')}
            </Text>
          )}
        </Group>
      </UnstyledButton>
    </Paper>
  );
}
