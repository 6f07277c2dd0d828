import { Button, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import type { Verdict } from '../../../../shared/domain/finding.ts';
import type { RecognisedDevice } from '../../../../shared/domain/device.ts';
import { useSay, useWording } from '../../language/wording-context.ts';
import type { ProblemGroup } from '../../../../shared/summarize-findings.ts';
import { useReportProblem } from '../requests/report-problem.ts';
import { FaultCode } from '../fault-codes/FaultCode.tsx';
import { OutcomeIcon } from './OutcomeIcon.tsx';

interface ProblemCardProps {
  readonly problem: ProblemGroup;
  readonly devices: readonly RecognisedDevice[];
  /** The run it is in; null for what is only seen now: a request is made from a record. */
  readonly run: string | null;
  readonly verdict: Verdict | null;
  readonly faultCode: string | null;
}

/** One problem: what, why, and what to do now; the engineer's part is folded away. */
export function ProblemCard({ problem: { speaking, also }, devices, run, verdict, faultCode }: ProblemCardProps) {
  const say = useSay();
  const report = useReportProblem();
  const wording = useWording();
  const worded = wording.finding(speaking, devices);
  const evidence = wording.evidence(speaking, devices);
  return (
    <Paper component="li" p="md" withBorder style={{ listStyle: 'none' }}>
      <Group wrap="nowrap" align="flex-start" gap="sm">
        <OutcomeIcon outcome={speaking.outcome} size={32} />
        <Stack gap="xs" flex={1} miw={0}>
          <Title order={4} fz="lg">
            <Text span c="#44506a" fz="md">
              {wording.t(`terms:outcome.${speaking.outcome}`)} ·{' '}
            </Text>
            {worded.title}
          </Title>
          {worded.cause !== null && <Text>{wording.labelled(say('problems.cause'), worded.cause)}</Text>}
          {worded.teacher.length > 0 && (
            <div>
              <Text fw={700}>{say('problems.now')}</Text>
              <List type="ordered" spacing={4}>
                {worded.teacher.map((step) => (
                  <List.Item key={step}>{step}</List.Item>
                ))}
              </List>
            </div>
          )}
          {report !== null && run !== null && (
            <div>
              <Button
                variant={speaking.outcome === 'fail' ? 'filled' : 'default'}
                aria-label={say('requests.reportNamed', { title: worded.title })}
                onClick={() => report({ kind: 'technical', run, check: speaking.check, verdict })}
              >
                {say('requests.report')}
              </Button>
            </div>
          )}
          {report !== null && run === null && <Text c="#44506a">{say('requests.checkFirst')}</Text>}
          <details>
            <summary>{say('problems.engineer')}</summary>
            <Stack gap="xs" pl="md">
              {faultCode !== null && <FaultCode code={faultCode} />}
              <List spacing={4}>
                {worded.engineer.map((step) => (
                  <List.Item key={step}>{step}</List.Item>
                ))}
              </List>
              <Text c="#44506a">{wording.labelled(say('problems.why'), worded.why)}</Text>
              {also.length > 0 && (
                <Text c="#44506a">
                  {say('problems.also', {
                    checks: wording.list(also.map((it) => wording.t(`checks:${it.check}.name`))),
                  })}
                </Text>
              )}
              {evidence.length > 0 && (
                <Text c="#44506a" style={{ overflowWrap: 'anywhere' }}>
                  {wording.labelled(
                    say('problems.evidence'),
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
