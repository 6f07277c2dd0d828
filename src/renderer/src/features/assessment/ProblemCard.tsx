import { Button, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import type { RecognisedDevice } from '../../../../shared/domain/device.ts';
import type { Verdict } from '../../../../shared/domain/finding.ts';
import type { ProblemGroup } from '../../../../shared/summarize-findings.ts';
import { OutcomeIcon } from '../../components/OutcomeIcon.tsx';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { FaultCode } from '../fault-codes/FaultCode.tsx';
import { useReportProblem } from '../requests/report-problem.ts';

interface ProblemCardProps {
  readonly problem: ProblemGroup;
  readonly devices: readonly RecognisedDevice[];
  /** Id of its check run; null in the live state, which no request can be made from yet, and for a text about another PC. */
  readonly run: string | null;
  readonly isLive: boolean;
  readonly verdict: Verdict | null;
  readonly faultCode: string | null;
}

/** One problem: what, why, and what to do now; what engineers need is folded away. */
export function ProblemCard({
  problem: { speaking, also },
  devices,
  run,
  isLive,
  verdict,
  faultCode,
}: ProblemCardProps) {
  const t = useTexts('screen');
  const report = useReportProblem();
  const wording = useWording();
  const texts = wording.finding(speaking, devices);
  const evidence = wording.evidence(speaking, devices);
  return (
    <Paper component="li" p="md" withBorder style={{ listStyle: 'none' }}>
      <Group wrap="nowrap" align="flex-start" gap="sm">
        <OutcomeIcon outcome={speaking.outcome} size={32} />
        <Stack gap="xs" flex={1} miw={0}>
          <Title order={4} fz="lg">
            <Text span c="var(--color-text-secondary)" fz="md">
              {t(`terms:outcome.${speaking.outcome}`)} ·{' '}
            </Text>
            {texts.title}
          </Title>
          {texts.cause !== null && <Text>{wording.labelled(t('problems.cause'), texts.cause)}</Text>}
          {texts.teacher.length > 0 && (
            <div>
              <Text fw={700}>{t('problems.now')}</Text>
              <List type="ordered" spacing={4}>
                {texts.teacher.map((step) => (
                  <List.Item key={step}>{step}</List.Item>
                ))}
              </List>
            </div>
          )}
          {report !== null && run !== null && (
            <div>
              <Button
                variant={speaking.outcome === 'fail' ? 'filled' : 'default'}
                aria-label={t('requests.reportNamed', { title: texts.title })}
                onClick={() => report({ kind: 'technical', run, check: speaking.check, verdict })}
              >
                {t('requests.report')}
              </Button>
            </div>
          )}
          {report !== null && isLive && <Text c="var(--color-text-secondary)">{t('requests.checkFirst')}</Text>}
          <details>
            <summary>{t('problems.engineer')}</summary>
            <Stack gap="xs" pl="md">
              {faultCode !== null && <FaultCode code={faultCode} />}
              <List spacing={4}>
                {texts.engineer.map((step) => (
                  <List.Item key={step}>{step}</List.Item>
                ))}
              </List>
              <Text c="var(--color-text-secondary)">{wording.labelled(t('problems.why'), texts.why)}</Text>
              {also.length > 0 && (
                <Text c="var(--color-text-secondary)">
                  {t('problems.also', {
                    checks: wording.list(also.map((it) => t(`checks:${it.check}.name`))),
                  })}
                </Text>
              )}
              {evidence.length > 0 && (
                <Text c="var(--color-text-secondary)" style={{ overflowWrap: 'anywhere' }}>
                  {wording.labelled(
                    t('problems.evidence'),
                    evidence.map(({ name, value }) => `${name} ${value}`).join(' · '),
                  )}
                </Text>
              )}
            </Stack>
          </details>
        </Stack>
      </Group>
    </Paper>
  );
}
