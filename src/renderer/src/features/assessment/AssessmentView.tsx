import { Grid, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Panel } from '../../failures/Panel.tsx';
import { useSay } from '../../language/wording-context.ts';
import { useFaultCodes } from '../fault-codes/use-fault-codes.ts';
import { TopologyPicture } from '../topology/TopologyPicture.tsx';
import { AllChecks } from './AllChecks.tsx';
import { problemsOf } from '../../../../shared/summarize-findings.ts';
import type { Assessment } from './assessment.ts';
import { DeviceList } from './DeviceList.tsx';
import { ProblemCard } from './ProblemCard.tsx';
import { VerdictPanel } from './VerdictPanel.tsx';

interface AssessmentViewProps {
  readonly assessment: Assessment;
  readonly action: ReactNode;
}

/** Verdict on top; problems on the left where reading begins, picture and devices on the right. */
export function AssessmentView({ assessment, action }: AssessmentViewProps) {
  const say = useSay();
  const faultCodeOf = useFaultCodes(assessment);
  const problems = problemsOf(assessment.findings);
  const { publication } = assessment;
  const age =
    publication.ageDays <= 0 ? say('publicationAge.today') : say('publicationAge.days', { count: publication.ageDays });
  return (
    <Stack gap="md">
      <VerdictPanel assessment={assessment} problemCount={problems.length} action={action} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack gap="sm">
            <Title order={3}>{say('problems.heading')}</Title>
            {problems.length === 0 && assessment.verdict !== null && <Text fz="lg">{say('problems.none')}</Text>}
            <Stack gap="sm" component="ul" pl={0} m={0}>
              {problems.map((problem) => (
                <Panel
                  key={`${problem.speaking.check} ${problem.speaking.subject}`}
                  name="problem"
                  title={say('problems.heading')}
                >
                  <ProblemCard
                    problem={problem}
                    devices={assessment.devices}
                    run={assessment.run}
                    verdict={assessment.verdict}
                    faultCode={faultCodeOf(problem.speaking)}
                  />
                </Panel>
              ))}
            </Stack>
            {assessment.findings.length > 0 && (
              <Panel name="all-checks" title={say('passed.heading')}>
                <AllChecks assessment={assessment} />
              </Panel>
            )}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="sm">
            <Title order={3}>{say('topology.heading')}</Title>
            <Panel name="topology" title={say('topology.heading')}>
              <Paper p="sm" withBorder>
                <TopologyPicture assessment={assessment} />
              </Paper>
            </Panel>
            <Title order={3}>{say('devices.heading')}</Title>
            <Panel name="devices" title={say('devices.heading')}>
              <DeviceList devices={assessment.devices} />
            </Panel>
            <Text c="#44506a">
              {say('publication', { version: publication.version, date: publication.date, age })}
              {publication.demo && ` · ${say('publicationDemo')}`}
            </Text>
          </Stack>
        </Grid.Col>
      </Grid>
    </Stack>
  );
}
